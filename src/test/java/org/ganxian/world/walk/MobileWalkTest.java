package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A member works an order on a phone, on the way through a basement without a network. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MobileWalkTest {

    private static final String REPORT = "已换好灯管，当场试过能亮。";

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Attachments attachments;

    @Autowired
    JdbcTemplate jdbc;

    private Browsers browsers;
    private Demand lamp;

    @BeforeAll
    void openBrowser() {
        browsers = new Browsers(port);
    }

    @AfterAll
    void closeBrowser() {
        browsers.close();
    }

    @BeforeEach
    void anOrderIsOffered() {
        lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
    }

    private static Page loggedIn(Page phone, String username) {
        phone.navigate("/m");
        phone.getByLabel("用户名").fill(username);
        phone.getByLabel("密码").fill("ganxian");
        phone.locator("main button[type=submit]").click();
        assertThat(phone.locator("h1")).hasText("我的任务");
        return phone;
    }

    /** From the list to the order, claimed. */
    private void claims(Page phone) {
        phone.locator(".tabs").getByText("可领取").click();
        Locator next = phone.getByText("下一页");
        while (card(phone).count() == 0 && next.count() > 0) {
            next.click();
        }
        assertFits(phone);
        Browsers.picture(phone, "mobile-list");
        card(phone).locator("a").click();
        assertThat(phone.locator(".contact")).containsText("139****0001");
        assertFits(phone);
        phone.getByText("接单", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(phone.locator(".contact a")).hasAttribute("href", "tel:13900000001");
    }

    private Locator card(Page phone) {
        return phone.locator(".cards .card").filter(new Locator.FilterOptions().setHasText(lamp.number()));
    }

    private void contacts(Page phone) {
        step(phone, "CONTACT").getByLabel("联系方式").selectOption("PHONE");
        step(phone, "CONTACT").getByLabel("联系情况").fill("约好明天上午九点上门");
        step(phone, "CONTACT").locator("[type=submit]").click();
        assertThat(phone.locator("[data-sent]")).containsText("已送出：" + lamp.number() + " 已记录联系");
        assertThat(step(phone, "REPORT")).isVisible();
    }

    private static Locator step(Page phone, String kind) {
        return phone.locator("form[data-step=" + kind + "]");
    }

    private int count(Step step) {
        return Collections.frequency(story.stepsOf(lamp), step);
    }

    @Test
    void aReportWrittenWithoutANetworkIsSentLaterOnce() throws IOException {
        jdbc.update("insert into reply_template"
                + " (code, version, unit, form, field, title, words, valid_from, edited_by, edited_at) values ('lamp', 1,"
                + " '350600', 'serve-order', 'report', '灯已修好', '您反映的{编号}，', '2020-01-01', 'admin', '2020-01-01')");
        Tour tour = Tour.step(9);
        tour.opens("/m");
        Page phone = loggedIn(browsers.phone(), tour.says("member1"));
        tour.isWalked();
        Clicks clicks = Clicks.of(phone);
        claims(phone);
        contacts(phone);
        step(phone, "REPORT").getByLabel("套用答复模板").selectOption(new SelectOption().setLabel("灯已修好"));
        assertThat(step(phone, "REPORT").getByLabel("办理情况")).hasValue("您反映的" + lamp.number() + "，");
        Browsers.picture(phone, "mobile-task");
        assertFits(phone);
        phone.evaluate("navigator.serviceWorker.ready.then(() => true)");

        phone.context().setOffline(true);
        assertThat(phone.locator("[data-offline]")).isVisible();
        step(phone, "REPORT").getByLabel("办理情况").fill(REPORT);
        step(phone, "REPORT").locator("input[type=file]").setInputFiles(photo());
        assertThat(step(phone, "REPORT").locator(".thumbs img")).hasCount(1);
        assertThat(step(phone, "REPORT").locator("[data-state]")).containsText("草稿已保存在本机");
        step(phone, "REPORT").locator("[type=submit]").click();
        assertThat(step(phone, "REPORT").locator("[data-state]")).containsText("等待网络");
        clicks.atMost(10);

        phone.reload();
        assertThat(phone.locator("h1")).hasText("暂时连不上");
        Locator draft = phone.locator("[data-drafts] .card");
        assertThat(draft).containsText("办理结果");
        assertThat(draft.locator("textarea")).hasValue(REPORT);
        assertThat(draft).containsText("照片 1 张");
        assertThat(draft.locator("[data-part=state]")).containsText("等待网络");
        assertFits(phone);
        Browsers.picture(phone, "mobile-offline");
        assertThat(count(Step.REPORTED)).isZero();

        phone.context().setOffline(false);
        assertThat(phone.locator("[data-sent]")).containsText("已送出：" + lamp.number() + " 已上报，等待支部审核");
        assertThat(draft).hasCount(0);
        phone.getByText("返回我的任务").click();
        assertThat(phone.locator("h1")).hasText("我的任务");
        assertThat(phone.locator("[data-drafts]")).isHidden();
        assertThat(count(Step.REPORTED)).isEqualTo(1);
        assertThat(attachments.of(lamp)).hasSize(1);
    }

    @Test
    void anAnswerThatGetsLostIsAskedForAgainAndDoesNothingTwice() {
        Page phone = loggedIn(browsers.phone(), "member1");
        claims(phone);
        contacts(phone);
        AtomicBoolean lost = new AtomicBoolean();
        phone.route("**/steps", route -> {
            route.fetch();
            route.abort();
            lost.set(true);
        });
        phone.locator("summary").getByText("记录联系").click();
        step(phone, "CONTACT").getByLabel("联系情况").fill("已到楼下，老人在家");
        step(phone, "CONTACT").locator("[type=submit]").click();
        phone.waitForCondition(lost::get);
        assertThat(step(phone, "CONTACT").locator("[data-state]")).containsText("等待网络");
        assertThat(count(Step.CONTACTED)).isEqualTo(1);

        phone.unroute("**/steps");
        phone.reload();
        assertThat(phone.locator("[data-sent]")).containsText("已送出：" + lamp.number() + " 已记录联系");
        assertThat(count(Step.CONTACTED)).isEqualTo(1);
    }

    @Test
    void aDraftIsItsAuthorsAndSaysWhyItWasRefused() {
        Page phone = loggedIn(browsers.phone(), "member1");
        claims(phone);
        contacts(phone);
        step(phone, "REPORT").getByLabel("办理情况").fill(REPORT);
        assertThat(step(phone, "REPORT").locator("[data-state]")).containsText("草稿已保存在本机");
        phone.navigate("/m");
        assertThat(phone.locator("[data-drafts] textarea")).hasValue(REPORT);

        phone.getByText("退出").click();
        loggedIn(phone, "member2");
        assertThat(phone.locator("[data-others]")).containsText("其他工作人员的草稿 1 份");
        assertThat(phone.locator("[data-drafts]")).isHidden();
        phone.getByText("退出").click();

        loggedIn(phone, "member1");
        story.withdraws(demands.get(lamp.number()));
        Locator draft = phone.locator("[data-drafts] .card");
        draft.getByText("送出", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(draft.locator("[data-part=state]")).containsText("没有送出：任务不存在，可能已被办结或撤回");
        assertThat(draft.locator("textarea")).hasValue(REPORT);
        phone.onDialog(dialog -> dialog.accept());
        draft.getByText("删除草稿").click();
        assertThat(phone.locator("[data-drafts]")).isHidden();
        assertThat(count(Step.REPORTED)).isZero();
    }

    @Test
    void thePageCanBeInstalledAndThePhoneKeepsNoTask() {
        Page phone = loggedIn(browsers.phone(), "member1");
        claims(phone);
        phone.evaluate("navigator.serviceWorker.ready.then(() => true)");
        phone.reload();
        assertThat((String) phone.evaluate("navigator.serviceWorker.getRegistration('/m').then(r => r.scope)"))
                .endsWith("/m");
        assertThat(
                        (String)
                                phone.evaluate(
                                        "fetch(document.querySelector('link[rel=manifest]').href).then(r => r.json()).then(m => m.display)"))
                .isEqualTo("standalone");
        Object kept = phone.evaluate("caches.keys().then(names => Promise.all(names.map(n => caches.open(n)"
                + ".then(c => c.keys())))).then(all => all.flat().map(r => new URL(r.url).pathname).sort())");
        assertThat(kept)
                .isEqualTo(List.of("/favicon.svg", "/m/offline", "/mobile-192.png", "/mobile.css", "/mobile.js"));
    }

    private static FilePayload photo() throws IOException {
        return new FilePayload(
                "现场.png", "image/png", Files.readAllBytes(Path.of("src/main/resources/static/mobile-192.png")));
    }

    /** Nothing reaches beyond the edge, in letters of twice the size too, and everything can be hit with a thumb. */
    private static void assertFits(Page page) {
        assertThat(width(page)).as("width of " + page.url()).isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
        assertThat(page.evaluate("[...document.querySelectorAll('button, .button, summary, .tabs a, .back a, .brand,"
                        + " input:not(.unseen), select, textarea')].filter(e => e.offsetParent && e.offsetHeight < 44)"
                        + ".map(e => e.outerHTML)"))
                .isEqualTo(List.of());
        page.evaluate("document.documentElement.style.fontSize = '200%'");
        assertThat(width(page)).as("width of " + page.url() + " at 200 %").isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
        page.evaluate("document.documentElement.style.fontSize = ''");
    }

    private static int width(Page page) {
        return (int) page.evaluate("document.documentElement.scrollWidth");
    }
}
