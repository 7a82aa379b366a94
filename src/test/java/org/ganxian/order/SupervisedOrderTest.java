package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * 到期提醒, 逐级督办 and 延期 of orders. The demo city has a supervisor for each level: {@code supervisor} in the street,
 * {@code supervisor2} in the district, {@code supervisor3} in the city. It is Monday, 8 June 2026, 09:00; an order has to
 * be dispatched within four working hours, by 16:00.
 */
@IntegrationTest
@Import({ProcessCoverage.Setup.class, Story.class})
@TestMethodOrder(OrderAnnotation.class)
class SupervisedOrderTest {

    private static final String STREET = "350602004";
    private static final String DISTRICT = "350602";
    private static final String CITY = "350600";
    private static final String LIYUAN_BRANCH = "350602004002B1";
    private static final Map<String, Object> NOTED = Map.of("decision", "note", "note", "请今天派出");

    /** What of the process {@code order} is walked here; the rest is in {@link OrderFlowTest}. */
    static final Set<String> OF_ORDERS = Set.of(
            "dispatch-late-ends",
            "dispatch-late-over",
            "response-late-ends",
            "response-late-over",
            "completion-late-ends",
            "completion-late-over",
            "supervised-by-hand",
            "supervision-raised",
            "supervised-by-hand-begins",
            "escalate-by-hand",
            "supervised-by-hand-ends",
            "supervised-by-hand-over",
            "asks-for-time",
            "review-extension",
            "extension-decided",
            "offer-withdrawn",
            "offered-anew",
            "service-withdrawn",
            "served-anew");

    /** A line of the breach record. */
    record Raise(String step, String level, String unit, String owner, long late, String outcome) {}

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Orders orders;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    RepositoryService repository;

