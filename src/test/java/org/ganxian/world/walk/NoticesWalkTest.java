package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.ganxian.notice.Notice;
import org.ganxian.notice.Notices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** A clerk reads notices, on a telephone. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesWalkTest {

    @LocalServerPort
    int port;

    @Autowired
    Notices notices;

    @Autowired
    TransactionTemplate transaction;

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
    void theyAreReadOneByOneThenAllAtOnce() {
        Page page = Tasklist.loggedInAs("clerk", browsers.desktop()).page;
        page.setViewportSize(Browsers.PHONE_WIDTH, 844);
        page.navigate("/desk/notices");
        assertThat(page.locator(".empty")).containsText("这里还没有通知");
        assertFits(page);

        for (int n = 1; n <= 21; n++) {
            Notice notice = new Notice(
                    "SLA_WARNING", "ZZ20261124-0000" + (n + 10), "诉求快到期：首次响应", "首次响应还剩 " + n + " 分钟，请尽快联系群众。");
            transaction.executeWithoutResult(t -> notices.tell(List.of("clerk"), notice));
        }
        page.navigate("/desk");
        assertFits(page);
        page.getByText("通知（21）").click();
        assertThat(page.locator(".notices .unread")).hasCount(20);
        assertThat(page.locator("time").first()).containsText("年");
        page.locator(".notices li")
                .first()
                .getByText("标为已读", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".hint")).hasText("有 20 条未读。");
        assertThat(page.locator(".notices .unread")).hasCount(19);
        assertFits(page);
        Browsers.picture(page, "notices-phone");

        page.getByText("下一页").click();
        assertThat(page.locator(".notices li")).hasCount(1);
        page.getByText("标为已读", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".hint")).hasText("有 19 条未读。");
        assertThat(page.locator(".notices li")).hasCount(1);
        page.getByText("全部标为已读").click();
        assertThat(page.locator(".hint")).hasText("没有未读的通知。");
        page.setViewportSize(1440, 900);
        Browsers.picture(page, "notices-desktop");
    }

    private static void assertFits(Page page) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of " + page.url())
                .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
    }
}
