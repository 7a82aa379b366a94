package org.ganxian.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.reconciliation.Reconciliation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A city that has worked since 2026-11-28 takes today's version: its demo database of that day, with some more stories
 * told by its own doors ({@code src/test/upgrade/dump.py}), is started by today's application. One start for all; what
 * only looks comes first.
 */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeTest {

    /** Rows that a start adds to or replaces, by design: what it deploys, whom it lets do what, what it loads anew. */
    private static final Set<String> OF_THE_START = Set.of(
            "act_ge_bytearray",
            "act_ge_property",
            "act_ge_schema_log",
            "act_re_deployment",
            "act_re_procdef",
            "act_re_decision_def",
            "act_re_decision_req_def",
            "act_re_camformdef",
            "act_ru_authorization",
            "act_ru_filter",
            "act_ru_job",
            "act_ru_jobdef",
            "act_ru_meter_log",
            "act_hi_job_log",
            "act_id_group",
            "act_id_membership",
            "audit_entry",
            "category",
            "flyway_schema_history");

    /** What it replaced and how. */
    private static final Map<String, String> GONE =
            Map.of("extra_duty", "assignment", "document_counter", "document_series");

    /**
     * How many rows the start has begun by itself for the cases of the old version: one process that makes them found by
     * their words, one by their telephone; and what it waits for since residents may reopen an order, disputes are registered and partners send orders.
     */
    private static final Map<String, Integer> BEGUN =
            Map.of("act_hi_procinst", 2, "act_hi_actinst", 2, "act_ru_execution", 2, "act_ru_event_subscr", 3);

    private final OldCity city = new OldCity();
    private ConfigurableApplicationContext application;

    private JdbcTemplate jdbc;
    private TaskService tasks;
    private int port;

    @BeforeAll
    void todaysVersionStartsOnTheDump() throws Exception {
        city.begin();
        application = city.application;
        jdbc = application.getBean(JdbcTemplate.class);
        tasks = application.getBean(TaskService.class);
        port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    void nothingIsLeft() {
        ClockUtil.reset();
        city.leave();
    }

    @Test
    @Order(1)
    void everyRowOfTheDomainAndOfRunningCasesIsStillThere() {
        Map<String, String> changed = new TreeMap<>();
        city.rowsBefore.forEach((table, before) -> {
            if (GONE.containsKey(table)) {
                assertThat(OldCity.rows(jdbc, GONE.get(table))).as(table).isGreaterThanOrEqualTo(before);
            } else {
                long now = OldCity.rows(jdbc, table.startsWith("act_") ? table.toUpperCase() : table)
                        - BEGUN.getOrDefault(table, 0);
                if (OF_THE_START.contains(table) ? now < before : now != before) {
                    changed.put(table, before + " -> " + now);
                }
            }
        });
        assertThat(changed).isEmpty();
        assertThat(city.rowsBefore).containsKeys("demand", "act_ru_execution", "extra_duty");
    }

    @Test
    @Order(2)
    void openTasksAndTimersAreTheSame() {
        assertThat(city.tasksBefore).hasSizeGreaterThan(30);
        assertThat(jdbc.queryForList(OldCity.TASKS)).isEqualTo(city.tasksBefore);
        assertThat(city.timersBefore).hasSizeGreaterThan(60);
        assertThat(jdbc.queryForList(OldCity.TIMERS)).isEqualTo(city.timersBefore);
    }

    @Test
    @Order(3)
    void figuresOfPastDaysAreTheSame() {
        assertThat(city.daysBefore).isNotEmpty();
        assertThat(jdbc.queryForList(OldCity.DAYS)).isEqualTo(city.daysBefore);
        assertThat(jdbc.queryForObject(
                        "select count(*) from insight_case c where received_day is not null and not exists"
                                + " (select 1 from insight_round r where r.demand_id = c.demand_id and r.round = 0)",
                        Long.class))
                .as("received cases that no rate counts")
                .isZero();
    }

    @Test
    @Order(4)
    void theNightlyLookFindsNothing() {
        theCheckerFindsNothing();
    }

    private void theCheckerFindsNothing() {
        assertThat(application
                        .getBean(Reconciliation.class)
                        .look(null, Integer.MAX_VALUE)
                        .breaks())
                .isEmpty();
    }

    @Test
    @Order(5)
    void encryptedPhonesAndQueryCodesCanBeRead() {
        Demands demands = application.getBean(Demands.class);
        List<String> numbers = jdbc.queryForList("select number from demand", String.class);
        assertThat(numbers).hasSizeGreaterThan(40).allSatisfy(number -> {
            Demand demand = demands.get(number);
            assertThat(demand.contactPhone()).matches("1\\d{10}");
            assertThat(Caller.nobody(port)
                            .get("/api/demands/" + number + "?code=" + demand.queryCode())
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    @Order(6)
    void peopleLogInWithTheirPasswordsAndHaveAllTheirDuties() {
        for (String someone : List.of("admin", "clerk", "member1", "health-head", "supervisor3", "two-hats")) {
            assertThat(Caller.of(someone, port).get("/engine-rest/task/count").status())
                    .as(someone)
                    .isEqualTo(200);
        }
        assertThat(application
                        .getBean(IdentityService.class)
                        .createGroupQuery()
                        .groupMember("two-hats")
                        .list())
                .extracting(group -> group.getId())
                .contains("350602004-clerk", "350602D05-member", "350602D05-reviewer", "350602D05-head");
        for (String page : List.of("/desk/people", "/desk/units", "/desk/setup/check", "/desk/rules", "/desk/cases")) {
            assertThat(Caller.of("admin", port).get(page).status()).as(page).isIn(200, 403);
        }
    }

    @Test
    @Order(7)
    void whatEarlierDiagramsCallIsStillThere() throws IOException {
        RepositoryService repository = application.getBean(RepositoryService.class);
        Set<String> missing = new TreeSet<>();
        int looked = 0;
        for (ProcessDefinition one : repository.createProcessDefinitionQuery().list()) {
            try (InputStream file = repository.getProcessModel(one.getId())) {
                String diagram = new String(file.readAllBytes(), StandardCharsets.UTF_8);
                Matcher call = Pattern.compile("[$#]\\{(\\w+)\\.(\\w+)\\(").matcher(diagram);
                while (call.find()) {
                    looked++;
                    if (!isThere(call.group(1), call.group(2))) {
                        missing.add(one.getId() + ": " + call.group());
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    private boolean isThere(String bean, String method) {
        return Set.of("execution", "task").contains(bean)
                || application.containsBean(bean)
                        && application.findAnnotationOnBean(bean, CalledByDiagrams.class) != null
                        && java.util.Arrays.stream(application.getType(bean).getMethods())
                                .anyMatch(m -> m.getName().equals(method));
    }

    @Test
    @Order(8)
    void aPhotoOfBeforeIsShownWithoutWhatItsCameraWrote() {
        Task serving = taskOf("升级样例：灯坏了，党员已经拍了照片。");
        Caller member = Caller.of("member1", port);
        String photo = member.get("/api/tasks/" + serving.getId() + "/demand")
                .json()
                .path("photos")
                .path(0)
                .path("url")
                .asText();
        Answer shown = member.get(photo);
        assertThat(shown.status()).as(photo).isEqualTo(200);
        assertThat(shown.body()).doesNotContain("Exif");
    }

    private Task taskOf(String title) {
        String number = jdbc.queryForObject("select number from demand where title = ?", String.class, title);
        return tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
    }

    /** The diagram on which the case runs would take it for the end of the case. */
    @Test
    @Order(9)
    void whatAnOlderDiagramDoesNotKnowIsRefusedWithAReason() {
        List<String> complaints = jdbc.queryForList(
                "select number from demand where title like '升级样例：%举报%' order by number", String.class);
        Task screening = tasks.createTaskQuery()
                .processInstanceBusinessKey(complaints.get(1))
                .singleResult();
        Caller dispatcher = Caller.of("dispatcher", port);
        dispatcher.engine("POST", "/task/" + screening.getId() + "/claim", Map.of("userId", "dispatcher"));
        Answer merge = dispatcher.engine(
                "POST",
                "/task/" + screening.getId() + "/submit-form",
                Caller.variables(Map.of("decision", "merge", "master", complaints.get(0))));
        assertThat(merge.isRefusal()).as(merge.toString()).isTrue();
        assertThat(merge.reason()).contains("并案复核");
        Answer both = dispatcher.engine(
                "POST", "/task/" + screening.getId() + "/submit-form", Caller.variables(Map.of("decision", "open")));
        assertThat(both.isRefusal()).as(both.toString()).isTrue();
        assertThat(both.reason()).contains("受理并下单");
        assertThat(jdbc.queryForObject("select count(*) from merge_proposal", Long.class))
                .isZero();
        Answer handover = Caller.of("supervisor2", port)
                .form(
                        "/desk/cases/" + complaints.get(1),
                        "/desk/cases/" + complaints.get(1) + "/redispatch",
                        "unit",
                        "350603001001B1",
                        "reason",
                        "归龙文区办理");
        assertThat(handover.body()).contains("系统升级以前登记");
        theCheckerFindsNothing();
    }

    /** One at every step and with every kind of history, by the people whose task it is. */
    @Test
    @Order(10)
    void aCaseAtEveryStepGoesOnToItsEndThroughTasklistsDoor() {
        OpenCases cases = new OpenCases(application, port);
        Map<String, String> oneAtEachStep = new LinkedHashMap<>();
        Map<String, List<String>> steps = new TreeMap<>();
        for (Task task : tasks.createTaskQuery().list()) {
            steps.computeIfAbsent(cases.numberOf(task), n -> new ArrayList<>()).add(task.getTaskDefinitionKey());
        }
        steps.forEach((number, keys) -> oneAtEachStep.putIfAbsent(new TreeSet<>(keys).toString(), number));
        assertThat(oneAtEachStep).hasSizeGreaterThan(15);
        oneAtEachStep.forEach((step, number) -> {
            for (int i = 0; i < 14 && !cases.isOver(number); i++) {
                cases.goOn(number);
            }
            assertThat(cases.isOver(number)).as(step + " " + number).isTrue();
        });
        theCheckerFindsNothing();
    }

    @Test
    @Order(11)
    void everyTimerOfRunningCasesFiresOnTheDiagramOnWhichItBegan() {
        ManagementService management = application.getBean(ManagementService.class);
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(Duration.ofDays(120))));
        int fired = 0;
        for (List<Job> due = due(management); !due.isEmpty() && fired < 2000; due = due(management)) {
            for (Job job : due) {
                if (management.createJobQuery().jobId(job.getId()).count() == 1) {
                    management.executeJob(job.getId());
                    fired++;
                }
            }
        }
        assertThat(fired).isGreaterThan(60);
        assertThat(application
                        .getBean(HistoryService.class)
                        .createHistoricJobLogQuery()
                        .failureLog()
                        .count())
                .isZero();
        theCheckerFindsNothing();
    }

    /** Those of the cases: what comes round every night would go on for ever. */
    private static List<Job> due(ManagementService management) {
        return management.createJobQuery().executable().list().stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .toList();
    }
}
