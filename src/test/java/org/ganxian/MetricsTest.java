package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.HttpStory.Placed;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an operator's system scrapes, and who may. */
@IntegrationTest
@BreaksTies("lets a timer fail for good")
class MetricsTest {

    private static final Path OPERATIONS = Path.of("docs", "operations");

    private static final String DOOR = "/actuator/prometheus";

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    private HttpResponse<String> scrape(String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + DOOR))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theDoorOfTheMetricsIsShutToStaffByPasswordAndBySession() throws Exception {
        assertThat(Caller.nobody(port).get(DOOR).status()).isEqualTo(401);
        assertThat(scrape("another-token-of-the-tests").statusCode()).isEqualTo(403);
        for (Caller staff :
                List.of(Caller.of("admin", port), Caller.inTasklist("admin", port), Caller.of("member1", port))) {
            Caller.Answer answer = staff.get(DOOR);
            assertThat(answer.status()).as(staff.toString()).isIn(401, 403);
            assertThat(answer.reason()).contains("ganxian.metrics.token");
        }
    }

    /** One scrape: what it reads stays for fifteen seconds. */
    @Test
    void ourOwnMetricsSayWhatIsOpenLateFailedWaitingAndRefused() throws Exception {
        Placed lamp = new HttpStory(port, tasks).aBrokenLamp();
        jdbc.update(
                "update insight_case set due_at = ? where number = ?",
                Timestamp.from(Instant.now().minus(Duration.ofHours(20))),
                lamp.number());
        Job late = management
                .createJobQuery()
                .processDefinitionKey("order")
                .timers()
                .listPage(0, 1)
                .get(0);
        management.setJobRetries(late.getId(), 0);
        Job due = management
                .createJobQuery()
                .processDefinitionKey("key-retention")
                .singleResult();
        management.setJobDuedate(due.getId(), java.util.Date.from(Instant.now().minus(Duration.ofHours(3))));
        jdbc.update(
                "insert into notice_outbox (id, channel, kind, demand_number, title, body, told_at, state, attempts)"
                        + " values ('m', 'WEBHOOK', 'SLA_WARNING', 'ZZ1', 'x', 'x', ?, 'WAITING', 0)",
                Timestamp.from(Instant.now().minus(Duration.ofHours(20))));
        jdbc.update("insert into reconciliation_run (started_at, finished_at, looked, broken, version)"
                + " values (current_timestamp, current_timestamp, 10, 3, 0)");
        Caller.of("member1", "wrong", port).get("/desk");

        String read = scrape("token-of-the-tests").body();

        assertThat(value(read, "ganxian_cases_open{level=\"community\"}")
                        + value(read, "ganxian_cases_open{level=\"street\"}")
                        + value(read, "ganxian_cases_open{level=\"district\"}")
                        + value(read, "ganxian_cases_open{level=\"city\"}"))
                .isEqualTo(jdbc.queryForObject("select count(*) from insight_case where is_open = true", Double.class));
        assertThat(Pattern.compile("ganxian_cases_overdue\\{level=\"[a-z]+\"} [1-9]")
                        .matcher(read)
                        .find())
                .isTrue();
        assertThat(value(read, "ganxian_incidents")).isPositive();
        assertThat(value(read, "ganxian_jobs_due")).isPositive();
        assertThat(value(read, "ganxian_jobs_oldest_age_seconds")).isGreaterThan(3 * 3600 - 60);
        assertThat(value(read, "ganxian_outbox_waiting")).isPositive();
        assertThat(value(read, "ganxian_outbox_oldest_age_seconds")).isGreaterThan(3600);
        assertThat(value(read, "ganxian_outbox_failed")).isNotNegative();
        assertThat(value(read, "ganxian_calendar_missing")).isNotNegative();
        assertThat(value(read, "ganxian_imports_running")).isZero();
        assertThat(value(read, "ganxian_imports_failed_total")).isNotNegative();
        assertThat(value(read, "ganxian_logins_refused_total{cause=\"failed\"}"))
                .isPositive();
        assertThat(value(read, "ganxian_reconciliation_findings")).isEqualTo(3);
        assertThat(read).doesNotContain("13900000001", lamp.number());
        assertEveryMetricAskedForIsThere(read);
    }

    /** A rule on a name that nothing has never fires, and nobody notices. */
    private static void assertEveryMetricAskedForIsThere(String read) throws IOException {
        List<String> asked = new ArrayList<>();
        for (JsonNode asksFor : new ObjectMapper()
                .readTree(Files.readString(OPERATIONS.resolve("grafana-dashboard.json")))
                .findValues("expr")) {
            asked.add(asksFor.asText());
        }
        Matcher rule =
                Pattern.compile("(?m)^ *expr: (.*)$").matcher(Files.readString(OPERATIONS.resolve("alerts.yml")));
        while (rule.find()) {
            asked.add(rule.group(1));
        }
        assertThat(asked).hasSizeGreaterThan(30);
        Set<String> missing = new TreeSet<>();
        for (String one : asked) {
            // up and instance are Prometheus' own.
            Set<String> grouping = Pattern.compile("by \\((\\w+)\\)")
                    .matcher(one)
                    .results()
                    .map(by -> by.group(1))
                    .filter(label -> !label.equals("instance"))
                    .collect(Collectors.toSet());
            Matcher metric = Pattern.compile("\\b([a-z]+(?:_[a-z]+)+)\\b(?:\\{(\\w+)[^}]*})?")
                    .matcher(one);
            while (metric.find()) {
                String name = metric.group(1);
                Set<String> labels = new TreeSet<>(grouping);
                if (metric.group(2) != null) {
                    labels.add(metric.group(2));
                }
                boolean there = name.equals("histogram_quantile")
                        || read.lines()
                                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                                .anyMatch(line ->
                                        labels.stream().allMatch(label -> line.matches(".*[{,]" + label + "=\".*")));
                if (!there) {
                    missing.add(name + labels);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static double value(String read, String name) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(read);
        assertThat(line.find())
                .as(name + " in "
                        + read.lines().filter(l -> l.startsWith("ganxian")).toList())
                .isTrue();
        return Double.parseDouble(line.group(1));
    }
}
