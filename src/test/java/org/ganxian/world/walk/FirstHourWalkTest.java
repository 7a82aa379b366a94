package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.EmptyDatabase;
import org.ganxian.GanxianApplication;
import org.ganxian.SharedApplication;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.table.TableFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A city's first hour in a browser: from an empty database, on the MySQL server where the build has one, over the sample
 * files of {@code docs/samples} to an order that people of these files serve and a resident rates.
 */
@Tag("browser")
@ExtendWith(OutputCaptureExtension.class)
class FirstHourWalkTest {

    private static final String SHIPPED = "Jiulongjiang-2026";
    private static final String OWN = "Shuixianhua-2027";

    /** Of the files, as are the two people of its branch. */
    private static final String COMMUNITY = "350602001001";

    private static final String DISPATCHER = "gx0327";
    private static final String MEMBER = "gx0328";

    @TempDir
    Path data;

    private final Set<String> atTheDoors = new HashSet<>();

    /** The web server listens from this moment on. */
    private final ApplicationListener<WebServerInitializedEvent> doorsOpen = event -> event.getApplicationContext()
            .getBean(RepositoryService.class)
            .createProcessDefinitionQuery()
            .list()
            .forEach(process -> atTheDoors.add(process.getKey()));

    @Test
    void fromAnEmptyDatabaseToAServedAndRatedOrder(CapturedOutput output) throws IOException {
        SharedApplication.close();
        try (EmptyDatabase database = EmptyDatabase.make();
                ConfigurableApplicationContext application = started(database)) {
            assertThat(atTheDoors).contains("order", "window-service", "escalation", "reconciliation");
            assertThat(output.getOut()).doesNotContain(SHIPPED, "管理员账号 admin，密码");
            int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            try (Browsers browsers = new Browsers(port)) {
                Page admin = browsers.desktop();
                choosesAPassword(admin);
                bringsTheUnits(admin);
                bringsTheServices(admin);
                bringsTheCalendar(admin);
                opensToTheOutside(admin);
                Map<String, String> passwords = bringsThePeople(admin);
                assertThat(passwords).hasSize(2000);
                assertThat(application
                                .getBean(IdentityService.class)
                                .createUserQuery()
                                .count())
                        .isEqualTo(2001);
                looksWhatIsMissing(admin);
                anOrderIsServedAndRated(browsers, passwords);
            }
        }
    }

    private ConfigurableApplicationContext started(EmptyDatabase database) {
        return new SpringApplicationBuilder(GanxianApplication.class)
                .listeners(doorsOpen)
                .run(database.arguments(
                        "--server.port=0",
                        "--ganxian.admin-password=" + SHIPPED,
                        "--ganxian.encryption-key-file=" + data.resolve("encryption.key")));
    }

    private static void choosesAPassword(Page admin) {
        admin.navigate("/desk/setup");
        Browsers.logIn(admin, "admin", SHIPPED);
        admin.waitForURL("**/desk/password");
        choosesAPassword(admin, SHIPPED);
        admin.getByText("重新登录").click();
        Browsers.logIn(admin, "admin", OWN);
        admin.waitForURL("**/desk/setup");
        assertThat(admin.locator("main")).containsText("0 个社区，0 个党支部，0 个部门");
        assertThat(admin.locator("main")).containsText("还只有管理员");
    }

    private static void choosesAPassword(Page page, String first) {
        page.locator("[name=now]").fill(first);
        page.locator("[name=wanted]").fill(OWN);
        page.locator("[name=again]").fill(OWN);
        page.getByText("修改", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("main")).containsText("密码已修改");
    }

    private static void bringsTheUnits(Page admin) {
        link(admin, "社区、党支部和部门");
        previews(admin, "单位.csv");
        assertThat(admin.locator("main")).containsText("城市管理局");
        assertThat(admin.locator("main .tag.error")).hasCount(0);
        admin.getByText("确认导入").click();
        assertThat(admin.locator("main")).containsText("导入完成：新增 200 个");
        admin.navigate("/desk/setup");
        assertThat(admin.locator("main")).containsText("78 个社区，78 个党支部，44 个部门");
        admin.navigate("/desk/setup/check");
        assertThat(admin.locator("main")).containsText("漳州市没有分拨员");
        admin.navigate("/desk/setup/check?flow=督办");
        assertThat(admin.locator("main")).containsText("没有督办员：逾期将上报");
        admin.navigate("/desk/setup");
    }

