package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.window.Scans;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A barber applies online: 办事指南, 在线申请, 补正, 文书, 取件码. Staff do their part behind the scenes. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationWalkTest {

    private static final int TOO_LARGE = 11 * 1024 * 1024;

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    IdentityService identity;

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
    void onThePhoneABarberAppliesSuppliesWhatIsMissingAndReadsTheDecision() {
        Page barber = browsers.phone();
        barber.navigate("/portal");
        barber.locator("main a[href='/portal/services']").click();
        barber.getByText("公共场所卫生许可（新办）").click();
        whole(barber, "service-guide-phone");
        barber.getByText("在线申请").click();
        whole(barber, "application-form-phone");

        barber.locator("#place").selectOption("350602004");
        barber.getByLabel("申请人").fill("巷口理发店");
        barber.getByLabel("联系电话").fill("1390000");
        chooses(barber, "application-form", "申请表.pdf");
        barber.getByText("提交申请").click();
        assertThat(barber.locator("#phone-error")).containsText("电话号码不正确");
        assertThat(barber.getByLabel("申请人")).hasValue("巷口理发店");
        whole(barber, "application-form-wrong-phone");

        barber.getByLabel("联系电话").fill("13900001037");
        chooses(barber, "application-form", "申请表.pdf");
        barber.locator("[id='materials.test-report']")
                .setInputFiles(new FilePayload("检测报告.pdf", "application/pdf", new byte[TOO_LARGE]));
        assertThat(barber.locator(".chosen .over")).containsText("超过 10 MB");
        barber.getByText("提交申请").click();
        assertThat(barber.locator("form p.error[role=alert]")).containsText("请先更换");
        barber.locator("[id='materials.test-report']").setInputFiles(new FilePayload[0]);
        barber.getByText("提交申请").click();
        assertThat(barber.locator("h1")).containsText("已经登记");
        String number = barber.locator("#number").innerText();
        whole(barber, "application-receipt-phone");
        barber.getByText("看进度").click();
        assertThat(barber.locator(".status")).containsText("待前台受理");
        whole(barber, "application-phone");

        staff("clerk", number, "accept-application", Map.of("decision", "supplement", "missing", "请写明经营面积"));
        barber.reload();
        whole(barber, "application-supplement-phone");
        chooses(barber, "test-report", "检测报告.pdf");
        chooses(barber, "floor-plan", "平面图.pdf");
        barber.locator("#note").fill("经营面积 80 平方米。");
        barber.getByText("提交补正").click();
        assertThat(barber.locator(".done")).containsText("已经收到");

        staff("clerk", number, "accept-application", Map.of("decision", "accept"));
        staff(
                "health-handler",
                number,
                "handle-application",
                Map.of("decision", "draft", "opinion", "grant", "grounds", "经审查，符合法定条件。"));
        staff("health-reviewer", number, "review-application", Map.of("decision", "approve"));
        staff("window", number, "issue-result", Map.of("decision", "window"));
        barber.reload();
        assertThat(barber.locator("#pickup-code")).hasText(java.util.regex.Pattern.compile("\\d{4,8}"));
        assertThat(barber.locator("#documents li")).hasCount(3);
        whole(barber, "application-issued-phone");
    }

    @Test
    void onTheDeskAPensionerAppliesWithTheIdNumber() {
        Page pensioner = browsers.desktop();
        pensioner.navigate("/portal/services/old-age-allowance/apply");
        pensioner.locator("#place").selectOption("350602004");
        pensioner.getByLabel("申请人").fill("陈阿伯");
        pensioner.getByLabel("联系电话").fill("13900001037");
        pensioner.getByLabel("公民身份号码").fill("110105194912310021");
        pensioner
                .locator("label")
                .filter(new Locator.FilterOptions().setHasText("邮寄送达"))
                .click();
        chooses(pensioner, "bank-account", "社保卡.pdf");
        pensioner.getByText("提交申请").click();
        assertThat(pensioner.locator("#idNumber-error")).containsText("18 位");
        whole(pensioner, "application-form-desktop");
        pensioner.getByLabel("公民身份号码").fill("11010519491231002X");
        pensioner.getByLabel("邮寄地址").fill("漳州市芗城区榕荫里 3 号");
        chooses(pensioner, "bank-account", "社保卡.pdf");
        pensioner.getByText("提交申请").click();
        assertThat(pensioner.locator("h1")).containsText("已经登记");
        String number = pensioner.locator("#number").innerText();
        pensioner.getByText("看进度").click();
        staff("clerk", number, "accept-application", Map.of("decision", "supplement"));
        pensioner.reload();
        assertThat(pensioner.locator("#supplement")).containsText("高龄津贴申领表");
        assertThat(pensioner.content()).doesNotContain("11010519491231002X");
        whole(pensioner, "application-supplement-desktop");
    }

    private static void chooses(Page page, String material, String filename) {
        page.locator("[id='materials." + material + "']")
                .setInputFiles(new FilePayload(filename, "application/pdf", Scans.pdf()));
    }

    private void staff(String username, String number, String key, Map<String, Object> form) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(key)
                .singleResult();
        identity.setAuthentication(
                username,
                identity.createGroupQuery().groupMember(username).list().stream()
                        .map(Group::getId)
                        .toList());
        try {
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), username);
            }
            forms.submitTaskForm(task.getId(), form);
        } finally {
            identity.clearAuthentication();
        }
    }

    /** A picture of the page from top to bottom, on which nothing reaches beyond the right edge. */
    private static void whole(Page page, String name) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of " + page.url())
                .isLessThanOrEqualTo(page.viewportSize().width);
        Browsers.picture(page.locator("body"), name);
    }
}
