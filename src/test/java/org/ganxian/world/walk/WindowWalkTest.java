package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A barber's permit from the counter to the window: as clerk, handler, reviewer and window, each in a browser. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WindowWalkTest {

    /** From the list of tasks to the printed receipt. */
    private static final int MOST_INTERACTIONS = 12;

    @LocalServerPort
    int port;

    Browsers browsers;
    private int interactions;
    private final Tour tour = Tour.step(7);

    @BeforeAll
    void openBrowser() {
        browsers = new Browsers(port);
    }

    @AfterAll
    void closeBrowser() {
        browsers.close();
    }

    private void clicks(Locator what) {
        what.click();
        interactions++;
    }

    private void fills(Page page, String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
        interactions++;
    }

    @Test
    void anApplicationGoesThroughFourHands() {
        Tasklist clerk = Tasklist.loggedInAs(tour.says("clerk"), browsers.desktop());
        String number = registersAndAccepts(clerk);

        Tasklist handler = Tasklist.loggedInAs(tour.says("health-handler"), browsers.desktop());
        handler.opens("部门经办", number).claims();
        assertThat(handler.panel()).containsText("巷口理发店");
        assertThat(handler.panel()).containsText("免提交：由市场监督管理部门");
        handler.chooses("拟定意见，送审核").chooses("同意").writes("审查情况和理由", "经现场核查，符合卫生要求。");
        handler.top();
        Browsers.picture(handler.page, "tasklist-application");
        handler.submits();

        Tasklist reviewer = Tasklist.loggedInAs(tour.says("health-reviewer"), browsers.desktop());
        reviewer.opens("审核", number).claims();
        assertThat(reviewer.panel().locator(".gx-opinions")).containsText("经现场核查，符合卫生要求。");
        reviewer.chooses("通过").submits();

        Tasklist window = Tasklist.loggedInAs(tour.says("window"), browsers.desktop());
        window.opens("窗口出件", number).claims();
        assertThat(window.panel().locator(".gx-papers")).containsText("准予");
        window.chooses("窗口领取").submits();
        window.opens("登记送达", number).claims();
        window.chooses("本人或代理人签名").writes("签收人", "陈阿伯（本人）").submits();

        clerk.page.navigate("/desk/applications/" + number);
        assertThat(clerk.page.locator(".papers li"))
                .hasText(
                        new Pattern[] {Pattern.compile("受理通知书.*"), Pattern.compile("准予.*"), Pattern.compile("送达回证.*")});
        assertThat(clerk.page.locator(".receipt")).containsText("已办结，待评价");
        Browsers.picture(clerk.page, "desk-application");
        clerk.page.setViewportSize(Browsers.PHONE_WIDTH, 844);
        assertThat((int) clerk.page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
        Browsers.picture(clerk.page, "desk-application-phone");

        // Whoever has a duty on both sides is refused in SeparationTest, task by task.
        Page visitor = browsers.desktop();
        visitor.navigate("/");
        assertThat(visitor.locator(".visitors")).containsText(tour.says("two-hats"));
        visitor.navigate(tour.opens("/portal/services"));
        assertThat(visitor.locator("main")).containsText("公共场所卫生许可");
        tour.isWalked();
    }

    private String registersAndAccepts(Tasklist clerk) {
        Page page = clerk.page;
        interactions = 0;
        clicks(page.locator("a.ganxian-link")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + tour.says("收件") + "$"))));
        clicks(page.getByText("公共场所卫生许可"));
        fills(page, "姓名或单位名称", "巷口理发店");
        fills(page, "联系电话", "13900000001");
        clicks(page.getByLabel("必需的材料全部收齐"));
        clicks(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("收件，去受理")));

        assertThat(clerk.panel().locator(".gx-materials")).containsText("卫生检测报告");
        String number = clerk.panel().locator(".gx-number").innerText();
        assertThat(clerk.form()).isVisible();
        clerk.canSubmitWithoutScrolling();
        clicks(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交")));
        assertThat(clerk.said()).containsText("已提交 前台受理 " + number);

        clicks(page.locator("a.ganxian-link").filter(new Locator.FilterOptions().setHasText(tour.says("窗口申请"))));
        clicks(page.getByText(number));
        Locator paper = page.locator(".papers a");
        assertThat(paper.getAttribute("href")).contains("/documents/");
        page.waitForPopup(() -> clicks(paper)).close();
        assertThat(interactions).isLessThanOrEqualTo(MOST_INTERACTIONS);
        return number;
    }
}
