package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Camunda Cockpit as a manager uses it, with answers of our plugin's API that a test chooses. */
class Cockpit {

    private static final String APP = "/camunda/app/cockpit/default/";

    private static final int MOST_TRIES = 5;

    final Page page;

    /** What the plugin asked its API, in order. */
    final List<Request> asked = new CopyOnWriteArrayList<>();

    private int opened;

    private Cockpit(Page page) {
        this.page = page;
        page.onRequest(request -> {
            // What was before is asked for behind each dashboard.
            if (request.url().contains("/plugin/ganxian/") && !request.url().contains("/comparison?")) {
                asked.add(request);
            }
        });
    }

    static Cockpit loggedInAs(String username, Page page) {
        Cockpit cockpit = new Cockpit(page);
        cockpit.answers("dashboard", "dashboard.json");
        page.navigate(APP);
        assertThat(page.getByPlaceholder("密码")).isVisible();
        Browsers.logIn(page, username);
        assertThat(page.locator(".gx-dashboard h1")).isVisible();
        return cockpit;
    }

    /** @param path of the plugin's API, without what is asked of it */
    Cockpit on(String path, Consumer<Route> answer) {
        page.route(Pattern.compile("/camunda/api/cockpit/plugin/ganxian/default/" + path + "(\\?.*)?$"), answer);
        return this;
    }

    Cockpit answers(String path, String fixture) {
        if (path.equals("dashboard")) {
            on("comparison", route -> answer(route, "comparison.json"));
        }
        return on(path, route -> answer(route, fixture));
    }

    Cockpit refuses(String path, int status, String reason) {
        return on(path, route -> refuse(route, status, reason));
    }

    static void answer(Route route, String fixture) {
        answerWith(route, read(fixture));
    }

    static void answerWith(Route route, String json) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(json));
    }

    static void refuse(Route route, int status, String reason) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"detail\": \"" + reason + "\"}"));
    }

    static String read(String fixture) {
        try (InputStream file = Cockpit.class.getResourceAsStream("/cockpit/" + fixture)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads the webapp anew; another place behind the # alone would not. Camunda keeps the nonce of its latest answer to
     * anybody for all pages, so a page that is made while another request is answered may block its own scripts.
     */
    Cockpit opens(String place) {
        for (int tries = 0; tries < MOST_TRIES && (tries == 0 || scriptsAreBlocked()); tries++) {
            page.navigate(APP + "?opened=" + ++opened + "#/" + place);
        }
        return this;
    }

    private boolean scriptsAreBlocked() {
        return (boolean) page.evaluate("window.camCockpitConf === undefined");
    }

    Cockpit opensDashboard() {
        opens("dashboard");
        assertThat(dashboard().locator("h1")).isVisible();
        return this;
    }

    Cockpit opensDefinition(String definitionId) {
        return opens("process-definition/" + definitionId + "/runtime");
    }

    Cockpit opensInstance(String instanceId) {
        return opens("process-instance/" + instanceId + "/runtime");
    }

    Locator dashboard() {
        return page.locator(".gx-dashboard");
    }

    Locator steps() {
        return page.locator(".gx-steps");
    }

    Locator demand() {
        return page.locator(".gx-case");
    }

    Locator dialog() {
        return page.locator("dialog[open]");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    String lastAsked() {
        return asked.get(asked.size() - 1).url();
    }

    Object kept(String key) {
        return page.evaluate("key => sessionStorage.getItem(key)", key);
    }

    /** A test begins as the one before it did: nothing chosen, nothing asked, no answers but those it names. */
    void forget() {
        page.unrouteAll();
        page.evaluate("sessionStorage.clear()");
        asked.clear();
    }
}
