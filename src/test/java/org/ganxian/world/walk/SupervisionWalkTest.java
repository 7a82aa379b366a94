package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The district asks the street about an order; the street answers in Tasklist; a member asks for more time. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisionWalkTest {

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
    void aSupervisionIsRaisedOnAPageAndAnsweredInTasklist() {
        Demand lamp = story.aBrokenLamp();
        Page district = Tasklist.loggedInAs("supervisor2", browsers.desktop()).page;
        Tour tour = Tour.step(6);
        Clicks raising = Clicks.of(district);
        district.locator("a.ganxian-link")
                .filter(new Locator.FilterOptions().setHasText(tour.says("督办")))
                .click();
        district.locator("details.raise summary").click();
        district.getByLabel("诉求编号").fill("ZZ19990101-000001");
        district.getByLabel("理由").fill("老人独居，请今天上门。");
        raise(district);
        assertThat(district.getByRole(AriaRole.ALERT)).hasText("您的辖区内没有编号为 ZZ19990101-000001 的诉求");
        assertThat(district.getByLabel("理由")).hasValue("老人独居，请今天上门。");
        district.getByLabel("诉求编号").fill(lamp.number());
        raise(district);
        assertThat(district.locator("[role=status]")).containsText("已对 " + lamp.number() + " 发起督办");
        raising.atMost(4); // one of them for the refusal

        Tasklist street = Tasklist.loggedInAs(tour.says("supervisor"), browsers.desktop());
        Clicks answering = Clicks.of(street.page);
        street.opens(tour.says("街道督办"), lamp.number()).claims();
        tour.isWalked();
        assertThat(street.panel().locator(".gx-reason")).containsText("人工督办：老人独居，请今天上门。");
        street.chooses("同意延时：期满仍未办结，再上一级督办").picks("延长多久", "1 天").writes("督办意见", "今天派单，明天上门。");
        street.top();
        Browsers.picture(street.page, "tasklist-supervision");
        street.submits();
        answering.atMost(7);

        district.navigate("/desk/supervisions?ended=true");
        Locator line =
                district.locator(".supervisions li").filter(new Locator.FilterOptions().setHasText(lamp.number()));
        assertThat(line).containsText("同意延时");
        district.setViewportSize(Browsers.PHONE_WIDTH, 844);
        assertThat((int) district.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
        Browsers.picture(district, "supervisions-phone");
    }

    private static void raise(Page page) {
        page.locator("details.raise button").click();
    }

    @Test
    void aMemberAsksForMoreTimeAndTheDispatcherGrantsIt() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);

        Tasklist member = Tasklist.loggedInAs("member1", browsers.desktop());
        member.opens("上门办理", lamp.number())
                .chooses("申请延期")
                .picks("延长多久", "2 个工作日")
                .writes("延期的理由", "配件要从外地调。")
                .submits();
        Tasklist dispatcher = Tasklist.loggedInAs("dispatcher", browsers.desktop());
        // Of one deadline the oldest comes first: among all tasks this one is on the second page.
        dispatcher.list("可领取").card("审核延期", lamp.number()).click();
        dispatcher.claims();
        assertThat(dispatcher.panel().locator(".gx-reason")).containsText("延长 2 个工作日。理由：配件要从外地调。");
        dispatcher.chooses("同意延期").submits();
        member.opens("上门办理", lamp.number());
        assertThat(member.panel()).containsText("办结延期");
    }
}
