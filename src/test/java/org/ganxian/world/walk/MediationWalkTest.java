package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import org.ganxian.platform.PeopleTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A committee's boards and a dispute's papers: as mediator and as secretary, each in a browser, on the demo's disputes. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediationWalkTest {

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

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    /** As secretary in Tasklist and at the desk, as party on a telephone. */
    @Test
    void aSecretaryAcceptsADisputeAndAPartyAnswersOnItsTelephone() {
        Page clerk = Tasklist.loggedInAs("clerk", browsers.desktop()).page;
        clerk.navigate("/desk/mediations/new");
        clerk.locator("#disputeType").selectOption("LABOUR");
        clerk.locator("#origin").selectOption("APPLICATION");
        clerk.locator("#place").selectOption("350602004001");
        clerk.locator("#facts").fill("三个月工资没有发。");
        clerk.locator("#claim").fill("结清工资。");
        clerk.locator("#nameA").fill("步先生");
        clerk.locator("#phoneA").fill("13900000201");
        clerk.locator("#nameB").fill("步女士");
        clerk.locator("#phoneB").fill("13900000202");
        press(clerk, "登记，出回执");
        assertThat(clerk.locator("h1")).containsText("登记回执");
        String number = clerk.url().substring(clerk.url().lastIndexOf('/') + 1);

        Tasklist secretary = Tasklist.loggedInAs("mediation-secretary", browsers.desktop());
        secretary.opens("受理审查", number).claims().chooses("受理").submits();
        Page desk = browsers.desktop();
        Browsers.enter(desk, "mediation-secretary", "tasklist");
        desk.navigate("/desk/mediations/" + number);
        desk.locator("#side").selectOption("B");
        press(desk, "发查询码");
        String code = desk.locator("[role=status] b").first().textContent().strip();

        Page phone = browsers.phone();
        phone.navigate("/portal/disputes");
        phone.locator("#number").fill(number);
        phone.locator("#code").fill(code);
        press(phone, "查看");
        assertThat(phone.locator("main")).containsText("请您答复是否同意调解");
        assertThat((int) phone.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
        assertThat(phone.locator("main")).not().containsText("三个月工资");
        phone.locator("[name=answer][value=yes]").check();
        phone.locator("[name=self]").check();
        press(phone, "提交答复");
        assertThat(phone.locator("main")).containsText("本人在网上答复");
    }

    @Test
    void aMediatorAppointsASessionAndTheSecretaryIssuesPapers() {
        Page mediator = Tasklist.loggedInAs("mediator1", browsers.desktop()).page;
        mediator.navigate("/desk/mediations");
        mediator.locator("tr", new Page.LocatorOptions().setHasText("调解中"))
                .first()
                .locator("a")
                .click();
        String number = mediator.url().substring(mediator.url().lastIndexOf('/') + 1);
        mediator.getByText("约定一次调解").click();
        mediator.locator("#day").fill(LocalDate.now(PeopleTime.ZONE).plusDays(1).toString());
        mediator.locator("#from").fill("09:15");
        mediator.locator("#to").fill("10:00");
        mediator.locator("#room").fill("街道调解室");
        mediator.locator("#sooner").check();
        press(mediator, "约定");
        assertThat(mediator.locator(".clashing").first()).containsText("调解员、地点");

        Page secretary = Tasklist.loggedInAs("mediation-secretary", browsers.desktop()).page;
        secretary.navigate("/desk/mediations/calendar?week="
                + LocalDate.now(PeopleTime.ZONE).plusDays(1));
        assertThat(secretary.locator(".week .clash")).hasCount(3);
        secretary
                .locator(".week article", new Page.LocatorOptions().setHasText(number))
                .first()
                .locator("a")
                .click();
        press(secretary, "出具人民调解受理登记表");
        Locator paper = secretary.locator(".papers-of a");
        assertThat(paper).hasCount(1);
        assertThat(paper).containsText("调受字第");
        assertThat(paper.getAttribute("href")).contains("/papers/");

        secretary.setViewportSize(Browsers.PHONE_WIDTH, 844);
        for (String path : new String[] {number, "calendar", "duties", "figures"}) {
            secretary.navigate("/desk/mediations/" + path);
            assertThat((int) secretary.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
        }
    }
}
