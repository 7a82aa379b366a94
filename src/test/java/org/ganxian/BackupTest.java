package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.RandomStringUtils;
import org.camunda.bpm.engine.TaskService;
import org.ganxian.HttpStory.Placed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.TestSocketUtils;

/**
 * What the compose file's backup service writes is enough to go on with: with MySQL's own tools, in the folder that
 * {@code GANXIAN_TEST_MYSQL_CLIENT} names.
 */
@IntegrationTest
@Tag("mysql")
@EnabledIfEnvironmentVariable(named = "GANXIAN_TEST_MYSQL_CLIENT", matches = ".+")
class BackupTest {

    private static final Path SCRIPTS = Path.of("src", "main", "docker");

    private final String restored =
            "ganxian_test_" + RandomStringUtils.secure().nextAlphanumeric(12).toLowerCase();

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    @TempDir
    Path backups;

    @BeforeEach
    void anEmptyDatabase() {
        jdbc.execute("create database " + restored + " character set utf8mb4");
    }

    @AfterEach
    void noneIsLeft() {
        jdbc.execute("drop database " + restored);
    }

    @Test
    @Timeout(180)
    void aBackupIsRestoredStartedAndFoundSound() throws Exception {
        HttpStory story = new HttpStory(port, tasks);
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);

        assertThat(script(database(), "backup", "now")).contains("已备份");
        Path file = written(".sql.gz");
        assertThat(written(".sha256")).exists();
        assertThat(script(restored, "restore", file.toString())).contains("已恢复");
        assertThat(script(restored, "restore", file.toString()))
                .as("a database with tables")
                .contains("没有恢复");

        Path broken = Files.write(backups.resolve("broken.sql.gz"), new byte[] {1, 2, 3});
        Files.writeString(backups.resolve("broken.sql.gz.sha256"), "0".repeat(64) + "  broken.sql.gz\n");
        assertThat(script(restored, "restore", broken.toString())).contains("与校验值不符");

        int second = TestSocketUtils.findAvailableTcpPort();
        Process application = application(second);
        try (BufferedReader log =
                new BufferedReader(new InputStreamReader(application.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(log.lines().anyMatch(line -> line.contains("Started GanxianApplication")))
                    .isTrue();
            assertThat(Caller.nobody(second)
                            .get("/api/demands/" + lamp.number() + "?code=" + lamp.code())
                            .status())
                    .isEqualTo(200);
            Caller.Answer checked = Caller.of("admin", second).get("/actuator/reconciliation");
            assertThat(checked.json().path("sound").asBoolean())
                    .as(checked.body())
                    .isTrue();
            Caller.Answer task = Caller.of("member1", second)
                    .get("/engine-rest/task?assignee=member1&processInstanceBusinessKey=" + lamp.number());
            String id = task.json().path(0).path("id").asText();
            Map<String, ?> done = Map.of("decision", "report", "report", "已换好灯管");
            Caller.Answer reported =
                    Caller.of("member1", second).engine("POST", "/task/" + id + "/submit-form", Caller.variables(done));
            assertThat(reported.status()).as(reported.toString()).isEqualTo(204);
        } finally {
            application.destroy();
            application.waitFor();
        }
    }

    private Process application(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx768m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                GanxianApplication.class.getName(),
                "--logging.level.root=info",
                "--server.port=" + port,
                "--spring.profiles.active=demo",
                "--ganxian.demo.demands=false",
                "--ganxian.encryption-key=" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));
        Map<String, String> server = server();
        command.add("--spring.datasource.url=jdbc:mysql://" + server.get("DB_HOST") + ":" + server.get("DB_PORT") + "/"
                + restored + "?allowPublicKeyRetrieval=true&sslMode=DISABLED");
        command.add("--spring.datasource.username=" + server.get("DB_USER"));
        command.add("--spring.datasource.password=" + server.get("MYSQL_PWD"));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What the script says, be it well or not. */
    private String script(String database, String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
        String client = System.getenv("GANXIAN_TEST_MYSQL_CLIENT");
        script.environment().putAll(server());
        script.environment()
                .putAll(Map.of(
                        "DB_NAME",
                        database,
                        "BACKUPS",
                        backups.toString(),
                        "MYSQL",
                        client + "/mysql",
                        "MYSQLDUMP",
                        client + "/mysqldump"));
        Process process = script.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private Path written(String ending) throws IOException {
        try (Stream<Path> files = Files.list(backups)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<String, String> server() {
        URI url = URI.create(System.getProperty("ganxian.test.jdbc-url").substring("jdbc:".length()));
        Map<String, String> parameters = Stream.of(url.getQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return Map.of(
                "DB_HOST",
                url.getHost(),
                "DB_PORT",
                String.valueOf(url.getPort()),
                "DB_USER",
                parameters.get("user"),
                "MYSQL_PWD",
                parameters.get("password"));
    }

    private String database() {
        return jdbc.execute((Connection connection) -> connection.getCatalog());
    }
}
