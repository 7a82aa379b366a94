package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a manager reads in Cockpit: the figures of the area and the waits on a diagram. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CockpitPluginTest {

    private static final int ONE_PIXEL = 1;

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    Browsers browsers;
    Cockpit cockpit;

    @BeforeAll
    void logIn() {
        browsers = new Browsers(port);
        cockpit = Cockpit.loggedInAs("manager", browsers.desktop());
    }

    @AfterAll
    void closeBrowser() {
        browsers.close();
    }

    @BeforeEach
    void beginAnew() {
        cockpit.forget();
    }

    @Test
    void theAreasFiguresStandAboveCockpitsOwn() {
        cockpit.answers("dashboard", "dashboard.json").opensDashboard();
        assertThat(cockpit.page.locator("h1:visible").first()).hasText("漳州市诉求办理情况");
        assertThat(cockpit.page.locator(".dashboard > :first-child .gx-dashboard"))
                .isVisible();
        assertThat(cockpit.page.getByText("当前情况")).isVisible();
        assertThat(cockpit.page.locator("section.deprecate .section-title")).isHidden();
        assertThat(cockpit.dashboard()).containsText("截至 11-28 16:00");
    }

    @Test
    void everyNumberLeadsToTheListBehindIt() {
        cockpit.answers("dashboard", "dashboard.json").opensDashboard();
        Map<String, String> lists = Map.ofEntries(
                Map.entry("今日收到 12", "received&within=350600&day=2026-11-28"),
                Map.entry("今日办结 9", "closed&within=350600&day=2026-11-28"),
                Map.entry("在办 120", "open&within=350600"),
                Map.entry("4 小时内到期 4", "due-soon&within=350600"),
                Map.entry("今日到期 8", "due-today&within=350600"),
                Map.entry("已超时 3", "overdue&within=350600"),
                Map.entry("暂停计时 2", "paused&within=350600"),
                Map.entry("待回访整改 6", "follow-up&within=350600"),
                Map.entry("回访整改超时 1", "follow-up-overdue&within=350600"),
                Map.entry("未经办理而结束 12", "ended&within=350600&days=30"),
                Map.entry("超期率，计入 3", "late&within=350600&days=30&flow=order"),
                Map.entry("窗口服务收到 12", "received&within=350600&flow=window-service&days=30"),
                Map.entry("响应率 93.3%", "responded&within=350600&days=30&flow=order"),
                Map.entry("响应率，计入 28", "responded&within=350600&days=30&flow=order"),
                Map.entry("响应率，总数 30", "response-due&within=350600&days=30&flow=order"),
                Map.entry("解决率，总数 22", "consulted&within=350600&days=30&flow=order"),
                Map.entry("首次响应用时中位数 1.6 小时", "first-response&within=350600&days=30"),
                Map.entry("首次响应用时90% 分位 7 小时", "first-response&within=350600&days=30"),
                Map.entry("街道在办 20", "open&within=350600&level=STREET"),
                Map.entry("街道督办待答复 5", "asked&within=350600&level=STREET"),
                Map.entry("街道督办，近 30 天发起 17", "raised&within=350600&level=STREET&days=30"),
                Map.entry("芗城区已超时 2", "overdue&within=350602"),
                Map.entry("芗城区解决率 82.1%", "solved&within=350602&days=30&flow=order"),
                Map.entry("城乡建设在办 64", "open&within=350600&category=0104"),
                Map.entry("收到，之前 30 天 120", "received&within=350600&from=2026-09-30&to=2026-10-29"),
                Map.entry("回访及时率，近 30 天 88.9%", "called-in-time&within=350600&days=30&flow=order"),
                Map.entry("芗城区收到 100", "received&within=350602&days=30"),
                Map.entry("芗城区，增加 100", "received&within=350602&days=30"),
                Map.entry(
                        "榕荫社区物业管理 9",
                        "received&within=350602004001&thing=010212&flow=order&from=2026-11-22&to=2026-11-28"),
                Map.entry("城乡建设办结 70", "closed&within=350600&category=0104&days=30"));
        lists.forEach((number, list) -> assertThat(cockpit.dashboard().locator("a[aria-label='" + number + "，打开清单']"))
                .hasAttribute("href", "/desk/cases?show=" + list));
        cockpit.dashboard().getByText("查看每日数字").click();
        assertThat(link("2026-11-10 收到 12"))
                .hasAttribute("href", "/desk/cases?show=received&within=350600&day=2026-11-10");
        assertThat(cockpit.dashboard().getByText("6（更正为 5）")).isVisible();
        int tiles = 9 + 4 * 3 + 3 + 3;
        int levels = 4 + 3 * 2;
        int days = 30 * 2;
        int rows = 9 + 7 + 6 + 9 + 7 + 8 + 4;
        int compared = 2 + 2 + 2 + 1 + 2;
        int bursts = 1;
        assertThat(cockpit.dashboard().locator("a.gx-figure[href^='/desk/cases?show='][href*='within=']"))
                .hasCount(tiles + levels + days + rows + compared + bursts);
        assertThat(cockpit.dashboard().locator(".gx-chart a[href*='day=']")).hasCount(days);
    }

    /** People press words, not digits. */
    @Test
    void theWordsBesideANumberLeadToTheSameList() {
        cockpit.answers("dashboard", "dashboard.json").opensDashboard();
        for (String word : List.of("已超时", "未经办理而结束", "街道")) {
            Locator words = cockpit.dashboard()
                    .locator("a[aria-hidden=true]")
                    .filter(new Locator.FilterOptions().setHasText(word))
                    .first();
            assertThat(words).hasAttribute("href", Pattern.compile("/desk/cases\\?show=.*"));
        }
    }

    private Locator link(String number) {
        return cockpit.dashboard().locator("a[aria-label='" + number + "，打开清单']");
    }

    @Test
    void fewerThanFiveCasesAreNotCounted() {
        cockpit.answers("dashboard", "dashboard.json").opensDashboard();
        Locator satisfied =
                cockpit.dashboard().locator(".gx-rate").filter(new Locator.FilterOptions().setHasText("满意率"));
        assertThat(satisfied).containsText("不足 5 件，不统计");
        assertThat(satisfied.locator("a")).hasText("查看评价");
        Locator district = cockpit.dashboard().locator("tr").filter(new Locator.FilterOptions().setHasText("龙文区"));
        assertThat(district.locator("td"))
                .hasText(new String[] {"41", "1", "52", "40", "91.7%", "90.0%", "10.0%", "不足 5 件", "不足 5 件", "不足 5 件"});
    }

    @Test
    void aRateSaysHowItIsCountedToMouseAndKeyboard() {
        cockpit.answers("dashboard", "dashboard.json").opensDashboard();
        Locator formula = cockpit.page.getByText("限时内首次联系 ÷ 受理");
        assertThat(formula).isHidden();
        cockpit.dashboard().getByText("93.3%").hover();
        assertThat(formula).isVisible();
        cockpit.page.mouse().move(0, 0);
        assertThat(formula).isHidden();
        Locator name = cockpit.button("响应率");
        name.focus();
        assertThat(formula).isVisible();
        assertThat(name).hasAccessibleDescription("限时内首次联系 ÷ 受理。不计不予受理和已合并的。");
        cockpit.page.keyboard().press("Escape");
        assertThat(formula).isHidden();
    }

    @Test
    void aRowsNameLeadsDownAndTheTrailLeadsUp() {
        cockpit.on(
                "dashboard",
                route -> Cockpit.answer(
                        route,
                        route.request().url().contains("within=350602")
                                ? "dashboard-district.json"
                                : "dashboard.json"));
        cockpit.opensDashboard();
        assertThat(cockpit.button("市民政局")).hasCount(0);
        cockpit.page.getByTitle("查看芗城区的情况").press("Enter");
        assertThat(cockpit.dashboard().locator("h1")).hasText("芗城区诉求办理情况");
        assertThat(cockpit.dashboard().locator("h1")).isFocused();
        assertThat(cockpit.dashboard()).containsText("按街道");
        assertThat(link("在办 60")).hasAttribute("href", "/desk/cases?show=open&within=350602");
        cockpit.opensDashboard();
        assertThat(cockpit.dashboard().locator("h1")).hasText("芗城区诉求办理情况");
        cockpit.button("漳州市").click();
        assertThat(cockpit.dashboard().locator("h1")).hasText("漳州市诉求办理情况");
        assertThat(cockpit.lastAsked()).doesNotContain("within");
        assertThat(cockpit.kept("ganxian.within")).isNull();
    }

    @Test
    void aPartThatOneMayNotSeeIsGivenUp() {
        cockpit.page.evaluate("sessionStorage.setItem('ganxian.within', '110000')");
        cockpit.on("dashboard", route -> {
            if (route.request().url().contains("within")) {
                Cockpit.refuse(route, 403, "不在您的辖区");
            } else {
                Cockpit.answer(route, "dashboard.json");
            }
        });
        cockpit.opensDashboard();
        assertThat(cockpit.dashboard().locator("h1")).hasText("漳州市诉求办理情况");
        assertThat(cockpit.kept("ganxian.within")).isNull();
    }

    @Test
    void theDaysAreChosenOnceForDashboardAndDiagram() {
        cockpit.answers("dashboard", "dashboard.json").on("steps", route -> {
            String days = route.request().url().replaceAll(".*days=", "");
            Cockpit.answerWith(route, Cockpit.read("steps.json").replace("近 30 天", "近 " + days + " 天"));
        });
        cockpit.opensDashboard();
        assertThat(cockpit.lastAsked()).endsWith("dashboard?days=30");
        cockpit.button("7 天").press("Enter");
        assertThat(cockpit.button("7 天")).hasAttribute("aria-pressed", "true");
        assertThat(cockpit.button("7 天")).isFocused();
        assertThat(cockpit.button("30 天")).hasAttribute("aria-pressed", "false");
        assertThat(cockpit.lastAsked()).endsWith("dashboard?days=7");
        cockpit.button("上月").click();
        assertThat(cockpit.button("上月")).hasAttribute("aria-pressed", "true");
        assertThat(cockpit.lastAsked()).matches(".*dashboard\\?month=\\d{4}-\\d{2}");
        cockpit.dashboard().getByText("其他时段").click();
        cockpit.dashboard().locator("input[name=from]").fill("2026-11-01");
        cockpit.dashboard().locator("input[name=to]").fill("2026-11-15");
        cockpit.button("查看").click();
        assertThat(cockpit.button("上月")).hasAttribute("aria-pressed", "false");
        assertThat(cockpit.lastAsked()).endsWith("dashboard?from=2026-11-01&to=2026-11-15");
        cockpit.button("7 天").click();

        cockpit.opensDefinition(definition("order"));
        assertThat(cockpit.steps()).containsText("近 7 天");
        assertThat(cockpit.lastAsked()).endsWith("steps?definition=order&days=7");
        cockpit.button("90 天").click();
        assertThat(cockpit.steps()).containsText("近 90 天");
        assertThat(cockpit.lastAsked()).endsWith("steps?definition=order&days=90");
    }

    @Test
    void whatCannotBeReadIsSaidAndTriedAgain() {
        cockpit.answers("dashboard", "dashboard.json").refuses("dashboard", 503, "Service Unavailable");
        cockpit.opensDashboard();
        Locator alert = cockpit.dashboard().locator("[role=alert]");
        assertThat(alert).containsText("暂时办不到，请稍后重试");
        cockpit.refuses("dashboard", 403, "您没有管理辖区");
        cockpit.button("重试").click();
        assertThat(alert).containsText("您没有管理辖区");
        cockpit.on("dashboard", Route::abort);
        cockpit.button("重试").click();
        assertThat(alert).containsText("连不上服务器，请检查网络后重试");
        cockpit.answers("dashboard", "dashboard.json");
        cockpit.button("重试").click();
        assertThat(link("在办 120")).isVisible();
        assertThat(alert).hasCount(0);
    }

    @Test
    void anAreaWithoutDemandsAndFiguresStillBeingCountedSaySo() {
        List<Route> held = new ArrayList<>();
        cockpit.on("dashboard", held::add).opens("dashboard");
        assertThat(cockpit.dashboard()).hasText("正在统计…");
        Cockpit.answer(held.get(0), "dashboard-empty.json");
        assertThat(cockpit.dashboard()).containsText("漳州市还没有诉求");
        assertThat(cockpit.dashboard().locator(".gx-figure")).hasCount(0);
    }

    @Test
    void aTelephoneScrollsTablesOnly() {
        cockpit.answers("dashboard", "dashboard.json");
        cockpit.page.setViewportSize(Browsers.PHONE_WIDTH, 844);
        try {
            cockpit.opensDashboard();
            assertThat((boolean) cockpit.dashboard().evaluate("part => part.scrollWidth <= part.clientWidth"))
                    .isTrue();
            assertThat((int) cockpit.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
        } finally {
            cockpit.page.setViewportSize(1440, 900);
        }
    }

    @Test
    void eachStepOfTheDiagramSaysHowManyWaitAndHowLong() {
        cockpit.answers("steps", "steps.json").opensDefinition(definition("order"));
        Locator claim = badges("claim-order");
        assertThat(claim).containsText("在办 11");
        assertThat(claim).containsText("超时 2");
        assertThat(claim).containsText("等待 31.7 小时");
        assertThat(claim.getByLabel("党员接单在办 11，打开清单"))
                .hasAttribute("href", "/desk/cases?show=open&definition=order&step=claim-order");
        assertThat(claim.getByLabel("党员接单已超时 2，打开清单"))
                .hasAttribute("href", "/desk/cases?show=overdue&definition=order&step=claim-order");
        assertThat(badges("review-extension")).containsText("不足 5 件");
        assertThat(badges("dispatch-order")).not().containsText("超时");
        assertThat(shape("screen-order")).hasClass(Pattern.compile("gx-heat-0"));
        assertThat(shape("claim-order")).hasClass(Pattern.compile("gx-heat-2"));
        assertThat(shape("serve-order")).hasClass(Pattern.compile("gx-heat-3"));
        assertThat(shape("review-extension")).not().hasClass(Pattern.compile("gx-heat"));
        assertThat(cockpit.steps().locator(".gx-heat li")).hasCount(4);
        cockpit.steps().getByText("列表").click();
        assertThat(cockpit.steps().locator("tbody tr")).hasCount(8);
        nothingLiesOverAnother();
    }

    private void nothingLiesOverAnother() {
        List<BoundingBox> badges = boxes(cockpit.page.locator(".gx-badge"));
        List<BoundingBox> names = boxes(cockpit.page.locator(".djs-shape .djs-label"));
        assertThat(badges).hasSizeGreaterThan(8);
        for (int i = 0; i < badges.size(); i++) {
            BoundingBox badge = badges.get(i);
            assertThat(badges.subList(i + 1, badges.size())).as("badges").noneMatch(other -> overlap(badge, other));
            assertThat(names).as("badge %d", i).noneMatch(name -> overlap(badge, name));
        }
    }

    private static List<BoundingBox> boxes(Locator parts) {
        return parts.all().stream()
                .map(Locator::boundingBox)
                .filter(box -> box != null)
                .toList();
    }

    private static boolean overlap(BoundingBox a, BoundingBox b) {
        return a.x + a.width > b.x + ONE_PIXEL
                && b.x + b.width > a.x + ONE_PIXEL
                && a.y + a.height > b.y + ONE_PIXEL
                && b.y + b.height > a.y + ONE_PIXEL;
    }

    @Test
    void aFlowOfTheSystemItselfStaysAsItIs() {
        cockpit.refuses("steps", 404, "没有这个流程的诉求").opensDefinition(definition("notice"));
        assertThat(cockpit.page.locator(".djs-shape").first()).isVisible();
        assertThat(cockpit.page.locator(".gx-badges")).hasCount(0);
        assertThat(cockpit.steps()).isHidden();
    }

    private Locator badges(String activity) {
        return cockpit.page.locator(".djs-overlays[data-container-id='" + activity + "'] .gx-badges");
    }

    private Locator shape(String activity) {
        return cockpit.page.locator("g.djs-shape[data-element-id='" + activity + "']");
    }

    private String definition(String key) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getId();
    }
}