    @LocalServerPort
    int port;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
        jdbc.update("delete from notice_inbox");
    }

    @AfterEach
    void everythingIsAsItWas() {
        ClockUtil.reset();
        jdbc.update("update person set active = true");
    }

    private List<Raise> raises(Demand demand) {
        return jdbc.query(
                "select * from supervision where subject = ? order by id",
                (row, n) -> new Raise(
                        row.getString("step"),
                        row.getString("level"),
                        row.getString("unit_code"),
                        row.getString("owner"),
                        row.getLong("late_minutes"),
                        row.getString("outcome")),
                demand.number());
    }

    private List<String> supervisions(Demand demand) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(demand.number())
                .processDefinitionKey("escalation")
                .list()
                .stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList();
    }

    private List<String> groupsOf(Demand demand, String task) {
        return tasks.getIdentityLinksForTask(story.taskOf(demand, task).getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
    }

    private List<String> noticesOf(String username, Demand demand) {
        List<String> titles = new ArrayList<>();
        Caller.of(username, port)
                .get("/api/notices?size=50")
                .json()
                .get("notices")
                .forEach(n -> {
                    if (n.get("demandNumber").asText().equals(demand.number())) {
                        titles.add(n.get("title").asText());
                    }
                });
        return titles;
    }

    /** Nobody has dispatched it: at 16:01 the street is called. */
    private Demand lateForDispatch() {
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(7).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
        return lamp;
    }

    // Warnings

    @Test
    void thoseInChargeAreRemindedWhenThreeQuartersOfALimitHavePassed() {
        Demand lamp = story.aBrokenLamp();
        // Three of four hours are over at 12:00, when the office closes.
        story.passes(Duration.ofHours(5).plusMinutes(59));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.WARNED);
        story.passes(Duration.ofMinutes(2));
        assertThat(story.stepsOf(lamp)).endsWith(Step.WARNED).doesNotHaveDuplicates();
        assertThat(noticesOf("dispatcher", lamp)).containsExactly("将到期 " + lamp.number() + "：派单");
        assertThat(noticesOf("supervisor", lamp)).isEmpty();
    }

    @Test
    void theMemberIsRemindedToo() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        // First response by Tuesday, 18:00: thirteen working hours, of which 9¾ are over on Tuesday at 11:45.
        story.passes(Duration.ofHours(26).plusMinutes(46));
        assertThat(noticesOf("member1", lamp)).containsExactly("将到期 " + lamp.number() + "：首次响应");
        assertThat(noticesOf("dispatcher", lamp)).containsExactly("将到期 " + lamp.number() + "：首次响应");
    }

    @Test
    void whatIsDoneInTimeRemindsNobody() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        story.passes(Duration.ofDays(2));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.WARNED, Step.DISPATCH_LATE, Step.FIRST_RESPONSE_LATE);
        assertThat(raises(lamp)).isEmpty();
    }

    @Test
    void dangerIsRemindedOfAtNightToo() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-06-06T18:00:00Z")));
        Demand gas = story.placed(Story.SOCIAL_SERVICE, "楼道里煤气味很重，像是煤气泄漏。", Story.RONGYIN);
        assertThat(story.statusOf(gas)).isEqualTo(Status.EMERGENCY);
        story.passes(Duration.ofMinutes(23));
        assertThat(story.stepsOf(gas)).endsWith(Step.WARNED);
        assertThat(noticesOf("duty", gas)).containsExactly("将到期 " + gas.number() + "：首次响应");
        story.passes(Duration.ofMinutes(8));
        assertThat(story.stepsOf(gas)).contains(Step.FIRST_RESPONSE_LATE);
        // Nobody serves it: the city is called at once, and answers around the clock.
        assertThat(supervisions(gas)).containsExactly("city-supervision");
    }

    // The ladder

    @Test
    void anUnansweredSupervisionClimbsFromTheStreetToTheCityAndStaysThere() {
        Demand lamp = lateForDispatch();
        assertThat(story.stepsOf(lamp)).endsWith(Step.DISPATCH_LATE, Step.SUPERVISION_RAISED);
        assertThat(groupsOf(lamp, "street-supervision")).containsExactly(STREET + "-supervisor");
        assertThat(noticesOf("supervisor", lamp)).containsExactly("督办 " + lamp.number() + "：派单超时");
        assertThat(noticesOf("dispatcher", lamp)).contains("已超时 " + lamp.number() + "：派单");
        // The street has four working hours: 16:01 to 18:00 and, on Tuesday, 08:00 to 10:01.
        story.passes(Duration.ofHours(18));
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
        story.passes(Duration.ofMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("district-supervision");
        assertThat(groupsOf(lamp, "district-supervision")).containsExactly(DISTRICT + "-supervisor");
        assertThat(noticesOf("supervisor2", lamp)).containsExactly("督办 " + lamp.number() + "：派单超时");
        assertThat(story.stepsOf(lamp)).endsWith(Step.SUPERVISION_UNANSWERED, Step.SUPERVISION_RAISED);
        // From 10:02: two hours less two minutes before noon, the rest from 15:00.
        story.passes(Duration.ofHours(7).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("city-supervision");
        assertThat(noticesOf("supervisor3", lamp)).hasSize(1);

        String owner = Story.RONGYIN_BRANCH + "-dispatcher";
        assertThat(raises(lamp))
                .containsExactly(
                        new Raise("DISPATCH", "STREET", STREET, owner, 1, "UNANSWERED"),
                        new Raise("DISPATCH", "DISTRICT", DISTRICT, owner, 242, "UNANSWERED"),
                        new Raise("DISPATCH", "CITY", CITY, owner, 243 + 240, null));
    }

    @Test
    void theCityIsRemindedEachWorkingDayAndKeepsItsTask() {
        Demand lamp = lateForDispatch();
        // Late, but under way: no other limit passes meanwhile.
        story.accepts(lamp);
        story.names(lamp, "member1");
        story.contacts("member1", lamp);
        story.passes(Duration.ofHours(18).plusMinutes(1));
        story.passes(Duration.ofHours(7).plusMinutes(1));
        story.claims("supervisor3", lamp, "city-supervision");
        String task = story.taskOf(lamp, "city-supervision").getId();
        // Tuesday 17:03 and four working hours: Wednesday, 11:03.
        story.passes(Duration.ofHours(18).plusMinutes(1));
        assertThat(noticesOf("supervisor3", lamp)).hasSize(2);
        story.passes(Duration.ofDays(1).plusMinutes(1));
        story.passes(Duration.ofDays(1).plusMinutes(1));
        // Neither Saturday nor Sunday.
        story.passes(Duration.ofDays(2));
        assertThat(noticesOf("supervisor3", lamp)).hasSize(4);
        assertThat(raises(lamp).stream().filter(r -> r.level().equals("CITY")))
                .extracting(Raise::outcome)
                .containsExactly("UNANSWERED", "UNANSWERED", "UNANSWERED", null);
        Task kept = story.taskOf(lamp, "city-supervision");
        assertThat(kept.getId()).isEqualTo(task);
        assertThat(kept.getAssignee()).isEqualTo("supervisor3");

        story.completes("supervisor3", lamp, "city-supervision", NOTED);
        story.passes(Duration.ofDays(3));
        assertThat(noticesOf("supervisor3", lamp)).hasSize(4);
    }

    @Test
    void aLevelWithoutAnybodyOnSupervisionIsPassedOver() {
        jdbc.update("update person set active = false where username = 'supervisor'");
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(7).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("district-supervision");
    }

    @Test
    void whereNobodySupervisesTheManagersOfTheCityDo() {
        jdbc.update("update person set active = false where duty = 'SUPERVISOR'");
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(7).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("city-supervision");
        assertThat(groupsOf(lamp, "city-supervision")).containsExactly(CITY + "-manager", CITY + "-supervisor");
        assertThat(noticesOf("manager", lamp)).hasSize(1);
        story.completes("manager", lamp, "city-supervision", NOTED);
    }

    @Test
    void eachLimitIsSupervisedByItself() {
        Demand lamp = lateForDispatch();
        // Past Tuesday, 18:00, when the resident should have been called.
        story.passes(Duration.ofHours(26));
        assertThat(raises(lamp)).extracting(Raise::step).contains("DISPATCH", "FIRST_CONTACT");
        // Past Monday, 15 June, 18:00.
        story.passes(Duration.ofDays(6));
        assertThat(raises(lamp)).extracting(Raise::step).contains("COMPLETION");
        assertThat(story.stepsOf(lamp)).contains(Step.DISPATCH_LATE, Step.FIRST_RESPONSE_LATE, Step.COMPLETION_LATE);
    }

    @Test
    void whereTheRulesSaySoALateLimitIsOnlyRecorded() throws IOException {
        String shipped = Files.readString(Path.of("processes", "sla-policy.dmn"));
        String recorded = shipped.replaceFirst("(?s)(一般：4 个工作小时内派出.*?-escalates\">\\s*<text>)true", "$1false");
        assertThat(recorded).isNotEqualTo(shipped);
        String deployment = repository
                .createDeployment()
                .addString("sla-policy.dmn", recorded)
                .deploy()
                .getId();
        try {
            Demand lamp = story.aBrokenLamp();
            story.passes(Duration.ofHours(7).plusMinutes(1));
            assertThat(story.stepsOf(lamp)).endsWith(Step.DISPATCH_LATE);
            assertThat(supervisions(lamp)).isEmpty();
            assertThat(raises(lamp)).isEmpty();
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    // Answers

    @Test
    void theDistrictAnswersInItsTurn() {
        Demand lamp = lateForDispatch();
        story.passes(Duration.ofHours(18).plusMinutes(1));
        story.completes("supervisor2", lamp, "district-supervision", NOTED);
        assertThat(supervisions(lamp)).isEmpty();
        assertThat(raises(lamp)).extracting(Raise::outcome).containsExactly("UNANSWERED", "NOTED");
    }

    @Test
    void aNoteEndsTheSupervision() {
        Demand lamp = lateForDispatch();
        story.completes("supervisor", lamp, "street-supervision", NOTED);
        assertThat(supervisions(lamp)).isEmpty();
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
        assertThat(raises(lamp)).extracting(Raise::outcome).containsExactly("NOTED");
        assertThat(demands.timeline(demands.get(lamp.number())))
                .last()
                .satisfies(line -> assertThat(line.text()).isEqualTo("批注。请今天派出"));
        // Internal: the resident does not read what the office says to itself.
        assertThat(Caller.nobody(port)
                        .get("/api/demands/" + lamp.number() + "?code=" + lamp.queryCode())
                        .body())
                .doesNotContain("督办", "请今天派出");
    }

    @Test
    void eachAnswerNeedsAnOpinion() {
        Demand lamp = lateForDispatch();
        assertThatThrownBy(() -> story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "note")))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasRootCauseMessage("请填写督办意见");
        assertThatThrownBy(() -> story.completes(
                        "supervisor", lamp, "street-supervision", Map.of("decision", "ignore", "note", "x")))
                .hasRootCauseMessage("没有这种处理意见：ignore");
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
    }

    @Test
    void grantedTimeIsFollowedByTheNextLevel() {
        Demand lamp = lateForDispatch();
        story.completes(
                "supervisor",
                lamp,
                "street-supervision",
                Map.of("decision", "grant", "grace", "P1D", "note", "两名派单员请假"));
        assertThat(supervisions(lamp)).isEmpty();
        // A working day from Monday ends on Tuesday at 18:00.
        story.passes(Duration.ofHours(25));
        assertThat(supervisions(lamp)).isEmpty();
        story.passes(Duration.ofHours(1));
        assertThat(supervisions(lamp)).contains("district-supervision");
        assertThat(raises(lamp).stream().filter(r -> r.step().equals("DISPATCH")))
                .extracting(Raise::outcome)
                .containsExactly("GRANTED", null);
    }

    @ParameterizedTest
    @CsvSource({"P5D,最多只能给 3 个工作日", "P0D,最多只能给 3 个工作日", "soon,没有这种延长时间：soon"})
    void noMoreTimeIsGrantedThanTheRulesAllow(String grace, String message) {
        Demand lamp = lateForDispatch();
        assertThatThrownBy(() -> story.completes(
                        "supervisor",
                        lamp,
                        "street-supervision",
                        Map.of("decision", "grant", "grace", grace, "note", "再等等")))
                .hasRootCauseMessage(message);
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
    }

    @Test
    void aSuperiorWhoTakesOverDecidesInTheUnitsPlace() {
        Demand lamp = lateForDispatch();
        story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "takeOver", "note", "街道直接派单"));
        assertThat(story.taskOf(lamp, "screen-order").getAssignee()).isEqualTo("supervisor");
        story.completes("supervisor", lamp, "screen-order", Map.of("decision", "accept"));
        assertThat(story.taskOf(lamp, "dispatch-order").getAssignee()).isEqualTo("supervisor");
        story.completes("supervisor", lamp, "dispatch-order", Map.of("decision", "named", "member", "member1"));
        story.contacts("member1", lamp);
        story.reports("member1", lamp);
        story.completes("supervisor", lamp, "check-result", Map.of("decision", "approve"));
        assertThat(story.statusOf(lamp)).isEqualTo(Status.CLOSED);
    }

    @Test
    void aSuperiorWhoServesTheOrderDoesNotCheckIt() {
        Demand lamp = lateForFirstContact();
        story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "takeOver", "note", "我来联系"));
        assertThat(story.taskOf(lamp, "claim-order").getAssignee()).isEqualTo("supervisor");
        story.contacts("supervisor", lamp);
        story.reports("supervisor", lamp);
        assertThat(story.taskOf(lamp, "check-result").getAssignee()).isNull();
        story.approves(lamp);
    }

    /** Named to member1 on Monday, who has not called the resident by Tuesday, 18:00. */
    private Demand lateForFirstContact() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        story.passes(Duration.ofHours(33).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
        assertThat(raises(lamp)).containsExactly(new Raise("FIRST_CONTACT", "STREET", STREET, "member1", 0, null));
        return lamp;
    }

    @Test
    void redispatchTakesTheOrderFromTheMemberAndKeepsTheClock() {
        Demand lamp = lateForFirstContact();
        Instant due = demands.get(lamp.number()).completionDue();
        story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "redispatch", "note", "换一位"));
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
        assertThat(story.statusOf(lamp)).isEqualTo(Status.DISPATCHING);
        assertThat(demands.get(lamp.number()).handler()).isEmpty();
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(due);
        story.names(lamp, "member2");
        story.contacts("member2", lamp);
    }

    @Test
    void redispatchFromAMemberWhoHadBegunToAnotherUnit() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        story.contacts("member1", lamp);
        // Past Monday, 15 June, 18:00.
        story.passes(Duration.ofDays(7).plusHours(10));
        assertThat(raises(lamp)).extracting(Raise::step).containsOnly("COMPLETION");
        story.completes(
                "supervisor",
                lamp,
                "street-supervision",
                Map.of("decision", "redispatch", "unit", LIYUAN_BRANCH, "note", "就近办理"));
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
        assertThat(groupsOf(lamp, "dispatch-order")).containsExactly(LIYUAN_BRANCH + "-dispatcher");
    }

    @Test
    void redispatchBeforeAMemberHasItNamesAnotherUnit() {
        Demand lamp = lateForDispatch();
        assertThatThrownBy(() -> story.completes(
                        "supervisor", lamp, "street-supervision", Map.of("decision", "redispatch", "note", "换")))
                .hasRootCauseMessage("这件诉求还没有派给党员，请选择改派到哪个单位，或者选择接管");
        assertThatThrownBy(() -> story.completes(
                        "supervisor",
                        lamp,
                        "street-supervision",
                        Map.of("decision", "redispatch", "unit", STREET, "note", "换")))
                .hasRootCauseMessage("该单位没有派单员，不能承办");
        story.completes(
                "supervisor",
                lamp,
                "street-supervision",
                Map.of("decision", "redispatch", "unit", LIYUAN_BRANCH, "note", "就近办理"));
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
        assertThat(groupsOf(lamp, "screen-order")).containsExactly(LIYUAN_BRANCH + "-dispatcher");
        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo(LIYUAN_BRANCH);
        assertThat(story.statusOf(lamp)).isEqualTo(Status.SCREENING);
    }

    @Test
    void nothingCanBeRedispatchedWhileTheResultIsChecked() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        story.contacts("member1", lamp);
        story.reports("member1", lamp);
        story.passes(Duration.ofDays(7).plusHours(10));
        assertThatThrownBy(() -> story.completes(
                        "supervisor", lamp, "street-supervision", Map.of("decision", "redispatch", "note", "换")))
                .hasRootCauseMessage("当前在“支部审核”环节，不能改派，请选择接管、同意延时或批注");
        story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "takeOver", "note", "我来审核"));
        story.completes("supervisor", lamp, "check-result", Map.of("decision", "approve"));
        assertThat(story.statusOf(lamp)).isEqualTo(Status.CLOSED);
    }

    // The end of a case

    @ParameterizedTest
    @CsvSource({"approve", "reject", "withdraw", "merge"})
    void howeverACaseEndsItsSupervisionEndsWithIt(String how) {
        Demand lamp = lateForDispatch();
        switch (how) {
            case "approve" -> {
                story.servedBy("member1", lamp);
                story.rates(lamp, 5);
                story.assertEndedAt(lamp, "rated-well");
            }
            case "reject" ->
                story.completes(
                        "dispatcher",
                        lamp,
                        "screen-order",
                        Map.of("decision", "reject", "reason", "不属于本市", "where", "请找所在地"));
            case "withdraw" -> orders.withdraw(lamp.number(), lamp.queryCode(), null);
            default -> {
                Demand other = story.aBrokenLamp();
                story.completes(
                        "dispatcher", lamp, "screen-order", Map.of("decision", "merge", "master", other.number()));
            }
        }
        assertThat(supervisions(lamp)).isEmpty();
        assertThat(story.runtime
                        .createProcessInstanceQuery()
                        .processDefinitionKey("escalation")
                        .processInstanceBusinessKey(lamp.number())
                        .count())
                .isZero();
        assertThat(raises(lamp)).extracting(Raise::outcome).containsExactly("CASE_ENDED");
        // What was late stays on record with by how much, and nothing runs on.
        assertThat(jdbc.queryForList(
                        "select late_minutes from sla_clock where subject = ? and step = 'DISPATCH'",
                        Long.class,
                        lamp.number()))
                .containsExactly(1L);
        assertThat(jdbc.queryForObject(
                        "select count(*) from sla_clock where subject = ? and ended_at is null and step <> 'RATING'",
                        Integer.class,
                        lamp.number()))
                .isZero();
    }

    // By hand

    private Answer raise(String username, Demand demand, String reason) {
        return Caller.of(username, port).post("/api/supervisions", Map.of("number", demand.number(), "reason", reason));
    }

    @Test
    void aSuperiorMaySuperviseByHandWithAReason() {
        Demand lamp = story.aBrokenLamp();
        Answer raised = raise("supervisor2", lamp, "老人独居，请今天上门");
        assertThat(raised.status()).as(raised.toString()).isEqualTo(201);
        assertThat(raised.json().get("cause").asText()).isEqualTo("人工督办：老人独居，请今天上门");
        assertThat(raised.json().get("unit").asText()).isEqualTo("巷口街道");
        assertThat(raised.json().get("owner").asText()).endsWith("派单员");
        assertThat(story.stepsOf(lamp)).endsWith(Step.SUPERVISION_RAISED);
        Answer again = raise("supervisor2", lamp, "再催一次");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("这件诉求已有人发起督办，正在等待答复");
        story.completes("supervisor", lamp, "street-supervision", NOTED);
        assertThat(noticesOf("supervisor2", lamp)).containsExactly("督办已答复 " + lamp.number());
        assertThat(raise("manager", lamp, "再催一次").status()).isEqualTo(201);
    }

    @Test
    void supervisionByHandIsForSuperiorsOfOpenCasesInTheirArea() {
        Demand lamp = story.aBrokenLamp();
        assertThat(raise("member1", lamp, "催").status()).isEqualTo(403);
        assertThat(raise("dispatcher", lamp, "催").status()).isEqualTo(403);
        assertThat(raise("supervisor", lamp, " ").status()).isEqualTo(400);
        assertThat(Caller.of("supervisor", port)
                        .post("/api/supervisions", Map.of("number", "ZZ19990101-000001", "reason", "催"))
                        .status())
                .isEqualTo(404);
        // Triage is the city's, not the street's.
        Demand nowhere = story.placed(Story.SOCIAL_SERVICE, "路灯不亮，不知道归哪里管。", null);
        Answer outside = raise("supervisor", nowhere, "催");
        assertThat(outside.status()).isEqualTo(404);
        assertThat(outside.reason()).isEqualTo("您的辖区内没有编号为 " + nowhere.number() + " 的诉求");
        assertThat(raise("supervisor3", nowhere, "催").status()).isEqualTo(201);
        orders.withdraw(lamp.number(), lamp.queryCode(), null);
        Answer over = raise("supervisor", lamp, "催");
        assertThat(over.status()).isEqualTo(409);
        assertThat(over.reason()).isEqualTo("这件诉求已不在办理中，不能督办");
        assertThat(raises(lamp)).isEmpty();
    }

    @Test
    void supervisionsAreListedForTheAreaOnly() {
        Demand lamp = lateForDispatch();
        assertThat(listed("supervisor")).contains(lamp.number());
        assertThat(listed("supervisor3")).contains(lamp.number());
        assertThat(Caller.of("member1", port).get("/api/supervisions").status()).isEqualTo(403);
        assertThat(Caller.nobody(port).get("/api/supervisions").status()).isEqualTo(401);
        story.completes("supervisor", lamp, "street-supervision", NOTED);
        assertThat(listed("supervisor")).doesNotContain(lamp.number());
    }

    private String listed(String username) {
        Answer answer = Caller.of(username, port).get("/api/supervisions?size=200");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void nobodyStartsAnEscalationWithoutACase() {
        Answer started = Caller.of("admin", port)
                .engine("POST", "/process-definition/key/escalation/start", Map.of("businessKey", "X"));
        assertThat(started.status()).isEqualTo(403);
        assertThat(story.runtime
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey("X")
                        .count())
                .isZero();
    }

    // More time

    /** Accepted, named to member1 and contacted; to be completed by Monday, 15 June, 18:00. */
    private Demand beingServed() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        story.contacts("member1", lamp);
        return lamp;
    }

    private void asks(Demand lamp, String more) {
        story.completes(
                "member1",
                lamp,
                "serve-order",
                Map.of("decision", "extend", "extension", more, "extensionReason", "配件要从外地调"));
    }

    @Test
    void grantedInTimeTheDeadlineMovesOnceAndTheResidentReadsWhy() {
        Demand lamp = beingServed();
        Instant due = Instant.parse("2026-06-15T10:00:00Z");
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(due);
        asks(lamp, "P2D");
        assertThat(story.openTasks(lamp)).containsExactly("review-extension");
        story.completes("dispatcher", lamp, "review-extension", Map.of("decision", "grant"));

        Instant extended = Instant.parse("2026-06-17T10:00:00Z");
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(extended);
        assertThat(story.taskOf(lamp, "serve-order").getDueDate()).isEqualTo(Date.from(extended));
        assertThat(story.taskOf(lamp, "serve-order").getAssignee()).isEqualTo("member1");
        String seen = Caller.nobody(port)
                .get("/api/demands/" + lamp.number() + "?code=" + lamp.queryCode())
                .body();
        assertThat(seen)
                .contains("延长 2 个工作日，应于 2026年6月17日（周三）18:00 前办结。理由：配件要从外地调")
                .doesNotContain("申请延期");
        story.passes(Duration.ofDays(9).minusHours(1));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.COMPLETION_LATE);
        assertThatThrownBy(() -> asks(lamp, "P1D")).hasRootCauseMessage("每件诉求只能延期一次，本件已延期");
        story.passes(Duration.ofHours(11));
        assertThat(story.stepsOf(lamp)).contains(Step.COMPLETION_LATE);
    }

    @Test
    void refusedNothingMovesAndTheMemberGoesOn() {
        Demand lamp = beingServed();
        asks(lamp, "P5D");
        assertThatThrownBy(() -> story.completes("dispatcher", lamp, "review-extension", Map.of("decision", "refuse")))
                .hasRootCauseMessage("请填写不同意延期的理由");
        story.completes("dispatcher", lamp, "review-extension", Map.of("decision", "refuse", "note", "配件本地就有"));
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(Instant.parse("2026-06-15T10:00:00Z"));
        story.reports("member1", lamp);
    }

    @ParameterizedTest
    @CsvSource({
        "P6D,延长的时间不能超过原时限（5 个工作日）",
        "PT4H,延长的时间不能超过原时限（5 个工作日）",
        "P0D,延长的时间不能超过原时限（5 个工作日）",
        "tomorrow,没有这种延长时间：tomorrow"
    })
    void noMoreThanTheLimitItselfCanBeAskedFor(String more, String message) {
        Demand lamp = beingServed();
        assertThatThrownBy(() -> asks(lamp, more)).hasRootCauseMessage(message);
        assertThat(story.openTasks(lamp)).containsExactly("serve-order");
    }

    @Test
    void whatIsLateCannotBeExtendedAnyMore() {
        Demand lamp = beingServed();
        story.passes(Duration.ofDays(7).plusHours(10));
        assertThatThrownBy(() -> asks(lamp, "P1D")).hasRootCauseMessage("已经到期，不能再申请延期");
    }

    @Test
    void askedInTimeItMayBeGrantedLateButWhatBreachedStaysOnRecord() {
        Demand lamp = beingServed();
        asks(lamp, "P2D");
        story.passes(Duration.ofDays(7).plusHours(10));
        assertThat(story.stepsOf(lamp)).contains(Step.COMPLETION_LATE);
        story.completes("dispatcher", lamp, "review-extension", Map.of("decision", "grant"));
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(Instant.parse("2026-06-17T10:00:00Z"));
        assertThat(jdbc.queryForObject(
                        "select breached_at is not null from sla_clock where subject = ? and step = 'COMPLETION'",
                        Boolean.class,
                        lamp.number()))
                .isTrue();
    }

    @Test
    void whoAsksForTimeDoesNotGrantIt() {
        Demand lamp = lateForFirstContact();
        story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "redispatch", "note", "换一位"));
        story.names(lamp, "member1");
        story.contacts("member1", lamp);
        asks(lamp, "P1D");
        jdbc.update("update demand set handler = 'dispatcher' where number = ?", lamp.number());
        assertThatThrownBy(() -> story.claims("dispatcher", lamp, "review-extension"))
                .hasRootCauseMessage("申请人不能审核自己的延期申请");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyFlowNodeAndSequenceFlowWasWalkedByTheTestsAbove() {
        coverage.assertComplete(repository, "escalation");
        coverage.assertWalked(OF_ORDERS);
    }
}