    private static void bringsTheServices(Page admin) {
        assertThat(admin.locator("main")).containsText("0 个事项在办理");
        link(admin, "办理事项");
        previews(admin, "事项.json");
        admin.getByText("确认导入").click();
        admin.waitForURL("**/desk/services?*");
        admin.navigate("/desk/setup");
        assertThat(admin.locator("main")).containsText("2 个事项在办理");
    }

    /** From November on the next year is asked for, too, whose list a release cannot have. */
    private static void bringsTheCalendar(Page admin) {
        int now = LocalDate.now(PeopleTime.ZONE).getYear();
        for (int year : new int[] {now, now + 1}) {
            admin.navigate("/desk/calendar?year=" + year);
            if (admin.getByText("还没有放假安排，期限").count() == 0) {
                continue;
            }
            admin.locator("#source").fill("国务院办公厅关于 " + year + " 年部分节假日安排的通知");
            String header = admin.locator("#content").inputValue();
            admin.locator("#content").fill(header + year + "-01-01,放假,元旦\n" + year + "-10-01,放假,国庆节");
            admin.getByText("预览影响").click();
            admin.getByText("确认，立即生效").click();
            assertThat(admin.locator("main")).containsText("已生效");
        }
        admin.navigate("/desk/setup");
        assertThat(state(admin, "工作日历")).hasText("已有");
    }

    private static void opensToTheOutside(Page admin) {
        assertThat(state(admin, "对外网址")).containsText("群众从外面打不开");
        sets(admin, "对外网址", Map.of("url", "https://fuwu.example.gov.cn"));
        sets(admin, "邮件", Map.of("host", "localhost", "port", "25", "from", "ganxian@example.gov.cn"));
        sets(admin, "短信", Map.of("url", "http://localhost:9/sms", "secret", "a-secret-of-both-sides"));
        assertThat(state(admin, "对外网址")).hasText("https://fuwu.example.gov.cn/");
        assertThat(state(admin, "邮件")).hasText("已设置");
        assertThat(state(admin, "短信")).hasText("已设置短信网关");
        // The guide is left and resumed: what is done is read from the data.
        assertThat(admin.locator("main li .tag.coming")).hasCount(1);
    }

    /** What the guide says of a step. */
    private static Locator state(Page admin, String step) {
        return admin.locator("main li")
                .filter(new Locator.FilterOptions()
                        .setHas(admin.getByRole(
                                AriaRole.LINK,
                                new Page.GetByRoleOptions().setName(step).setExact(true))))
                .locator("p");
    }

    private static void sets(Page admin, String step, Map<String, String> values) {
        link(admin, step);
        if (admin.locator("select#safety").count() > 0) {
            admin.locator("select#safety").selectOption("不加密");
        }
        values.forEach((field, value) -> admin.locator("[name=" + field + "]").fill(value));
        admin.getByText("保存", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(admin.locator("main")).containsText("已保存");
        admin.navigate("/desk/setup");
    }

    /** @return first passwords by user name */
    private static Map<String, String> bringsThePeople(Page admin) throws IOException {
        link(admin, "人员和职责");
        previews(admin, "人员.csv");
        assertThat(admin.locator(".counts")).containsText("2000");
        assertThat(admin.locator("main .tag.error")).hasCount(0);
        admin.getByText("确认导入").click();
        Locator fetch = admin.getByText("下载首次密码（2000 人）");
        assertThat(fetch).isVisible();
        Download file = admin.waitForDownload(fetch::click);
        Map<String, String> passwords = new HashMap<>();
        try (InputStream content = file.createReadStream()) {
            TableFile.read(content.readAllBytes(), table -> {
                try (var rows = table.tables().get(0).rows()) {
                    rows.filter(row -> !row.isBlank())
                            .skip(1)
                            .forEach(row -> passwords.put(
                                    row.cell(0).text(), row.cell(3).text()));
                }
                return passwords;
            });
        }
        return passwords;
    }

    private static void previews(Page admin, String file) {
        admin.locator("input[type=file]").setInputFiles(Path.of("docs/samples", file));
        admin.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("预览").setExact(true))
                .click();
        assertThat(admin.getByText("确认导入")).isVisible();
    }

