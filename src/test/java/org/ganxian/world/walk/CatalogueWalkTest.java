package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

/** The administrator keeps the catalogue of service items; a resident reads it on a telephone. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogueWalkTest {

    private static final LocalDate TOMORROW =
            LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);

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
    void anAdministratorMakesANewVersionImportsAFileAndEndsAnItem() throws Exception {
        Page page = Tasklist.loggedInAs("admin", browsers.desktop()).page;
        assertThat(page.locator("a.ganxian-link").last()).hasAttribute("href", "/desk/password");
        page.locator("a.ganxian-link")
                .filter(new Locator.FilterOptions().setHasText("事项库"))
                .click();
        assertThat(page.locator("tbody tr")).hasCount(12);
        pictures(page, "services");

        page.getByText("店招设置", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("h1")).hasText("店招设置");
        page.getByText("做新版本").click();
        page.getByLabel("承诺时限").fill("30");
        page.getByLabel("生效日期").fill(TOMORROW.toString());
        button(page, "去掉第 2 项材料").click();
        assertThat(page.locator("input[name=materialCode]").nth(1)).hasValue("site-consent");
        assertThat(page.getByLabel("承诺时限")).hasValue("30");
        button(page, "再加几行").click();
        Locator row = page.getByRole(
                AriaRole.GROUP, new Page.GetByRoleOptions().setName("第 4 项材料").setExact(true));
        row.getByLabel("材料 4").fill("店招安全承诺书");
        row.getByLabel("是否必需").selectOption("可后补");
        pictures(page, "service-form");
        page.getByLabel("名称").press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("承诺时限（30 个工作日）不能长于法定时限（20 个工作日）");
        pictures(page, "service-form-refused");
        page.getByLabel("承诺时限").fill("8");
        page.locator("#form .after button").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("已保存为第 2 版，" + TOMORROW + " 起生效");
        assertThat(page.locator("section tbody tr").first()).containsText("将生效");
        pictures(page, "service");
        page.getByText("第 2 版", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(page.locator(".guide")).containsText("店招安全承诺书 可后补");
        assertThat(page.locator(".guide")).containsText("承诺 8 个工作日");

        imports(page);

        page.navigate("/desk/services/temporary-relief");
        page.getByLabel("最后一天").fill(TOMORROW.toString());
        button(page, "停用").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("最后一天是 " + TOMORROW);
        page.navigate("/desk/services?q=临时救助");
        assertThat(page.locator("tbody tr")).containsText("到 " + TOMORROW + " 止");
    }

    /** What administrators do most: somebody is on leave tomorrow. */
    @Test
    void anAdministratorEntersALeaveInFiveClicks() {
        Page page = Tasklist.loggedInAs("admin", browsers.desktop()).page;
        Clicks clicks = Clicks.of(page);
        page.locator("a.ganxian-link")
                .filter(new Locator.FilterOptions().setHasText("人员"))
                .click();
        page.locator("main [name=q]").fill("member2");
        page.locator("main [name=q]").press("Enter");
        page.locator("main tbody td a").first().click();
        page.getByText("登记请假").click();
        page.locator("#leave-from").fill(TOMORROW.toString());
        page.locator("#leave-to").fill(TOMORROW.toString());
        page.locator("form[action$='/leaves'] button").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("已保存");
        clicks.atMost(5);
        button(page, "结束 " + TOMORROW + " 起的请假").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("已保存");
    }

    private static void imports(Page page) throws Exception {
        page.navigate("/desk/services");
        page.getByText("导入文件").click();
        pictures(page, "service-import");
        String demo = new ClassPathResource("demo/service-items.json").getContentAsString(StandardCharsets.UTF_8);
        chooses(page, demo.replace("\"promisedDays\": 15,", "\"promisedDays\": 25,"));
        assertThat(page.locator(".message")).containsText("一个事项也不会导入");
        assertThat(button(page, "确认导入")).hasCount(0);
        pictures(page, "service-preview-errors");

        page.getByText("换一个文件").click();
        chooses(
                page,
                demo.replace("\"promisedDays\": 15,", "\"promisedDays\": 12,")
                        .replace("\"code\": \"residence-permit\"", "\"code\": \"residence-permit-renewal\"")
                        .replace("居住证申领", "居住证签注")
                        .replace(
                                "\"code\": \"shop-sign\",",
                                "\"code\": \"shop-sign\", \"validFrom\": \"" + TOMORROW.plusDays(1) + "\","));
        assertThat(page.locator(".counts dd")).hasText(new String[] {"1", "2", "9", "0"});
        pictures(page, "service-preview");
        button(page, "确认导入").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("新增 1 个，变更 2 个");
        assertThat(page.locator("tbody")).containsText("居住证签注");
    }

    private static void chooses(Page page, String file) {
        page.getByLabel("选择文件")
                .setInputFiles(new FilePayload("事项.json", "application/json", file.getBytes(StandardCharsets.UTF_8)));
        button(page, "预览").click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aResidentFindsWhatToBringOnATelephone() {
        Page page = browsers.phone();
        page.navigate("/portal");
        page.locator("main").getByText("办事指南").click();
        page.getByLabel("找一件事").fill("高龄");
        page.locator(".search button").click();
        assertThat(page.locator(".services li")).hasCount(1);
        Browsers.picture(page, "portal-services-search-phone");
        page.getByText("高龄津贴申领").click();
        assertThat(page.locator("main")).containsText("免提交（由公安机关（户籍数据共享）提供）");
        assertFits(page);
        whole(page, "portal-service-phone");
        page.setViewportSize(1440, 900);
        whole(page, "portal-service-desktop");
        page.getByText("全部事项").click();
        whole(page, "portal-services-desktop");
        page.setViewportSize(Browsers.PHONE_WIDTH, 844);
        assertFits(page);
        Browsers.picture(page, "portal-services-phone");
    }

    /** The page as a whole, wide and on a telephone. */
    private static void pictures(Page page, String name) {
        whole(page, name + "-desktop");
        page.setViewportSize(Browsers.PHONE_WIDTH, 844);
        assertFits(page);
        whole(page, name + "-phone");
        page.setViewportSize(1440, 900);
    }

    private static void whole(Page page, String name) {
        Browsers.picture(page.locator("body"), name);
    }

    private static void assertFits(Page page) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of " + page.url())
                .isLessThanOrEqualTo(Browsers.PHONE_WIDTH);
    }
}
