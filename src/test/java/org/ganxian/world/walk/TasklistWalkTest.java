package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.assertj.core.api.SoftAssertions;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tasklist as its lists, cards, ring and keys make it: read at a glance, worked without a mouse. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasklistWalkTest {

    private static final Pattern TIME_LEFT = Pattern.compile("(还剩|已超时) \\d+ (分钟|小时)");

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    Browsers browsers;

    @BeforeAll
    void openBrowser() {
        browsers = new Browsers(port);
    }

    @AfterAll
    void closeBrowser() {
        browsers.close();
    }

    @Test
    void listsAreCountedAndCardsSayWhatWhereAndHowLong() {
        Demand lamp = story.aBrokenLamp();
        Tasklist dispatcher = Tasklist.loggedInAs("dispatcher", browsers.desktop());
        assertThat(dispatcher.page.locator("li.task").first()).isVisible(); // comes where there is work
        assertThat(dispatcher.page.getByText("登记诉求")).isHidden(); // a clerk's
        for (String list : new String[] {"待我处理", "可领取", "即将超时", "已超时", "督办", "我经手的", "全部任务"}) {
            assertThat(count(dispatcher, list)).hasText(Pattern.compile("\\d+"));
        }
        dispatcher.list("可领取");
        Locator card = dispatcher.card("审核点单", lamp.number());
        assertThat(card).containsText("榕荫里 3 号楼 2 单元");
        assertThat(card).containsText("榕荫社区");
        assertThat(card.locator(".gx-priority")).hasText("一般");
        assertThat(card.locator(".gx-due")).containsText(TIME_LEFT);
        int claimable = number(count(dispatcher, "可领取"));
        assertThat(claimable).isPositive();

        card.click();
        Locator ring = dispatcher.panel().locator(".gx-ring");
        assertThat(ring).containsText("首次响应 还剩 ");
        assertThat(ring.locator("svg")).hasAttribute("aria-label", Pattern.compile("首次响应时限.+，还剩 .+，已用 \\d+%"));
        dispatcher.claims();
        assertThat(count(dispatcher, "可领取")).hasText(String.valueOf(claimable - 1));
        dispatcher.top();
        Browsers.picture(dispatcher.page, "tasklist-cards");
        dispatcher.page.setViewportSize(Browsers.PHONE_WIDTH, 844);
        assertThat(dispatcher.page.locator(".tasks-list.column-center")).hasCSS("left", "0px");
    }

    /** From the list that a dispatcher comes to, until all are with the members. */
    @Test
    void tenOrdersAreScreenedAndDispatchedInAtMostThirtyClicks() {
        List<Demand> lamps = Stream.generate(story::aBrokenLamp).limit(10).toList();
        Page page = Tasklist.loggedInAs("dispatcher", browsers.desktop()).page;
        Clicks clicks = Clicks.of(page);
        page.locator(".ganxian-links").getByText("派单台").click();
        for (Demand lamp : lamps) {
            page.locator("tr")
                    .filter(new Locator.FilterOptions().setHasText(lamp.number()))
                    .locator("input[type=checkbox]")
                    .check();
        }
        page.getByText("提交勾选的").click();
        assertThat(page.locator("[role=status]")).hasText("已办 10 件。");
        assertThat(lamps).allSatisfy(lamp -> assertThat(story.statusOf(lamp)).isEqualTo(Status.DISPATCHED));
        assertThat(clicks.count()).isBetween(12, 30);
        // The lists of the other walks are as they were.
        lamps.forEach(story::withdraws);
    }

    /** Each form in turn beside two demands: what is asked for does not depend on them. */
    @Test
    void everyFormIsSubmittedWithoutScrolling() throws IOException {
        List<Demand> lamps = Stream.generate(story::aBrokenLamp).limit(2).toList();
        List<String> tasks = lamps.stream()
                .map(lamp -> story.taskOf(lamp, "screen-order").getId())
                .toList();
        lamps.forEach(lamp -> story.claims("dispatcher", lamp, "screen-order"));
        List<Path> forms;
        try (Stream<Path> all = Files.list(Path.of("forms"))) {
            // That one opens the case, in a dialog of its own.
            forms = all.filter(form -> !form.endsWith("place-order.form")).toList();
        }
        assertThat(forms).hasSizeGreaterThan(20);
        Tasklist dispatcher = Tasklist.loggedInAs("dispatcher", browsers.desktop());
        Page page = dispatcher.page;
        page.setViewportSize(1366, 768);
        AtomicInteger next = new AtomicInteger();
        page.route(
                Pattern.compile("/deployed-form(\\?|$)"),
                asked -> asked.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(withChoices(forms.get(next.get())))));
        SoftAssertions all = new SoftAssertions();
        for (Path form : forms) {
            int i = next.get();
            page.navigate("/camunda/app/tasklist/default/#/?task=" + tasks.get(i % 2));
            assertThat(dispatcher.panel().locator(".gx-number"))
                    .hasText(lamps.get(i % 2).number());
            assertThat(dispatcher.form().locator("h3")).hasText(heading(form));
            all.assertThatCode(() -> dispatcher.choosesWhatIsMostFrequent().canSubmitWithoutScrolling())
                    .as(form.toString())
                    .doesNotThrowAnyException();
            next.incrementAndGet();
        }
        all.assertAll();
        // The lists of the other walks are as they were.
        lamps.forEach(story::withdraws);
    }

    /** The first question of these gets its choices from the task, and another form's task has none for it. */
    private static String withChoices(Path form) {
        try {
            return Files.readString(form)
                    .replace("\"valuesKey\": \"screenings\"", choices("accept", "reject"))
                    .replace("\"valuesKey\": \"dispatchings\"", choices("open", "return"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String choices(String first, String last) {
        return "\"values\": [{\"label\": \"首选\", \"value\": \"%s\"}, {\"label\": \"其他\", \"value\": \"%s\"}]"
                .formatted(first, last);
    }

    private static String heading(Path form) throws IOException {
        Matcher heading = Pattern.compile("### ([^\"\\\\]+)").matcher(Files.readString(form));
        assertThat(heading.find()).as(form.toString()).isTrue();
        return heading.group(1);
    }

    /** What leads from a task to its pages of its own, and that those are good to look at. */
    @Test
    void duplicatesAreComparedAndASheetIsPrintedFromTheTask() throws IOException {
        Demand earlier = story.aBrokenLamp();
        Demand lamp = story.aBrokenLamp();
        Tasklist dispatcher = Tasklist.loggedInAs("dispatcher", browsers.desktop());
        String task = story.taskOf(lamp, "screen-order").getId();
        dispatcher.page.navigate("/camunda/app/tasklist/default/#/?task=" + task);
        assertThat(dispatcher.panel()).containsText(lamp.number());
        String sheet = dispatcher.panel().getByText("打印工单").getAttribute("href");
        Page page = dispatcher.page;
        dispatcher.panel().getByText("并排比对，一步并案").click();
        assertThat(page.locator("h1")).hasText("比对并案");
        Accessible.check(page);
        Accessible.checkLarge(page);
        page.navigate(sheet);
        assertThat(page.locator("h1")).containsText(lamp.number());
        try (PDDocument printed = Loader.loadPDF(page.pdf(new Page.PdfOptions().setFormat("A4")))) {
            assertThat(printed.getNumberOfPages()).isEqualTo(1);
        }
        Accessible.check(page);
        Accessible.checkLarge(page);
        story.withdraws(lamp);
        story.withdraws(earlier);
    }

    private static Locator count(Tasklist tasklist, String list) {
        return tasklist.page
                .locator(".task-filters .task-filter")
                .filter(new Locator.FilterOptions().setHasText(list))
                .locator(".gx-count");
    }

    private static int number(Locator count) {
        return Integer.parseInt(count.innerText());
    }

    @Test
    void aTaskIsFoundClaimedAndCompletedByKeysOnly() {
        Demand lamp = story.aBrokenLamp();
        Tasklist dispatcher = Tasklist.loggedInAs("dispatcher", browsers.desktop());
        dispatcher.list("可领取");
        Page page = dispatcher.page;
        assertThat(page.locator("li.task").first().locator(".gx-due")).isVisible();
        itsOwnSearchAndTheHeadsTakeANumber(dispatcher, lamp);
        page.keyboard().press("Control+Alt+KeyL");
        assertThat(page.locator("li.task").first().locator("h4 a")).isFocused();

        page.keyboard().press("Control+Alt+KeyN");
        assertThat(page.locator("li.task").first()).hasClass(Pattern.compile("active"));
        String firstNumber = dispatcher.panel().locator(".gx-number").innerText();
        page.keyboard().press("Control+Alt+Enter");
        assertThat(page.locator(".gx-said")).containsText("领取");
        page.keyboard().press("Control+Alt+KeyN");
        assertThat(dispatcher.panel().locator(".gx-number")).not().hasText(firstNumber);
        String number = dispatcher.panel().locator(".gx-number").innerText();
        // Whether what was claimed stands in this list still is a question of moments.
        assertThat(page.locator("li.task.active")).containsText(number);

        page.keyboard().press("Control+Alt+KeyC");
        assertThat(page.locator(".fjs-container fieldset[disabled]")).hasCount(0);
        assertThat(dispatcher.panel()).not().containsText("领取任务后可见");
        page.keyboard().press("Control+Alt+KeyF");
        page.keyboard().press("Space");
        assertThat(dispatcher.form().locator("input[type=radio]").first()).isChecked();
        page.keyboard().press("Control+Alt+Enter");
        assertThat(dispatcher.said()).containsText(Pattern.compile("已提交 .+ " + number + "：.+。"));
        dispatcher.list("我经手的");
        assertThat(page.locator("li.task").filter(new Locator.FilterOptions().setHasText(number)))
                .isVisible();
    }

    private static void itsOwnSearchAndTheHeadsTakeANumber(Tasklist dispatcher, Demand lamp) {
        Page page = dispatcher.page;
        Locator own = page.locator("[cam-widget-search] .search-container > input");
        own.fill(lamp.number().toLowerCase().substring(2).replace("-", " － "));
        own.press("Enter");
        assertThat(page.locator("li.task")).hasCount(1);
        assertThat(page.locator("li.task")).containsText(lamp.number());

        page.locator(".gx-seek input").fill("夜里 上下楼");
        page.locator(".gx-seek input").press("Enter");
        assertThat(page.locator("table.cases")).containsText(lamp.number());
        page.locator("#q").fill(lamp.number().substring(2));
        page.locator("#q").press("Enter");
        assertThat(dispatcher.panel().locator(".gx-number")).hasText(lamp.number());
        dispatcher.list("可领取");
        page.locator("li.task").first().waitFor();
    }

    @Test
    void whoeverWorkedOnItReadsWhoHasItNow() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        story.completes("member1", lamp, "serve-order", Map.of("decision", "report", "report", "已换好灯管。"));
        Tasklist member = Tasklist.loggedInAs("member1", browsers.desktop());
        member.list("我经手的");
        member.card("支部审核", lamp.number()).click();
        assertThat(member.panel()).containsText("您经手过这件，现在等待其他人员领取");
        assertThat(member.panel()).containsText("139****0001");
        assertThat(member.page.locator(".task-details .claim")).isHidden();
    }

    @Test
    void aClerkRegistersWithASuggestionAndHasTheReceiptToPrint() {
        Tasklist clerk = Tasklist.loggedInAs("clerk", browsers.desktop());
        Page page = clerk.page;
        Clicks clicks = Clicks.of(page);
        page.locator(".start-process-action a").first().click();
        page.locator(".modal-dialog").getByText("群众点单").first().click();
        clerk.writes("诉求内容", "楼道灯坏了三天");
        assertThat(page.locator(".gx-suggestions")).containsText("小区管理　因为写了“楼道灯”");
        clerk.picks("分类", "小区管理").writes("联系电话", "13900001037");
        page.locator(".modal-footer").getByText("发起").click();
        page.waitForURL("**/desk/demands/ZZ*");
        assertThat(page.locator(".receipt")).containsText("查询码");
        clicks.atMost(5);
        assertThat(page.locator(".told img")).isVisible();
        assertThat(page.getByText("打印回执")).isVisible();
        assertThat(browsers.failedCalls()).isEmpty();
    }

    @Test
    void theKeysAreListedInTheHelp() {
        Page page = Tasklist.loggedInAs("dispatcher", browsers.desktop()).page;
        page.locator("a.showShortcutHelp").click();
        Locator help = page.locator(".shortcut-modal");
        assertThat(help).containsText("打开下一项任务");
        assertThat(help).containsText("提交当前任务");
        assertThat(help).containsText("领取当前任务");
    }
}
