package org.ganxian.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.identity.User;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.GanxianApplication;
import org.ganxian.Multipart;
import org.ganxian.SharedApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A city starts without demo data, and starts again on what it has. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {

    private static final Pattern PASSWORD = Pattern.compile("管理员账号 admin，密码：(\\S+)");

    @TempDir
    Path data;

    @BeforeAll
    static void noOtherApplicationRuns() {
        SharedApplication.close();
    }

    @Test
    void theAdministratorsPasswordIsPrintedOnceAndTheDataOutlivesARestart(CapturedOutput output) {
        String password;
        try (ConfigurableApplicationContext first = start()) {
            Matcher printed = PASSWORD.matcher(output.getOut());
            assertThat(printed.find()).isTrue();
            password = printed.group(1);
            assertThat(password).hasSizeGreaterThan(15);
            assertOnlyTheAdministratorIsThere(first, password);
        }
        try (ConfigurableApplicationContext second = start()) {
            assertThat(PASSWORD.matcher(output.getOut()).results()).hasSize(1);
            assertOnlyTheAdministratorIsThere(second, password);
            assertThat(second.getBean(RepositoryService.class)
                            .createDeploymentQuery()
                            .count())
                    .as("nothing changed, so nothing is deployed anew")
                    .isEqualTo(1);
            anotherCitysTreeComesInOneFile(second, password);
        }
    }

    private static Caller withAPasswordOfTheirOwn(ConfigurableApplicationContext context, String first) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        String own = "Shuixianhua-2027";
        Answer changed = Caller.of("admin", first, port)
                .form("/desk/password", "/desk/password", "now", first, "wanted", own, "again", own);
        assertThat(changed.status()).isEqualTo(200);
        return Caller.of("admin", own, port);
    }

    private static void anotherCitysTreeComesInOneFile(ConfigurableApplicationContext context, String password) {
        Caller admin = withAPasswordOfTheirOwn(context, password);
        imported(
                admin,
                "/desk/units/import",
                "代码,名称,类别,上级代码,职能\n350200,厦门市,市,,\n350203,思明区,区县,350200,\n350203001,厦港街道,街道,350203,\n");
        assertThat(admin.get("/desk/units").body()).contains("厦门市", "思明区").doesNotContain("芗城区");
        assertThat(admin.get("/desk/setup").body()).contains("厦门市，1 个区县，1 个街道");
        assertThat(admin.get("/desk/setup/check").body()).contains("厦港街道没有督办员：逾期将上报区县");
        assertThat(admin.get("/api/units").body()).doesNotContain("漳州市");
    }

    /** In two steps, as a person does it: look, then confirm. */
    private static void imported(Caller admin, String page, String file) {
        admin.get(page);
        Answer preview =
                admin.send(page, new Multipart().file("file", "sample.csv", file.getBytes(StandardCharsets.UTF_8)));
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        Answer done = admin.form(
                page,
                page + "/apply",
                "content",
                hidden(preview, "content"),
                "previewed",
                hidden(preview, "previewed"));
        assertThat(done.status()).as(done.body()).isIn(200, 302);
    }

    private static String hidden(Answer page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1).replace("&#43;", "+").replace("&#61;", "=");
    }

    private static void assertOnlyTheAdministratorIsThere(ConfigurableApplicationContext context, String password) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Answer first = Caller.of("admin", password, port).get("/engine-rest/user");
        assertThat(first.status())
                .as("a password from the log is to be changed first")
                .isEqualTo(403);
        assertThat(first.reason()).contains("修改密码");
        assertThat(context.getBean(IdentityService.class).createUserQuery().list())
                .extracting(User::getId)
                .containsExactly("admin");
        assertThat(Caller.of("clerk", port).get("/engine-rest/user").status()).isEqualTo(401);
        assertThat(Caller.nobody(port).get("/").body()).doesNotContain("dispatcher", "演示账号");
        assertThat(Caller.nobody(port)
                        .get("/actuator/health")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("UP");
        assertThat(Caller.nobody(port).get("/camunda/app/admin/default/setup/").status())
                .as("the engine's own first-run setup")
                .isIn(401, 403, 404);
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(GanxianApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:file:" + data.resolve("ganxian")
                                + ";MODE=MySQL;LOCK_TIMEOUT=10000",
                        "--ganxian.encryption-key-file=" + data.resolve("encryption.key"),
                        "--camunda.bpm.job-execution.enabled=false");
    }
}
