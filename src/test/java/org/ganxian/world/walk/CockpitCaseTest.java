package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.SelectOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a manager reads of one case in Cockpit, and what can be done there about it. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CockpitCaseTest {

    private static final String CASE = "cases/[^/]+";

    @LocalServerPort
    int port;

    @Autowired
    RuntimeService runtime;

    Browsers browsers;
    Cockpit cockpit;
    String instance;

    @BeforeAll
    void logIn() {
        browsers = new Browsers(port);
        cockpit = Cockpit.loggedInAs("manager", browsers.desktop());
        instance = runtime.createProcessInstanceQuery()
                .processDefinitionKey("order")
                .listPage(0, 1)
                .get(0)
                .getId();
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
    void theDemandIsTheInstancesFirstTab() {
        cockpit.answers(CASE, "case.json").opensInstance(instance);
        assertThat(cockpit.page.locator(".ctn-content-bottom .nav-tabs li").first())
                .hasText("诉求");
        assertThat(cockpit.page.locator(".ctn-content-bottom .nav-tabs li").first())
                .hasClass(Pattern.compile("active"));
        assertThat(cockpit.lastAsked()).endsWith("/cases/" + instance);
        for (String said : List.of(
                "ZZ20261123-000017",
                "独居老人家中灯管坏了，请人上门更换",
                "办理中",
                "紧急程度：一般",
                "上门办理，从 11-24 10:10 起",
                "荔园社区党支部党员 王某，从 11-24 10:10 起",
                "11-24 09:35 完成，超时 35 分钟",
                "（暂定）",
                "其中一年的放假安排还没有公布",
                "首次响应超时 35 分钟，当时在“党员接单”环节",
                "11-25 09:00 至 11-25 15:20：请群众补充",
                "同意延时，11-24 11:00 答复",
                "待答复，期限 11-26 15:00",
                "已电话联系，下午上门。")) {
            assertThat(cockpit.demand()).containsText(said);
        }
        assertThat(cockpit.demand()).containsText("办结 还剩 35 小时");
        leads("在任务列表中打开", "/camunda/app/tasklist/default/#/?task=4711");
        leads("诉求详情", "/desk/cases/ZZ20261123-000017");
        leads("群众看到的进度", "/desk/cases/ZZ20261123-000017/resident");
    }

    private void leads(String text, String place) {
        assertThat(cockpit.demand().getByText(text)).hasAttribute("href", place);
    }

    @Test
    void whatMayNotBeDoneSaysWhyToMouseAndKeyboard() {
        cockpit.answers(CASE, "case.json").opensInstance(instance);
        Locator extend = cockpit.button("延期");
        assertThat(extend).hasAttribute("aria-disabled", "true");
        assertThat(extend).hasAccessibleDescription("办结时限已经延长过一次，不能再延长");
        Locator reason = cockpit.page.getByText("办结时限已经延长过一次，不能再延长");
        assertThat(reason).isHidden();
        extend.focus();
        assertThat(reason).isVisible();
        cockpit.page.keyboard().press("Enter");
        assertThat(cockpit.dialog()).hasCount(0);
    }

    @Test
    void aSupervisionIsSentWithItsReasonAndShown() {
        cockpit.answers(CASE, "case.json")
                .answers(CASE + "/supervise", "case-paused.json")
                .opensInstance(instance);
        cockpit.button("督办").click();
        cockpit.dialog().getByLabel("理由").fill("  老人独居，请今天上门。 ");
        assertThat(cockpit.dialog()).containsText("/ 500 字");
        cockpit.button("确定督办").click();
        assertThat(cockpit.page.locator(".gx-done")).hasText("已发起督办：ZZ20261123-000017");
        assertThat(cockpit.dialog()).hasCount(0);
        assertThat(cockpit.button("督办")).isFocused();
        assertThat(cockpit.button("督办")).hasAttribute("aria-disabled", "true");
        assertThat(cockpit.demand()).containsText("已暂停计时，从 11-27 09:00 起");
        assertThat(cockpit.demand().getByText("在任务列表中打开")).hasCount(0);
        wasSent("supervise", "{\"reason\":\"老人独居，请今天上门。\"}");
    }

    @Test
    void aRedispatchNamesTheUnitEvenTheSame() {
        cockpit.answers(CASE, "case.json")
                .answers(CASE + "/redispatch", "case.json")
                .opensInstance(instance);
        cockpit.button("改派").click();
        cockpit.dialog().getByLabel("改派给").selectOption(new SelectOption().setLabel("荔园社区党支部其他党员"));
        cockpit.dialog().getByLabel("理由").fill("原承办人生病");
        cockpit.button("确定改派").click();
        assertThat(cockpit.page.locator(".gx-done")).hasText("已改派：ZZ20261123-000017");
        wasSent("redispatch", "{\"reason\":\"原承办人生病\",\"unit\":\"\"}");
    }

    @Test
    void moreTimeIsGivenByKeyboardAlone() {
        cockpit.answers(CASE, "case-paused.json")
                .answers(CASE + "/extend", "case.json")
                .opensInstance(instance);
        cockpit.button("延期").press("Enter");
        cockpit.dialog()
                .getByLabel("延长", new Locator.GetByLabelOptions().setExact(true))
                .focus();
        cockpit.page.keyboard().press("ArrowDown");
        cockpit.page.keyboard().press("Tab");
        cockpit.page.keyboard().type("配件要从外地调");
        cockpit.page.keyboard().press("Tab");
        cockpit.page.keyboard().press("Tab");
        assertThat(cockpit.button("确定延期")).isFocused();
        cockpit.page.keyboard().press("Enter");
        assertThat(cockpit.page.locator(".gx-done")).hasText("已延期：ZZ20261123-000017");
        wasSent("extend", "{\"reason\":\"配件要从外地调\",\"more\":\"P1D\"}");
    }

    private void wasSent(String deed, String body) {
        Request sent = cockpit.asked.stream()
                .filter(request -> request.method().equals("POST"))
                .reduce((first, second) -> {
                    throw new AssertionError("sent twice");
                })
                .orElseThrow();
        assertThat(sent.url()).endsWith("/cases/" + instance + "/" + deed);
        assertThat(sent.postData()).isEqualTo(body);
        String token = cockpit.page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("XSRF-TOKEN"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
        assertThat(sent.headers())
                .containsEntry("x-xsrf-token", token)
                .containsEntry("content-type", "application/json");
    }

    @Test
    void aRefusalIsSaidAndNothingTypedIsLost() {
        cockpit.answers(CASE, "case.json")
                .refuses(CASE + "/redispatch", 409, "当前在支部审核环节，不能改派")
                .opensInstance(instance);
        cockpit.button("改派").click();
        cockpit.button("确定改派").click();
        Locator alert = cockpit.dialog().locator("[role=alert]");
        assertThat(alert).hasText("请选择改派给哪个单位");
        cockpit.dialog().getByLabel("改派给").selectOption("350602004-rongyin");
        cockpit.button("确定改派").click();
        assertThat(alert).hasText("请填写理由");
        assertThat(cockpit.dialog().getByLabel("理由")).isFocused();
        assertThat(cockpit.asked).noneMatch(request -> request.method().equals("POST"));
        cockpit.dialog().getByLabel("理由").fill("离得更近");
        cockpit.button("确定改派").click();
        assertThat(alert).hasText("当前在支部审核环节，不能改派");
        assertThat(cockpit.dialog().getByLabel("理由")).hasValue("离得更近");

        cockpit.page.keyboard().press("Escape");
        assertThat(cockpit.dialog()).hasCount(0);
        assertThat(cockpit.button("改派")).isFocused();
        cockpit.button("改派").press("Enter");
        assertThat(cockpit.dialog().getByLabel("改派给")).hasValue("350602004-rongyin");
        assertThat(cockpit.dialog().getByLabel("理由")).hasValue("离得更近");
    }

    @Test
    void aDoubleClickSendsOnce() {
        List<Route> held = new ArrayList<>();
        cockpit.answers(CASE, "case.json").on(CASE + "/supervise", held::add).opensInstance(instance);
        cockpit.button("督办").click();
        cockpit.dialog().getByLabel("理由").fill("请今天上门");
        cockpit.button("确定督办").dblclick();
        assertThat(cockpit.dialog().getByText("正在提交…")).isVisible();
        cockpit.dialog().getByText("正在提交…").dispatchEvent("click");
        Cockpit.answer(held.get(0), "case-paused.json");
        assertThat(cockpit.page.locator(".gx-done")).hasText("已发起督办：ZZ20261123-000017");
        wasSent("supervise", "{\"reason\":\"请今天上门\"}");
    }

    @Test
    void anInstanceWithoutADemandSaysSoAndAFailureIsTriedAgain() {
        cockpit.refuses(CASE, 404, "没有这件诉求").opensInstance(instance);
        assertThat(cockpit.demand()).hasText("这个流程实例不属于您辖区内的诉求。");
        cockpit.refuses(CASE, 500, "Internal Server Error").opensInstance(instance);
        assertThat(cockpit.demand().locator("[role=alert]")).containsText("暂时办不到，请稍后重试");
        cockpit.answers(CASE, "case.json");
        cockpit.button("重试").click();
        assertThat(cockpit.demand()).containsText("ZZ20261123-000017");
    }

    @Test
    void anAnswerThatComesAfterTheViewWasLeftDrawsNothing() {
        List<String> errors = new ArrayList<>();
        cockpit.page.onPageError(errors::add);
        List<Route> held = new ArrayList<>();
        // The browser says nothing of a request that is dropped while a test holds it.
        cockpit.page.addInitScript("const ask = window.fetch; window.fetch = (url, options) => {"
                + " window.asked = options?.signal; return ask(url, options); };");
        cockpit.on(CASE, held::add).answers("dashboard", "dashboard.json").opensInstance(instance);
        assertThat(cockpit.demand()).hasText("正在读取诉求…");
        cockpit.page.evaluate("window.held = window.asked");
        assertThat((boolean) cockpit.page.evaluate("window.held.aborted")).isFalse();
        cockpit.page.evaluate("location.hash = '#/dashboard'");
        assertThat(cockpit.dashboard().locator("h1")).isVisible();
        assertThat((boolean) cockpit.page.evaluate("window.held.aborted")).isTrue();
        Cockpit.answer(held.get(0), "case.json");
        assertThat(cockpit.demand()).hasCount(0);
        assertThat(errors).isEmpty();
    }
}
