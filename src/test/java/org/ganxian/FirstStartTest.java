package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.Caller.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

/** A city starts without demo data, and starts again on what it has. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {

    private static final Pattern PASSWORD = Pattern.compile("管理员账号 admin，密码：(\\S+)");

    @TempDir
    Path data;

    private final Set<String> atTheDoors = new HashSet<>();

    /** The web server listens from this moment on. */
    private final ApplicationListener<WebServerInitializedEvent> doorsOpen = event -> event.getApplicationContext()
            .getBean(RepositoryService.class)
            .createProcessDefinitionQuery()
            .list()
            .forEach(process -> atTheDoors.add(process.getKey()));

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
        }
    }

    @Test
    void processesAreDeployedBeforeTheDoorsOpenAndAGivenPasswordIsNotPrinted(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("--ganxian.admin-password=Zhangzhou-2026")) {
            assertThat(atTheDoors).contains("order", "window-service", "escalation", "reconciliation");
            assertThat(output.getOut()).doesNotContain("Zhangzhou-2026", "管理员账号 admin，密码");
            assertOnlyTheAdministratorIsThere(context, "Zhangzhou-2026");
        }
    }

    private static void assertOnlyTheAdministratorIsThere(ConfigurableApplicationContext context, String password) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Answer users = Caller.of("admin", password, port).get("/engine-rest/user");
        assertThat(users.status()).as(users.toString()).isEqualTo(200);
        assertThat(users.json().findValuesAsText("id")).containsExactly("admin");
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

    private ConfigurableApplicationContext start(String... more) {
        String[] arguments = {
            "--server.port=0",
            "--spring.datasource.url=jdbc:h2:file:" + data.resolve("ganxian") + ";MODE=MySQL;LOCK_TIMEOUT=10000",
            "--ganxian.encryption-key-file=" + data.resolve("encryption.key"),
            "--camunda.bpm.job-execution.enabled=false"
        };
        return new SpringApplicationBuilder(GanxianApplication.class)
                .listeners(doorsOpen)
                .run(StringUtils.concatenateStringArrays(arguments, more));
    }
}
