package org.ganxian.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The README's tour: 群众点单, 支部下单, 党员接单, 支部审核, 群众评价. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderWalkTest {

    @LocalServerPort
    int port;

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
        Page resident = browsers.phone();
        resident.navigate("/");
        Browsers.picture(resident, "front-phone");
        resident.getByText("进入群众门户").click();
        resident.getByLabel("您需要什么帮助？").fill("楼道灯坏了三天，老人夜里上下楼看不清。");
        Locator suggested = resident.locator(".suggestions li button").first();
        assertThat(suggested).containsText("小区管理");
        assertThat(suggested).containsText("因为写了“楼道灯”");
        suggested.click();
        assertThat(resident.locator("#category")).hasValue("010212");
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
        String number = resident.locator("#number").innerText();
        String code = resident.locator("#query-code").innerText();
        assertNothingIsCutOff(resident);

        Tasklist dispatcher = Tasklist.loggedInAs("dispatcher", browsers.desktop());
        dispatcher.opens("审核点单", number);
        assertThat(dispatcher.panel()).containsText("139****1037");
        dispatcher.claims().chooses("受理");
        assertThat(dispatcher.panel()).containsText("13900001037");
        dispatcher.top();
        Browsers.picture(dispatcher.page, "tasklist-order");
        dispatcher.submits();
        dispatcher
                .opens("支部下单", number)
                .claims()
                .chooses("面向全体，由党员接单")
                .writes("需要的技能", "电工")
                .submits();

        Tasklist outsider = Tasklist.loggedInAs("member3", browsers.desktop());
        outsider.list("全部任务");
        assertThat(outsider.card("党员接单", number)).hasCount(0);

        Tasklist member = Tasklist.loggedInAs("member1", browsers.desktop());
        member.opens("党员接单", number).claims();
        member.chooses("已联系群众").picks("联系方式", "电话").writes("联系情况", "约好明天上午九点上门").submits();
        member.opens("上门办理", number)
                .chooses("已办好，上报")
                .writes("办理情况", "已换好灯管，当场试过能亮。")
                .submits();

        dispatcher.opens("支部审核", number).claims().chooses("通过，请群众评价").submits();

        Page later = browsers.phone();
        later.navigate("/portal/track");
        later.getByLabel("诉求编号").fill(number);
        later.getByLabel("查询码").fill(code);
        later.getByText("查询", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(later.locator(".timeline")).containsText("已换好灯管，当场试过能亮。");
        Browsers.picture(later, "portal-phone");
        assertNothingIsCutOff(later);
        later.locator(".grades label")
                .filter(new Locator.FilterOptions().setHasText("非常满意"))
                .click();
        later.getByText("提交评价").click();
        assertThat(later.locator("main")).containsText("已评价");
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
