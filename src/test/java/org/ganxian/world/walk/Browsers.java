package org.ganxian.world.walk;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chromium for the walks: the system's where there is one, otherwise Playwright's own. Pictures are taken
 * with {@code -Dganxian.pictures=true}, into {@code docs/images}, which README and handbook show.
 */
class Browsers implements AutoCloseable {

    static final int PHONE_WIDTH = 390;

    /** A busy machine may take its time; what is not there by then is missing. */
    private static final int PATIENCE_MILLIS = 45_000;

    private static final String PASSWORD = "ganxian";
    private static final int MOST_TRIES = 5;

    /** The one without windows does the same with two thirds of the work. */
    private static final List<String> SYSTEM_BROWSERS = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");

    private final Playwright playwright;
    private final Browser browser;
    private final String address;
    private final List<String> failedCalls = new ArrayList<>();

    Browsers(int port) {
        this.address = "http://localhost:" + port;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Optional<Path> system = SYSTEM_BROWSERS.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        // Without this, Playwright's driver would fetch browsers of its own although one is here.
        this.playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", system.isPresent() ? "1" : "0")));
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
        system.ifPresent(options::setExecutablePath);
        this.browser = playwright.chromium().launch(options);
    }

    Page phone() {
        return page(PHONE_WIDTH, 844, "zh-CN");
    }

    Page desktop() {
        return page(1440, 900, "zh-CN");
    }

    /** A desktop of somebody who reads English. */
    Page english() {
        return page(1440, 900, "en-GB");
    }

    /** For a diagram as a whole. */
    Page wide() {
        return page(2400, 1200, "zh-CN");
    }

    /** A fresh window of nobody: no cookies, in Zhangzhou's time. */
    private Page page(int width, int height, String language) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(width, height)
                .setLocale(language)
                .setTimezoneId("Asia/Shanghai"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onResponse(answer -> {
            // Tasklist itself asks once more for a task that has just been completed.
            if (answer.status() >= 400
                    && !answer.request().resourceType().equals("document")
                    && !answer.url().contains("/camunda/api/engine/")) {
                failedCalls.add(answer.status() + " " + answer.url());
            }
        });
        return context.newPage();
    }

    /** What our pages and parts called or loaded in vain, as consoles say it; a refused form is none of it. */
    List<String> failedCalls() {
        return List.copyOf(failedCalls);
    }

    /** Comes in without the page of the login: for walks that are about what follows. */
    static void enter(Page page, String username, String app) {
        BrowserContext context = page.context();
        context.request().get("/camunda/app/" + app + "/default/"); // a token against forged requests
        RequestOptions form = RequestOptions.create()
                .setForm(FormData.create().set("username", username).set("password", PASSWORD));
        context.cookies().stream()
                .filter(cookie -> cookie.name.equals("XSRF-TOKEN"))
                .forEach(cookie -> form.setHeader("X-XSRF-TOKEN", cookie.value));
        APIResponse login = context.request().post("/camunda/api/admin/auth/user/default/login/" + app, form);
        if (!login.ok()) {
            throw new AssertionError(username + " cannot log in: " + login.text());
        }
    }

    /**
     * Fills in the login of one of Camunda's webapps. The page moves the focus to the user name some moments after it is
     * shown, and what is being typed into the password then goes there: so it is looked at, and typed again.
     */
    static void logIn(Page page, String username) {
        logIn(page, username, PASSWORD);
    }

    static void logIn(Page page, String username, String secret) {
        Locator name = page.locator("input[type=text]");
        Locator password = page.locator("input[type=password]");
        for (int i = 0; i < MOST_TRIES && !(holds(name, username) && holds(password, secret)); i++) {
            name.fill(username);
            password.fill(secret);
        }
        page.locator("button[type=submit]").click();
    }

    private static boolean holds(Locator field, String text) {
        return field.inputValue().equals(text);
    }

    static void picture(Page page, String name) {
        keep(page::screenshot, name + ".png");
    }

    /** A picture for the gallery of all screens, with what lies below the edge of the window. */
    static void screen(Page page, String who, String place) {
        String name = (who + "-" + place).replaceAll("\\W+", "-").replaceAll("-$", "");
        Page.ScreenshotOptions small = new Page.ScreenshotOptions()
                .setFullPage(true)
                .setType(ScreenshotType.JPEG)
                .setQuality(70);
        keep(() -> page.screenshot(small), "screens/" + name + ".jpg");
    }

    static void picture(Locator part, String name) {
        keep(part::screenshot, name + ".png");
    }

    private static void keep(Supplier<byte[]> picture, String file) {
        if (!Boolean.getBoolean("ganxian.pictures")) {
            return;
        }
        try {
            Path path = Path.of("docs/images").resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, picture.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
