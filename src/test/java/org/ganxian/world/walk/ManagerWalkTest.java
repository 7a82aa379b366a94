package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A manager's questions, each answered by at most three clicks from Cockpit's first page. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagerWalkTest {

    /** From the dashboard to what is asked for. */
    private static final int MOST_CLICKS = 3;

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
    void whichDemandsAreOverdueInMyStreetWhoHasThemAndWhy() {
        Tour tour = Tour.step(8);
        tour.opens("/camunda/app/cockpit");
        Page page = cockpit(tour.says("street-manager"));
        assertThat(page.locator(".gx-dashboard")).containsText("巷口街道");
        assertThat(page.locator(".gx-dashboard")).containsText(tour.says("卡在哪一步"));
        // Cockpit's own count, of what a street may not read, would be 0.
        assertThat(page.getByText("运行中的流程实例")).isHidden();
        Browsers.picture(page, "cockpit-figures");
        Clicks clicks = Clicks.of(page);
        page.locator(".gx-dashboard a[aria-label^='" + tour.says("已超时") + "']")
                .first()
                .click();
        assertThat(page.locator("h1")).hasText("巷口街道 · 已超时");
        assertThat(page.locator("table.cases .late").first()).containsText("已超");
        assertThat(page.getByText(tour.says("导出表格"))).isVisible();
        tour.isWalked();
        Browsers.picture(page, "desk-cases");

        page.locator("table.cases td a").first().click();
        assertThat(page.getByText("为什么超时")).isVisible();
        assertThat(page.locator(".why li").first()).containsText("超时");
        assertThat(page.locator("dl.facts")).containsText("在谁手里");
        Browsers.picture(page, "desk-case");
        page.getByText("群众看到的进度").click();
        assertThat(page.getByText("这是群众看到的进度")).isVisible();
        clicks.atMost(MOST_CLICKS);
    }

    @Test
    void whichStepHoldsUsUp() {
        Page page = cockpit("street-manager", browsers.wide());
        Clicks clicks = Clicks.of(page);
        page.locator(".gx-dashboard a[href*='#/process-definition/']").first().click();
        assertThat(page.locator(".gx-badges").first()).isVisible();
        clicks.atMost(MOST_CLICKS);
        assertThat(page.locator(".gx-badges")
                        .getByText(Pattern.compile("等待 .+"))
                        .first())
                .isVisible();
        page.locator("a.maximize-collapsable.vertical-collapse").click();
        assertThat(page.locator(".gx-badges").first()).isVisible();
        Browsers.picture(page, "cockpit-waits");
    }

    /** Beside earlier ones, what is sudden, the steps beside the diagram, and the months as files. */
    @Test
    void whatGrowsWhatIsSuddenAndWhichStepHoldsUp() {
        Page page = cockpit("street-manager", browsers.wide());
        Locator dashboard = page.locator(".gx-dashboard");
        assertThat(dashboard.locator("h2").filter(named("与以前相比"))).isVisible();
        assertThat(dashboard.locator("table").filter(named("地点和事项"))).containsText("最近 7 天收到");
        Browsers.picture(dashboard.locator(".gx-compared"), "cockpit-compared");
        Clicks clicks = Clicks.of(page);
        dashboard.getByText("各环节排名").click();
        assertThat(page.locator("h1")).hasText("巷口街道 · 卡在哪一步");
        Locator first = page.locator(".ranking tbody tr").first();
        first.locator("a[href^='#at-']").click();
        assertThat(page.locator("svg g:target")).isVisible();
        first.getByText("谁在办").click();
        assertThat(page.locator(".waiting tbody tr").first()).isVisible();
        clicks.atMost(MOST_CLICKS);
        Browsers.picture(page, "desk-step");
        for (String place : new String[] {"steps", "bursts", "reports"}) {
            page.navigate("/desk/" + place);
            assertThat(page.locator("main table tbody tr").first()).isVisible();
            page.setViewportSize(Browsers.PHONE_WIDTH, 844);
            org.assertj.core.api.Assertions.assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as(place)
                    .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
            Browsers.picture(page, "desk-" + place + "-phone");
            page.setViewportSize(1440, 900);
            Browsers.picture(page, "desk-" + place);
        }
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void whatDidResidentsSay() {
        Page page = cockpit("street-manager");
        Clicks clicks = Clicks.of(page);
        page.locator(".gx-dashboard").getByText("查看评价").click();
        assertThat(page.locator(".said").first()).isVisible();
        assertThat(page.getByText("来得很快，谢谢！")).isVisible();
        clicks.atMost(MOST_CLICKS);
        Browsers.picture(page, "desk-cases-said");
        page.setViewportSize(Browsers.PHONE_WIDTH, 844);
        Browsers.picture(page, "desk-cases-phone");
    }

    @Test
    void theCitysManagerFindsTheCaseOfAnInstanceAndActsOnIt() {
        Page page = cockpit("manager");
        assertThat(page.getByText("运行中的流程实例")).isVisible();
        page.locator(".gx-dashboard").getByText("芗城区").first().click();
        assertThat(page.locator(".gx-trail")).containsText(Pattern.compile("漳州市\\s*芗城区"));
        assertThat(page.locator(".gx-dashboard")).containsText("按街道");
        page.locator(".gx-trail button").first().click();
        assertThat(page.locator(".gx-dashboard")).containsText("按区县");

        page.locator(".gx-dashboard a[href*='#/process-definition/']").first().click();
        page.locator("td a[href*='#/process-instance/']").last().click();
        page.locator(".nav-tabs").getByText("诉求", exactly()).click();
        Locator panel = page.locator(".gx-case");
        assertThat(panel).containsText("在谁手里");
        panel.locator(".gx-deeds").getByText("督办", exactly()).click();
        page.locator("dialog[open] textarea").fill("老人独居，请尽快");
        page.locator("dialog[open] .btn-primary").click();
        assertThat(page.locator(".gx-done")).containsText("督办");
        assertThat(panel).containsText("人工督办：老人独居，请尽快");
        page.setViewportSize(1440, 1400);
        page.keyboard().press("Escape");
        Browsers.picture(page, "cockpit-case");
    }

    private Page cockpit(String username) {
        return cockpit(username, browsers.desktop());
    }

    private static Page cockpit(String username, Page page) {
        Browsers.enter(page, username, "cockpit");
        page.navigate("/camunda/app/cockpit/default/");
        assertThat(page.locator(".gx-dashboard a").first()).isVisible();
        return page;
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}
