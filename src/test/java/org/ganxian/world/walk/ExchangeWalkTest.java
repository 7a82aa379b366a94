package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.exchange.PartnersStory;
import org.ganxian.exchange.RudePartner;
import org.ganxian.exchange.ledger.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A partner gets its key from the administrator of the exchange and sends; the desks talk and telephone. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeWalkTest {

    private static final String HOTLINE = "12345";

    @LocalServerPort
    int port;

    @Autowired
    PartnersStory city;

    Browsers browsers;

    @BeforeAll
    void openBrowser() {
        browsers = new Browsers(port);
    }

    @AfterAll
    void closeBrowser() {
        browsers.close();
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    /** With the key that the administrator reads to them, once. */
    private RudePartner partnerWithAKeyFrom(Page admin) {
        admin.navigate("/desk/exchange/" + HOTLINE);
        Locator valid = admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("停用密钥"));
        if (valid.count() == 2) {
            // The partner has changed to the newer one.
            valid.last().click();
            assertThat(admin.locator("[role=status]")).containsText("已停用");
        }
        press(admin, "换新密钥");
        assertThat(admin.locator("[role=status]")).containsText("只在这一页显示一次");
        Locator key = admin.locator("dl.facts dd");
        String id = key.first().textContent();
        String secret = key.last().textContent();
        admin.navigate("/desk/exchange/" + HOTLINE);
        assertThat(admin.locator("main")).containsText(id);
        assertThat(admin.locator("main")).not().containsText(secret);
        return new RudePartner(HOTLINE, id, secret, port);
    }

    private static Map<String, Object> order(String category, String text) {
        Map<String, Object> order = new HashMap<>(RudePartner.lamp(category));
        order.put("text", text);
        return order;
    }

    @Test
    void anAdministratorGivesAKeyMapsAWordAndSettlesWhatContradicts() {
        Page admin = Tasklist.loggedInAs("exchange-admin", browsers.desktop()).page;
        try (RudePartner partner = partnerWithAKeyFrom(admin)) {
            assertThat(partner.says("CREATE", "W1", 1, order("井盖松动", "井盖翘起来了。")).status())
                    .isEqualTo(202);
            assertThat(partner.says("CREATE", "W1", 1, order("井盖松动", "井盖不见了。")).status())
                    .isEqualTo(409);
        }
        city.runs();
        admin.navigate("/desk/exchange/" + HOTLINE + "/mappings");
        Locator line = admin.locator("tr", new Page.LocatorOptions().setHasText("挂起"));
        assertThat(line.locator(".bad")).isVisible();
        line.locator("select").selectOption(new SelectOption().setIndex(1));
        line.getByRole(AriaRole.BUTTON).click();
        assertThat(admin.locator("[role=status]")).containsText("已保存");
        assertThat(admin.locator("tr", new Page.LocatorOptions().setHasText("井盖松动"))
                        .locator(".bad"))
                .hasCount(0);

        admin.navigate("/desk/exchange/" + HOTLINE + "#problems");
        Locator problem = admin.locator("tr", new Page.LocatorOptions().setHasText("W1"));
        problem.locator("input[name=note]").fill("打电话问过，以第一次为准。");
        problem.getByRole(AriaRole.BUTTON).click();
        assertThat(admin.locator("[role=status]")).containsText("已处理");
        assertThat(admin.locator("tr", new Page.LocatorOptions().setHasText("W1")))
                .hasCount(0);
        admin.navigate("/desk/exchange/" + HOTLINE + "/envelopes");
        assertThat(admin.locator("main")).not().containsText("井盖");
        admin.setViewportSize(Browsers.PHONE_WIDTH, 844);
        for (String path : new String[] {"", "/orders", "/envelopes", "/mappings", "/items"}) {
            admin.navigate("/desk/exchange/" + HOTLINE + path);
            assertThat((int) admin.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
        }
    }

    @Test
    void theDesksTalkAboutWhatNoListNamesAndTelephoneASilentPolice() {
        Page admin = Tasklist.loggedInAs("exchange-admin", browsers.desktop()).page;
        RudePartner partner = partnerWithAKeyFrom(admin);
        String talked = partner.says("CREATE", "W2", 1, order("无人认领的犬只", "小区里有条狗没人管。"))
                .json()
                .path("number")
                .asText();
        String burning = partner.says("CREATE", "W3", 1, order("家庭邻里", "灶上有火"))
                .json()
                .path("number")
                .asText();
        partner.close();
        city.runs();
        Tasklist triage = Tasklist.loggedInAs("triage", browsers.desktop());
        triage.page.navigate("/desk/exchange-talks");
        triage.page.getByText(talked).click();
        assertThat(triage.page.locator("main")).containsText("小区里有条狗没人管");
        triage.page.navigate("/camunda/app/tasklist/default/");
        triage.list("全部任务").card("三方通话", talked).click();
        assertThat(triage.panel()).containsText("领取任务后可见");
        triage.claims();
        assertThat(triage.panel()).containsText("陈阿伯，13900000001");
        triage.chooses("我们受理").writes("结果和依据", "和 12345 通了话，由社区先看。");
        Browsers.picture(triage.page, "tasklist-scope-talk");
        triage.submits();
        assertThat(triage.card("三方通话", talked)).hasCount(0);
        city.runs();
        assertThat(city.stateOf(partner, "W2")).isEqualTo(OrderState.ACCEPTED);

        city.passes(Duration.ofMinutes(3));
        Tasklist duty = Tasklist.loggedInAs("duty", browsers.desktop());
        duty.list("全部任务").card("电话转告公安", burning).click();
        duty.claims().writes("给谁打了电话，几点", "110 接警台，10:05").writes("转告的情况", "已出警。");
        assertThat(duty.panel()).containsText("灶上有火");
        Browsers.picture(duty.page, "tasklist-phone-police");
        duty.submits();
        assertThat(duty.card("电话转告公安", burning)).hasCount(0);
    }
}
