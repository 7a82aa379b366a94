package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
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
import java.util.zip.GZIPInputStream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * A city that has worked since 2026-11-28 takes today's version: its demo database of that day, with some more stories
 * told by its own doors ({@code src/test/upgrade/dump.py}), is started by today's application. One start for all; what
 * only looks comes first.
 */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeTest {

    private static final Path DUMPS = Path.of("src/test/resources/upgrade/2026-11-28");
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

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

    private static final String TASKS =
            "select ID_, TASK_DEF_KEY_, ASSIGNEE_, PROC_INST_ID_, DUE_DATE_ from ACT_RU_TASK order by ID_";

    private static final String TIMERS = "select ID_, HANDLER_TYPE_, HANDLER_CFG_, PROCESS_INSTANCE_ID_, DUEDATE_"
            + " from ACT_RU_JOB where TYPE_ = 'timer' and PROCESS_INSTANCE_ID_ is not null order by ID_";

    private static final String DAYS = "select area_code, district_code, category, received_day, closed_day, count(*) n"
            + " from insight_case group by area_code, district_code, category, received_day, closed_day"
            + " order by area_code, district_code, category, received_day, closed_day";

    private final Map<String, Long> rowsBefore = new TreeMap<>();
    private List<Map<String, Object>> tasksBefore;
    private List<Map<String, Object>> timersBefore;
    private List<Map<String, Object>> daysBefore;

    private ConfigurableApplicationContext application;
    private Runnable leave;
    private JdbcTemplate jdbc;
    private TaskService tasks;
    private int port;

    @BeforeAll
    void todaysVersionStartsOnTheDump() throws Exception {
        SharedApplication.close();
        String server = System.getProperty("ganxian.test.jdbc-url", "");
        boolean mysql = !server.isBlank();
        String name = "ganxian_test_upgrade_" + ProcessHandle.current().pid();
        String url = mysql
                ? server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name)
                : "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;MODE=MySQL;LOCK_TIMEOUT=10000";
        String user = mysql ? TestDatabase.parameter(server, "user") : "ganxian";
        String password = mysql ? TestDatabase.parameter(server, "password") : "ganxian";
        if (mysql) {
            TestDatabase.execute(server, "create database " + name + " character set utf8mb4");
        }
        leave = () -> TestDatabase.execute(
                mysql ? server : url + ";USER=ganxian;PASSWORD=ganxian", mysql ? "drop database " + name : "shutdown");
        Instant stopped;
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            load(connection, DUMPS.resolve(mysql ? "mysql.sql.gz" : "h2.sql.gz"), mysql);
            JdbcTemplate old = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            for (String table : WholeDatabase.tables(connection)) {
                rowsBefore.put(table.toLowerCase(), rows(old, table));
            }
            tasksBefore = old.queryForList(TASKS);
            timersBefore = old.queryForList(TIMERS);
            daysBefore = old.queryForList(DAYS);
            stopped = old.queryForObject(
                    "select max(TIMESTAMP_) from ACT_HI_JOB_LOG",
                    (row, i) -> row.getObject(1, java.time.LocalDateTime.class).toInstant(java.time.ZoneOffset.UTC));
        }
        ClockUtil.setCurrentTime(Date.from(stopped.plusSeconds(60)));
        application = new SpringApplicationBuilder(GanxianApplication.class)
                .profiles("demo")
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + user,
                        "--spring.datasource.password=" + password,
                        "--ganxian.encryption-key=" + KEY,
                        "--ganxian.login-limit.address=100000",
                        "--camunda.bpm.job-execution.enabled=false");
        jdbc = application.getBean(JdbcTemplate.class);
        tasks = application.getBean(TaskService.class);
        port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    void nothingIsLeft() {
        ClockUtil.reset();
        if (application != null) {
            application.close();
        }
        leave.run();
    }

    @Test
    @Order(1)
    void everyRowOfTheDomainAndOfRunningCasesIsStillThere() {
        Map<String, String> changed = new TreeMap<>();
        rowsBefore.forEach((table, before) -> {
            if (GONE.containsKey(table)) {
                assertThat(rows(jdbc, GONE.get(table))).as(table).isGreaterThanOrEqualTo(before);
            } else {
                long now = rows(jdbc, table.startsWith("act_") ? table.toUpperCase() : table);
                if (OF_THE_START.contains(table) ? now < before : now != before) {
                    changed.put(table, before + " -> " + now);
                }
            }
        });
        assertThat(changed).isEmpty();
        assertThat(rowsBefore).containsKeys("demand", "act_ru_execution", "extra_duty");
    }

    @Test
    @Order(2)
    void openTasksAndTimersAreTheSame() {
        assertThat(tasksBefore).hasSizeGreaterThan(30);
        assertThat(jdbc.queryForList(TASKS)).isEqualTo(tasksBefore);
        assertThat(timersBefore).hasSizeGreaterThan(60);
        assertThat(jdbc.queryForList(TIMERS)).isEqualTo(timersBefore);
    }

    @Test
    @Order(3)
    void figuresOfPastDaysAreTheSame() {
        assertThat(daysBefore).isNotEmpty();
        assertThat(jdbc.queryForList(DAYS)).isEqualTo(daysBefore);
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
        Map<String, String> oneAtEachStep = new LinkedHashMap<>();
        Map<String, List<String>> steps = new TreeMap<>();
        for (Task task : tasks.createTaskQuery().list()) {
            steps.computeIfAbsent(numberOf(task), n -> new ArrayList<>()).add(task.getTaskDefinitionKey());
        }
        steps.forEach((number, keys) -> oneAtEachStep.putIfAbsent(new TreeSet<>(keys).toString(), number));
        assertThat(oneAtEachStep).hasSizeGreaterThan(15);
        oneAtEachStep.forEach((step, number) -> {
            for (int i = 0; i < 14 && !isOver(number); i++) {
                goOn(number);
            }
            assertThat(isOver(number)).as(step + " " + number).isTrue();
        });
        theCheckerFindsNothing();
    }

    private String numberOf(Task task) {
        return application
                .getBean(RuntimeService.class)
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
    }

    private boolean isOver(String number) {
        return application
                        .getBean(RuntimeService.class)
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count()
                == 0;
    }

    private void goOn(String number) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plusSeconds(60)));
        List<Task> open =
                tasks.createTaskQuery().processInstanceBusinessKey(number).list();
        for (Task task : open) {
            // One answer may end what another was asked.
            if (tasks.createTaskQuery().taskId(task.getId()).count() == 1) {
                completes(number, task);
            }
        }
        if (open.isEmpty()) {
            Demand demand = application.getBean(Demands.class).get(number);
            Caller resident = Caller.nobody(port);
            Answer rated = resident.post(
                    "/api/demands/" + number + "/rating",
                    Map.of("code", demand.queryCode(), "grade", 5, "comment", "谢谢"));
            if (!Set.of(200, 204).contains(rated.status())) {
                Answer answered = resident.post(
                        "/api/demands/" + number + "/answer", Map.of("code", demand.queryCode(), "text", "三十本"));
                assertThat(answered.status())
                        .as(number + " " + rated + answered)
                        .isIn(200, 204);
            }
        }
    }

    private static final Map<String, Object> NOT_TAKEN_IN =
            Map.of("decision", "reject", "reason", "不属于本窗口受理的事项。", "where", "区城市管理局");

    private static final Map<String, Object> NOTED = Map.of("decision", "note", "note", "已督促承办单位今天办理");

    private static final Map<String, Map<String, Object>> FORMS = Map.ofEntries(
            Map.entry("triage-order", Map.of("decision", "assign", "unit", "350602004001B1")),
            Map.entry("hand-over-danger", Map.of("decision", "danger", "note", "已通知 119 和街道应急值班")),
            Map.entry("screen-order", Map.of("decision", "accept")),
            Map.entry("dispatch-order", Map.of("decision", "open")),
            Map.entry("claim-order", Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午")),
            Map.entry("serve-order", Map.of("decision", "report", "report", "已换好灯管")),
            Map.entry("review-extension", Map.of("decision", "grant")),
            Map.entry("check-result", Map.of("decision", "approve")),
            Map.entry("call-back", Map.of("decision", "settled", "note", "群众表示满意")),
            Map.entry("supervise-order", Map.of("opinion", "已当面说明，群众理解")),
            Map.entry("street-supervision", NOTED),
            Map.entry("district-supervision", NOTED),
            Map.entry("city-supervision", NOTED),
            Map.entry("accept-application", Map.of("decision", "accept")),
            Map.entry("handle-application", Map.of("decision", "draft", "opinion", "grant", "grounds", "经审查，符合法定条件。")),
            Map.entry("review-application", Map.of("decision", "approve")),
            Map.entry("issue-result", Map.of("decision", "window")),
            Map.entry("record-delivery", Map.of("decision", "signature", "recipient", "王先生")),
            Map.entry("call-back-applicant", Map.of("decision", "settled", "note", "申请人表示满意")),
            Map.entry("settle-disagreement", Map.of("decision", "grant", "grounds", "符合法定条件")),
            Map.entry("decide-extension", Map.of("decision", "grant")),
            Map.entry("visit-site", Map.of("result", "现场符合要求")),
            Map.entry("special-procedure", Map.of("result", "听证已结束，无异议")),
            Map.entry("rectify-service", Map.of("result", "已当面道歉，改了流程")));

    /** By whoever may: somebody who may not, because of what they did before, is refused with a reason. */
    private void completes(String number, Task task) {
        assertThat(FORMS).containsKey(task.getTaskDefinitionKey());
        List<String> refused = new ArrayList<>();
        for (String person : whoMay(task)) {
            Caller caller = Caller.inTasklist(person, port);
            if (task.getAssignee() == null) {
                Answer claimed = caller.engine("POST", "/task/" + task.getId() + "/claim", Map.of("userId", person));
                if (claimed.status() != 204) {
                    refused.add(person + ": " + claimed.status() + " " + claimed.reason());
                    continue;
                }
            }
            Answer done = submits(caller, task, FORMS.get(task.getTaskDefinitionKey()));
            if (done.status() == 400 && done.reason().contains("还缺少必需的材料")) {
                done = submits(caller, task, NOT_TAKEN_IN);
            }
            if (done.status() == 200 || done.status() == 204) {
                return;
            }
            assertThat(done.status()).as(done.toString()).isBetween(400, 499);
            refused.add(person + ": " + done.status() + " " + done.reason());
            break;
        }
        throw new AssertionError(number + " at " + task.getTaskDefinitionKey() + " " + refused);
    }

    private static Answer submits(Caller caller, Task task, Map<String, Object> form) {
        return caller.engine("POST", "/task/" + task.getId() + "/submit-form", Caller.variables(form));
    }

    private List<String> whoMay(Task task) {
        if (task.getAssignee() != null) {
            return List.of(task.getAssignee());
        }
        IdentityService identity = application.getBean(IdentityService.class);
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .flatMap(group -> identity.createUserQuery().memberOfGroup(group).list().stream())
                .map(User::getId)
                .distinct()
                .sorted()
                .toList();
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

    private static void load(Connection connection, Path dump, boolean mysql) throws IOException, SQLException {
        if (mysql) {
            try (InputStream file = new GZIPInputStream(Files.newInputStream(dump));
                    Statement statement = connection.createStatement()) {
                // The dump says so in comments that only MySQL's own client reads.
                statement.execute("set foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
                ScriptUtils.executeSqlScript(
                        connection,
                        new EncodedResource(new InputStreamResource(file), StandardCharsets.UTF_8),
                        false,
                        false,
                        "--",
                        ";",
                        "/*",
                        "*/");
            }
        } else {
            try (Statement statement = connection.createStatement()) {
                statement.execute("runscript from '" + dump + "' compression gzip charset 'UTF-8'");
            }
        }
    }

    private static long rows(JdbcTemplate jdbc, String table) {
        return jdbc.queryForObject(
                "select count(*) from " + (table.equals("flyway_schema_history") ? quoted(jdbc) : table), Long.class);
    }

    private static String quoted(JdbcTemplate jdbc) {
        return jdbc.execute((Connection c) -> {
            String quote = c.getMetaData().getIdentifierQuoteString();
            return quote + "flyway_schema_history" + quote;
        });
    }
}