    private static void looksWhatIsMissing(Page admin) {
        admin.navigate("/desk/setup");
        assertThat(admin.locator("main")).containsText("已有工作人员");
        link(admin, "检查还缺什么");
        for (String one : new String[] {"没有督办员", "没有分拨员", "没有党员"}) {
            assertThat(admin.locator("main")).not().containsText(one);
        }
    }

    private static void link(Page page, String name) {
        page.locator("main")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .click();
    }

    private static void anOrderIsServedAndRated(Browsers browsers, Map<String, String> passwords) {
        Page resident = browsers.phone();
        resident.navigate("/portal");
        resident.getByLabel("您需要什么帮助？").fill("楼道灯坏了三天，老人夜里上下楼看不清。");
        resident.locator(".suggestions li button").first().click();
        resident.locator("#place").selectOption(COMMUNITY);
        resident.getByLabel("详细地址").fill("3 幢 302");
        resident.getByLabel("怎么称呼您？").fill("林阿婆");
        resident.getByLabel("联系电话").fill("13900001037");
        resident.locator("form#form button.main").click();
        assertThat(resident.locator("h1")).containsText("已经登记");
        String number = resident.locator("#number").innerText();
        String code = resident.locator("#query-code").innerText();

        Tasklist dispatcher = Tasklist.comesFirst(browsers.desktop(), DISPATCHER, passwords.get(DISPATCHER), OWN);
        dispatcher.opens("审核点单", number).claims().chooses("受理").submits();
        dispatcher.opens("支部下单", number).claims().chooses("面向全体，由党员接单").submits();

        Page member = browsers.phone();
        member.navigate("/m");
        logsInOnThePhone(member, passwords.get(MEMBER));
        member.waitForURL("**/desk/password");
        choosesAPassword(member, passwords.get(MEMBER));
        member.navigate("/m");
        logsInOnThePhone(member, OWN);
        member.locator(".tabs").getByText("可领取").click();
        member.locator(".cards .card")
                .filter(new Locator.FilterOptions().setHasText(number))
                .locator("a")
                .click();
        member.getByText("接单", new Page.GetByTextOptions().setExact(true)).click();
        step(member, "CONTACT").getByLabel("联系方式").selectOption("PHONE");
        step(member, "CONTACT").getByLabel("联系情况").fill("约好明天上午九点上门");
        step(member, "CONTACT").locator("[type=submit]").click();
        step(member, "REPORT").getByLabel("办理情况").fill("已换好灯管，当场试过能亮。");
        step(member, "REPORT").locator("[type=submit]").click();
        assertThat(member.locator("[data-sent]")).containsText("已上报，等待支部审核");

        dispatcher.opens("支部审核", number).claims().chooses("通过，请群众评价").submits();

        resident.navigate("/portal/track");
        resident.getByLabel("诉求编号").fill(number);
        resident.getByLabel("查询码").fill(code);
        resident.getByText("查询", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(resident.locator(".timeline")).containsText("已换好灯管，当场试过能亮。");
        resident.locator(".grades label")
                .filter(new Locator.FilterOptions().setHasText("非常满意"))
                .click();
        resident.getByText("提交评价").click();
        assertThat(resident.locator("main")).containsText("已评价");
    }

    private static void logsInOnThePhone(Page member, String password) {
        member.getByLabel("用户名").fill(MEMBER);
        member.getByLabel("密码").fill(password);
        member.locator("main button[type=submit]").click();
    }

    private static Locator step(Page phone, String kind) {
        return phone.locator("form[data-step=" + kind + "]");
    }
}
