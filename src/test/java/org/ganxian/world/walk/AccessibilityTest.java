package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Our own pages and our parts of the webapps by the rules of axe-core, with large text, and with the keyboard alone. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {

    private static final Map<String, List<String>> DESK_PAGES = Map.of(
            "clerk",
                    List.of(
                            "/desk",
                            "/desk/import",
                            "/desk/applications",
                            "/desk/applications/new",
                            "/desk/deadline",
                            "/desk/privacy",
                            "/desk/notices",
                            "/m/register"),
            "admin",
                    List.of(
                            "/desk/services",
                            "/desk/services/import",
                            "/desk/services/words",
                            "/desk/policy",
                            "/desk/time",
                            "/desk/calendar",
                            "/desk/hours?unit=350602004",
                            "/desk/retention",
                            "/desk/keys",
                            "/desk/rights?person=clerk",
                            "/desk/recomputations",
                            "/desk/danger-words",
                            "/desk/category-words?sample=%E8%B7%AF%E7%81%AF%E4%B8%8D%E4%BA%AE",
                            "/desk/units",
                            "/desk/units/350602004001",
                            "/desk/units/350602004001/change?kind=SPLIT&to=350602004002",
                            "/desk/units/import",
                            "/desk/setup",
                            "/desk/setup/check",
                            "/desk/settings",
                            "/desk/settings/mail",
                            "/desk/settings/bursts",
                            "/desk/settings/mediation-waiver",
                            "/desk/messages",
                            "/desk/messages/received",
                            "/desk/document-texts",
                            "/desk/document-texts/HEARING/PERMIT",
                            "/desk/document-organs",
                            "/desk/document-organs/350602004",
                            "/desk/people",
                            "/desk/people/new",
                            "/desk/people/clerk",
                            "/desk/people/clerk/off-duty",
                            "/desk/people/import",
                            "/desk/rules",
                            "/desk/rules/routing",
                            "/desk/categories",
                            "/desk/categories/0101",
                            "/desk/categories/010103/trial?into=0102",
                            "/desk/replies",
                            "/desk/replies/new",
                            "/desk/codes",
                            "/desk/codes/contact-channel",
                            "/desk/password"),
            "street-manager",
                    List.of(
                            "/desk/cases",
                            "/desk/cases?show=overdue",
                            "/desk/cases?show=rated&days=90",
                            "/desk/cases?show=paused",
                            "/desk/steps",
                            "/desk/steps/order/screen-order",
                            "/desk/bursts",
                            "/desk/reports",
                            "/desk/supervisions?ended=true",
                            "/desk/search"),
            "exchange-admin",
                    List.of(
                            "/desk/exchange",
                            "/desk/exchange/12345",
                            "/desk/exchange/12345/orders",
                            "/desk/exchange/12345/envelopes",
                            "/desk/exchange/12345/envelopes/1",
                            "/desk/exchange/12345/mappings",
                            "/desk/exchange/12345/items",
                            "/desk/exchange/12345/statements"),
            "triage", List.of("/desk/exchange-talks"),
            "auditor", List.of("/desk/audit", "/desk/audit?tab=logins&person=nobody"),
            "dispatcher", List.of("/desk/dispatch", "/desk/merges", "/desk/published", "/desk/cases", "/m"),
            "member1", List.of("/m", "/m/search"));

    @LocalServerPort
    int port;

    @Autowired
    Demands demands;

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
    void residentsPages() {
        Page page = browsers.desktop();
        for (String path : List.of(
                "/",
                "/portal",
                "/portal/track",
                "/portal/disputes",
                "/portal/disputes/new",
                "/portal/mine",
                "/portal/services",
                "/portal/published",
                "/portal/orders/none",
                "/login")) {
            page.navigate(path);
            check(page, "resident", path);
        }
        page.locator("body").press("Tab");
        assertThat(page.locator(":focus")).isVisible();
        thePlaceOnTheMap(page);
        Demand demand = demands.all(List.of(anyNumber())).get(0);
        page.navigate("/portal/track");
        page.locator("[name=number]").fill(demand.number());
        page.locator("[name=code]").fill(demand.queryCode());
        page.locator("[name=code]").press("Enter");
        assertThat(page.locator("h1.words")).isVisible();
        check(page, "resident", "/portal/tracked");
    }

    /** By the keyboard alone; Leaflet comes under the policy of our pages. */
    private static void thePlaceOnTheMap(Page page) {
        page.navigate("/portal");
        page.locator("[data-open]").press("Enter");
        assertThat(page.locator(".map .leaflet-container")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#position [role=status]")).containsText("地图上选的");
        assertThat(page.locator("input[name=position]").inputValue()).matches("117\\.6\\d+,24\\.5\\d+");
        check(page, "resident", "/portal/map");
    }

    private static void check(Page page, String who, String path) {
        Accessible.check(page);
        Accessible.checkLarge(page);
        Browsers.screen(page, who, path);
    }

    private String anyNumber() {
        Page page = comingIn("street-manager");
        page.navigate("/desk/cases?show=received&days=90");
        String number = page.locator("table.cases td a").last().textContent();
        page.context().close();
        return number;
    }

    @Test
    void staffPages() {
        List<String> errors = new ArrayList<>();
        DESK_PAGES.forEach((username, paths) -> {
            Page page = comingIn(username);
            listen(page, errors);
            for (String path : paths) {
                page.navigate(path);
                assertThat(page.locator("h1").first()).isVisible();
                assertThat(page.locator("link[rel=icon]")).hasCount(1);
                check(page, username, path);
            }
            page.context().close();
        });
        assertThat(errors).as("what pages say on their consoles").isEmpty();
        assertThat(browsers.failedCalls()).isEmpty();
    }

    private static void listen(Page page, List<String> errors) {
        page.onPageError(thrown -> errors.add(page.url() + ": " + thrown));
        page.onConsoleMessage(said -> {
            // What was not to be had is told by failedCalls; a page that is refused says so, too.
            if (said.type().equals("error") && !said.text().startsWith("Failed to load resource")) {
                errors.add(page.url() + ": " + said.text());
            }
        });
    }

    @Test
    void theManagersCaseWithItsForms() {
        Page page = comingIn("street-manager");
        page.navigate("/desk/cases?show=open");
        String first = page.locator("table.cases td a").first().getAttribute("href");
        page.navigate(first);
        for (Locator form : page.locator("details").all()) {
            form.locator("summary").focus();
            form.locator("summary").press("Enter");
        }
        check(page, "street-manager", "/desk/cases/one");
        page.navigate(first + "/resident");
        check(page, "street-manager", "/desk/cases/one/resident");
    }

    @Test
    void aDisputeFromItsRegistrationToItsFirstTask() {
        Page clerk = comingIn("clerk");
        clerk.navigate("/desk/to-mediation");
        check(clerk, "clerk", "/desk/to-mediation");
        clerk.navigate("/desk/mediations/new");
        check(clerk, "clerk", "/desk/mediations/new");
        Map.of("disputeType", "NEIGHBOUR", "origin", "APPLICATION", "place", "350602004001")
                .forEach((field, value) -> clerk.locator("#" + field).selectOption(value));
        Map.of(
                        "facts", "楼上漏水，泡坏了天花板，说了几次都没有修。",
                        "claim", "修好水管，赔偿六千元。",
                        "amount", "6000",
                        "nameA", "程先生",
                        "phoneA", "13900000201",
                        "nameB", "柳女士",
                        "phoneB", "13900000202")
                .forEach((field, value) -> clerk.locator("#" + field).fill(value));
        clerk.getByText("登记，出回执").click();
        assertThat(clerk.locator("h1")).hasText("登记回执");

        String number = clerk.locator(".code dd").first().innerText();

        Page secretary = in("tasklist", "mediation-secretary");
        secretary
                .locator("li.task")
                .filter(new Locator.FilterOptions().setHasText(number))
                .click();
        assertThat(secretary.locator(".gx-panel")).containsText("柳女士");
        assertThat(secretary.locator(".fjs-container")).isVisible();
        Accessible.check(secretary, ".gx-panel");
        Browsers.screen(secretary, "mediation-secretary", "/tasklist");
        secretary.navigate("/desk/mediations");
        check(secretary, "mediation-secretary", "/desk/mediations");
        secretary.locator("table.cards td a").first().click();
        assertThat(secretary.locator("main")).containsText("柳女士");
        check(secretary, "mediation-secretary", "/desk/mediations/one");
        for (String board : List.of("calendar", "duties", "figures")) {
            secretary.navigate("/desk/mediations/" + board);
            check(secretary, "mediation-secretary", "/desk/mediations/" + board);
        }
    }

    @Test
    void theDemandBesideATask() {
        Page page = in("tasklist", "member1");
        page.locator("li.task").first().click();
        assertThat(page.locator(".gx-panel header strong")).isVisible();
        assertThat(page.locator(".fjs-container")).isVisible();
        Accessible.checkFrame(page);
        Accessible.check(page, ".gx-panel");
        Accessible.check(page, ".ganxian-links");
        Accessible.checkLarge(page, ".gx-panel");
    }

    @Test
    void theListsAndTheRegistrationInTasklist() {
        Page page = in("tasklist", "clerk");
        assertThat(page.locator(".task-filters .gx-count").first()).isVisible();
        Accessible.checkFrame(page);
        page.locator(".start-process-action a").first().click();
        page.locator(".modal-dialog").getByText("群众点单").first().click();
        assertThat(page.locator(".modal-dialog .fjs-container")).isVisible();
        Accessible.checkFrame(page);
    }

    @Test
    void figuresAndACaseInCockpit() {
        Page page = in("cockpit", "manager");
        List<String> errors = new ArrayList<>();
        listen(page, errors);
        assertThat(page.locator(".gx-dashboard a").first()).isVisible();
        assertThat(page.locator(".gx-seek input")).isVisible();
        Accessible.checkFrame(page);
        Accessible.check(page, ".gx-dashboard");
        Accessible.checkLarge(page, ".gx-dashboard");
        page.navigate("/camunda/app/cockpit/default/#/processes");
        page.getByText("列表").click();
        Accessible.checkFrame(page);
        page.locator("td.name").getByText("群众点单").click();
        assertThat(page.locator(".gx-steps")).isVisible();
        assertThat(page.locator("td a[href*='#/process-instance/']").first()).isVisible();
        Accessible.checkFrame(page);
        Accessible.check(page, ".gx-steps");
        page.locator("td a[href*='#/process-instance/']").first().click();
        page.locator(".nav-tabs")
                .getByText("诉求", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".gx-case h2").first()).isVisible();
        Accessible.checkFrame(page);
        Accessible.check(page, ".gx-case");
        Accessible.checkLarge(page, ".gx-case");
        page.locator(".gx-deeds button[aria-haspopup=dialog]").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog[open]")).isVisible();
        Accessible.check(page, "dialog[open]");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat((Boolean) page.evaluate("document.activeElement.closest('.gx-case') !== null"))
                .as("The focus returns to the button")
                .isTrue();
        assertThat(errors).as("what Cockpit says on its console").isEmpty();
        assertThat(browsers.failedCalls()).isEmpty();
    }

    private Page comingIn(String username) {
        Page page = browsers.desktop();
        Browsers.enter(page, username, "tasklist");
        return page;
    }

    private Page in(String app, String username) {
        Page page = browsers.desktop();
        Browsers.enter(page, username, app);
        page.navigate("/camunda/app/" + app + "/default/");
        return page;
    }
}
