package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever opens one of Camunda's webapps finds it in Chinese and under 干线's name, or in English if they ask for it. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebappsWalkTest {

    /** What the webapps say most often where no translation reaches; names of variable types are not among them. */
    private static final Pattern ENGLISH = Pattern.compile("\\b(?:Actions?|Activity|Add|Assignee|Batch|Business|Cancel|"
            + "Change|Close|Created?|Dashboard|Decisions?|Definitions?|Delete|Deployed|Deployments?|Due|Edit|Error|Failed|"
            + "Groups?|Incidents?|Instances?|Jobs?|Key|Loading|Log|Members?|More|Name|New|No|Nothing|Open|Process|Processes|"
            + "Profile|Remove|Running|Save|Search|Start|State|Tasks?|Tenants?|Update|Users?|Value|Variables?|Version|"
            + "When|Then|Hit policy)\\b");

    /** How a label shows itself that has no text. */
    private static final Pattern LABEL = Pattern.compile("\\b[A-Z]+(?:_[A-Z]+){2,}\\b");

    private static final Pattern MINUTE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");

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
    void theManagerReadsCockpitInChinese() {
        Page page = loggedIn("cockpit", "manager", browsers.desktop());
        shows(page, "当前情况");
        assertThat(page.locator(".navbar-brand")).hasText("漳州 干线");
        assertThat(page).hasTitle(Pattern.compile("漳州 干线.*"));
        assertThat(page.getByText("运行中的流程实例")).isVisible();
        assertThat(page.locator(".gx-dashboard a").first()).isVisible();
        assertThat(page.locator(".dashboard")).containsText(Pattern.compile("流程定义\\s*[1-9]"));
        page.setViewportSize(1440, 2400);
        Browsers.picture(page, "cockpit-dashboard");
        page.setViewportSize(1440, 900);

        opens(page, "cockpit", "tasks", "按用户组统计");
        assertThat(page.getByText("榕荫社区党支部派单员")).isVisible();
        opens(page, "cockpit", "decisions", "已部署 2 个决策定义");
        opens(page, "cockpit", "batch", "没有进行中的批处理");
        opens(page, "cockpit", "repository", "请在列表中选择资源");

        opens(page, "cockpit", "processes", "个流程定义已部署");
        page.getByText("预览").click();
        shows(page, "0 个运行中的实例");
        page.getByText("列表").click();
        page.locator("td.name").getByText("群众点单").click();
        walksTabs(page, "流程实例", "异常", "调用的流程定义", "作业定义");
        page.locator(".nav-tabs").getByText("流程实例", exactly()).click();
        assertThat(page.locator("td.start-time").first()).hasText(MINUTE);
        Browsers.picture(page, "cockpit-process");
        page.locator("td a[href*='#/process-instance/']").first().click();
        shows(page, "实例 ID");
        walksTabs(page, "变量", "异常", "调用的流程实例", "人工任务", "作业", "外部任务");
    }

    @Test
    void theAdministratorReadsAdminAndWelcomeInChinese() {
        Page page = loggedIn("admin", "admin", browsers.desktop());
        shows(page, "用户列表");
        Browsers.picture(page, "admin-dashboard");
        opens(page, "admin", "tenants", "没有租户");
        opens(page, "admin", "authorization", "新建授权");
        opens(page, "admin", "system?section=system-settings-general", "运行正常");
        opens(page, "welcome", "", "个人资料");
        page.getByText("修改资料").click();
        shows(page, "修改个人资料");
        assertThat(page.getByPlaceholder("j.prosciutto@acme.org")).hasCount(0);
        for (String app : new String[] {"admin", "welcome"}) {
            page.navigate("/camunda/app/" + app + "/default/");
            page.locator(".gx-seek input").fill("ZZ19990101-000001");
            page.locator(".gx-seek input").press("Enter");
            assertThat(page.locator("h1")).hasText("搜索诉求");
            assertThat(page.locator(".empty")).containsText("或者它不在您能看的范围");
        }
    }

    /** Who is on staff is kept by the product; the engine's users and groups follow. */
    @Test
    void adminsPagesOfUsersAndGroupsLeadToThePeople() {
        Page page = loggedIn("admin", "admin", browsers.desktop());
        shows(page, "用户列表");
        for (String place : List.of("users", "user-create", "users/clerk?tab=account", "groups", "group-create")) {
            page.navigate("/camunda/app/admin/default/#/" + place);
            page.waitForURL("**/desk/people");
            assertThat(page.locator("h1")).hasText("人员");
            page.navigate("/camunda/app/admin/default/#/system?section=system-settings-general");
            shows(page, "运行正常");
        }
        page.navigate("/camunda/app/admin/default/");
        page.getByText("用户列表").click();
        page.waitForURL("**/desk/people");
    }

    @Test
    void tasklistIsChineseForWhoeverComesFromAnotherWebapp() {
        Page page = loggedIn("welcome", "dispatcher", browsers.desktop());
        shows(page, "任务中心");
        // Its labels must not be slower than the page that shows them.
        opens(page, "tasklist", "", "请在列表中选择一项任务");
        assertThat(page.getByPlaceholder("筛选任务")).isVisible();
    }

    @Test
    void englishStaysThereForABrowserThatAsksForIt() {
        Page page = browsers.english();
        page.navigate("/camunda/app/cockpit/default/");
        assertThat(page.getByPlaceholder("Username")).isVisible();
        Browsers.logIn(page, "manager");
        assertThat(page.getByText("Running Process Instances")).isVisible();
        assertThat(page.locator("footer")).containsText("Powered by Camunda Platform");
        assertThat(page.locator(".ce-eol-banner")).isHidden();
    }

    private static Page loggedIn(String app, String username, Page page) {
        page.navigate("/camunda/app/" + app + "/default/");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录")))
                .isVisible();
        assertThat(page.getByPlaceholder("用户名")).isVisible();
        assertThat(page.getByPlaceholder("密码")).isVisible();
        assertThat(page.locator(".login-logo svg")).isHidden();
        isChinese(page);
        Browsers.logIn(page, username);
        return page;
    }

    private static void opens(Page page, String app, String place, String text) {
        page.navigate("/camunda/app/" + app + "/default/#/" + place);
        shows(page, text);
        assertThat(page.locator(".animate-spin:visible")).hasCount(0);
        assertThat(page.getByText("正在加载").locator("visible=true")).hasCount(0);
        Browsers.screen(page, app, place);
    }

    private static void walksTabs(Page page, String... tabs) {
        for (String tab : tabs) {
            page.locator(".nav-tabs").getByText(tab, exactly()).click();
            assertThat(page.locator(".nav-tabs li.active").filter(new Locator.FilterOptions().setHasText(tab)))
                    .isVisible();
            isChinese(page);
        }
    }

    private static void shows(Page page, String text) {
        assertThat(page.getByText(text).first()).isVisible();
        isChinese(page);
    }

    /** Nothing English and no label without its text, neither on the page nor in what appears under the mouse. */
    private static void isChinese(Page page) {
        String words = page.locator("body").innerText();
        assertThat(words).doesNotContainPattern(ENGLISH).doesNotContainPattern(LABEL);
        for (String attribute : List.of("title", "placeholder", "uib-tooltip")) {
            Object said = page.locator("[" + attribute + "]")
                    .evaluateAll("(all, name) => all.map(each => each.getAttribute(name)).join('\\n')", attribute);
            assertThat((String) said)
                    .as(attribute)
                    .doesNotContainPattern(ENGLISH)
                    .doesNotContainPattern(LABEL)
                    .doesNotContain("zoom");
        }
        assertThat(page.locator("footer")).containsText("技术支持 Camunda Platform");
        assertThat(page.locator(".ce-eol-banner")).isHidden();
        assertThat(page.locator(".page-notifications .alert-danger")).hasCount(0);
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}
