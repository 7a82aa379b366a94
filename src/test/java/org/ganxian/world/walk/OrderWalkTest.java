package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The README's tour, word for word: 群众点单, 支部下单, 党员接单, 支部审核, 群众评价. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderWalkTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

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
    void anOrderGoesFromTheResidentToTheBranchToAMemberAndBackForRating() {
        jdbc.update("insert into reply_template"
                + " (code, version, unit, form, field, title, words, valid_from, edited_by, edited_at) values ('lamp', 1,"
                + " '350600', 'serve-order', 'report', '灯已修好', '您反映的{编号}，', '2020-01-01', 'admin', '2020-01-01')");
        Tour ordering = Tour.step(1);
        Page resident = browsers.phone();
        resident.navigate("/");
        Browsers.picture(resident, "front-phone");
        assertThat(resident.getByText("进入群众门户")).hasAttribute("href", ordering.opens("/portal"));
        Clicks ordered = Clicks.of(resident);
        resident.getByText("进入群众门户").click();
        resident.getByLabel("您需要什么帮助？").fill(ordering.says("楼道灯坏了三天") + "，老人夜里上下楼看不清。");
        Locator suggested = resident.locator(".suggestions li button").first();
        assertThat(suggested).containsText(ordering.says("小区管理"));
        assertThat(suggested).containsText("因为写了“楼道灯”");
        suggested.click();
        assertThat(resident.locator("#category")).hasValue("010212");
        Locator place = resident.locator("#place option[value='350602004001']");
        assertThat(place).containsText(ordering.says("榕荫社区"));
        assertThat(resident.locator("#place")).containsText(ordering.says("巷口街道"));
        resident.locator("#place").selectOption("350602004001");
        resident.getByLabel("详细地址").fill("榕荫里 5 号楼 302");
        resident.getByLabel("怎么称呼您？").fill("林阿婆");
        resident.getByLabel("联系电话").fill("1390000");
        resident.locator("form#form button.main").click();
        assertThat(resident.locator("#phone-error")).containsText("电话号码不正确");
        assertThat(resident.getByLabel("怎么称呼您？")).hasValue("林阿婆");
        assertNothingIsCutOff(resident);
        resident.getByLabel("联系电话").fill("13900001037");
        resident.locator("form#form button.main").click();
        assertThat(resident.locator("h1")).containsText("已经登记");
        ordered.atMost(6); // one of them for the refusal
        String number = resident.locator("#number").innerText();
        String code = resident.locator("#query-code").innerText();
        assertNothingIsCutOff(resident);
        ordering.isWalked();

        Tour dispatching = Tour.step(2);
        dispatching.opens("/camunda/app/tasklist");
        Tasklist dispatcher = Tasklist.loggedInAs(dispatching.says("dispatcher"), browsers.desktop());
        dispatcher.opens(dispatching.says("审核点单"), number);
        assertThat(dispatcher.panel()).containsText("139****1037");
        dispatcher.claims();
        assertThat(dispatcher.form()).containsText(dispatching.says("受理并指定专人"));
        dispatcher.chooses(dispatching.says("受理"));
        dispatcher.chooses(dispatching.says("受理并下单，面向全体党员")).writes("需要的技能", "电工");
        assertThat(dispatcher.panel()).containsText("13900001037");
        dispatcher.top();
        Browsers.picture(dispatcher.page, "tasklist-order");
        dispatcher.submits();
        assertThat(dispatcher.said()).containsText("下一项任务已打开");
        assertThat(dispatcher.panel().locator(".gx-number")).not().hasText(number);
        // Decided in one form; the task of its own is walked in a city's first hour.
        dispatching.says("支部下单");
        dispatching.isWalked();

        Tour serving = Tour.step(3);
        Tasklist outsider = Tasklist.loggedInAs(serving.says("member3"), browsers.desktop());
        outsider.list("全部任务");
        assertThat(outsider.card("党员接单", number)).hasCount(0);

        Tasklist member = Tasklist.loggedInAs(serving.says("member1"), browsers.desktop());
        member.opens(serving.says("党员接单"), number).claims();
        Tasklist colleague = Tasklist.loggedInAs(serving.says("member2"), browsers.desktop());
        colleague.list("可领取");
        assertThat(colleague.card("党员接单", number)).hasCount(0);
        serving.isWalked();
        member.chooses("已联系群众").picks("联系方式", "电话").writes("联系情况", "约好明天上午九点上门").submits();
        member.opens("上门办理", number).chooses("已办好，上报");
        member.form().getByLabel("套用答复模板").selectOption(new SelectOption().setLabel("灯已修好"));
        assertThat(member.form().getByLabel("办理情况")).hasValue("您反映的" + number + "，");
        member.writes("办理情况", "您反映的" + number + "，已换好灯管，当场试过能亮。").submits();

        Tour checking = Tour.step(4);
        checking.says("dispatcher");
        Clicks checked = Clicks.of(dispatcher.page);
        dispatcher
                .opens(checking.says("支部审核"), number)
                .claims()
                .chooses("通过，请群众评价")
                .submits();
        checked.atMost(5);
        checking.isWalked();

        Tour rating = Tour.step(5);
        Page later = browsers.phone();
        later.navigate(rating.opens("/portal"));
        later.navigate("/portal/track");
        later.getByLabel("诉求编号").fill(number);
        later.getByLabel("查询码").fill(code);
        later.getByText("查询", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(later.locator(".timeline")).containsText(number + "，已换好灯管，当场试过能亮。");
        Browsers.picture(later, "portal-phone");
        assertNothingIsCutOff(later);
        assertThat(later.locator(".grades")).containsText(rating.says("非常不满意"));
        assertThat(later.locator(".grades")).containsText(rating.says("不满意"));
        // Who is called back, and by whom, is told in CallBackTest.
        rating.says("caller");
        rating.isWalked();
        later.locator(".grades label")
                .filter(new Locator.FilterOptions().setHasText("非常满意"))
                .click();
        later.getByText("提交评价").click();
        assertThat(later.locator("main")).containsText("已评价");
        assertThat(browsers.failedCalls()).isEmpty();
    }

    /** Nothing reaches beyond the right edge of the phone. */
    private static void assertNothingIsCutOff(Page page) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of " + page.url())
                .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
    }

    @Test
    void theManagerSeesInCockpitWhereOrdersWait() {
        Page manager = browsers.wide();
        manager.navigate("/camunda/app/cockpit/default/#/login");
        Browsers.logIn(manager, "manager");
        manager.locator("a[href*='#/processes']").first().click();
        manager.getByText("群众点单").first().click();
        Locator diagram = manager.locator(".djs-container").first();
        assertThat(diagram.locator(".djs-element[data-element-id=screen-order]"))
                .isVisible();
        assertThat(diagram.locator(".instance-count").first()).isVisible();
        Browsers.picture(diagram, "order-process");
    }
}
