package org.ganxian.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.BreaksTies;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.order.Story;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every tie that is broken by hand is found, told in Chinese, and made good where nothing can get lost by that. */
@IntegrationTest
@BreaksTies("breaks each of them by hand")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReconciliationTest {

    private static final String DOOR = "/actuator/reconciliation";
    private static final Actor ADMIN = new Actor("admin", "系统管理员");

    @LocalServerPort
    int port;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    Story story;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Audit audit;

    private Caller admin;
    private Demand lamp;

    @BeforeEach
    void aSoundCase() {
        story.isAWorkingMorning();
        admin = Caller.of("admin", port);
        lamp = story.aBrokenLamp();
        assertThat(broken()).isEmpty();
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    private List<String> broken() {
        return broken(lamp);
    }

    private List<String> broken(Demand demand) {
        return reconciliation.lookAt(demand.number(), null).stream()
                .peek(one -> assertThat(one.what()).containsPattern("\\p{IsHan}"))
                .map(Break::tie)
                .toList();
    }

    private void isRepaired() {
        assertThat(reconciliation.lookAt(lamp.number(), ADMIN))
                .isNotEmpty()
                .allMatch(one -> Boolean.TRUE.equals(one.repaired()));
        assertThat(broken()).isEmpty();
    }

    private void sql(String statement, Object... parameters) {
        assertThat(jdbc.update(statement, parameters)).isPositive();
    }

    private String instance() {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(lamp.number())
                .processDefinitionKey("order")
                .singleResult()
                .getId();
    }

    private Job timer(String activity) {
        return management
                .createJobQuery()
                .processInstanceId(instance())
                .activityId(activity)
                .singleResult();
    }

    @Test
    @Order(1)
    void nothingIsFoundWhereNothingIsWrongAndEveryTieIsLookedAt() {
        JsonNode answer = admin.get(DOOR).json();
        assertThat(answer.path("sound").asBoolean()).as(answer.toString()).isTrue();
        assertThat(answer.path("looked").asInt()).isPositive();
        assertThat(answer.has("next")).isFalse();
    }

    @Test
    void aQuestionToAnotherDistrictWithoutAWaitIsEndedAndAWaitWithoutOneIsLeftToAPerson() {
        String question = "insert into handover (subject, from_unit, to_unit, reason, given_by, given_at, state)"
                + " values (?, '350602004001B1', '350603001001B1', '职责', 'supervisor2', current_timestamp, 'ASKED')";
        sql(question, lamp.number());
        assertThat(broken()).containsExactly("handover-process");
        isRepaired();

        Caller.of("supervisor2", port)
                .form(
                        "/desk/password",
                        "/desk/cases/" + lamp.number() + "/redispatch",
                        "reason",
                        "职责在那边",
                        "unit",
                        "350603001001B1");
        assertThat(broken()).isEmpty();
        sql("delete from handover where subject = ?", lamp.number());
        reconciliation.lookAt(lamp.number(), ADMIN);
        assertThat(broken()).containsExactly("handover-process");
    }

    @Test
    void aCaseWhoseProcessIsGoneIsFoundAndItsClocksAreStoppedButNothingIsMadeUp() {
        runtime.deleteProcessInstance(instance(), "by hand", true, true, true, true);
        assertThat(broken()).containsExactlyInAnyOrder("case-process", "case-stays", "clock-process");

        reconciliation.lookAt(lamp.number(), ADMIN);

        assertThat(broken()).contains("case-process").doesNotContain("clock-process", "case-stays");
        assertThat(jdbc.queryForObject(
                        "select count(*) from sla_clock where subject = ? and ended_at is null",
                        Integer.class,
                        lamp.number()))
                .isZero();
    }

    @Test
    void anEndWithAProcessIsFound() {
        sql("update demand set status = 'WITHDRAWN' where number = ?", lamp.number());
        assertThat(broken()).contains("case-process", "case-figures");
    }

    @Test
    void aProcessWithoutATaskIsFound() {
        sql(
                "delete from ACT_RU_IDENTITYLINK where TASK_ID_ in (select ID_ from ACT_RU_TASK where PROC_INST_ID_ = ?)",
                instance());
        jdbc.update(
                "delete from ACT_RU_VARIABLE where TASK_ID_ in (select ID_ from ACT_RU_TASK where PROC_INST_ID_ = ?)",
                instance());
        sql("delete from ACT_RU_TASK where PROC_INST_ID_ = ?", instance());
        assertThat(broken()).containsExactly("case-process");
    }

    @Test
    void aProcessWithoutACaseIsFound() {
        sql("update demand set number = 'ZZ-GONE' where number = ?", lamp.number());
        assertThat(broken()).contains("process-case");
        sql("update demand set number = ? where number = 'ZZ-GONE'", lamp.number());
        assertThat(broken()).isEmpty();
    }

    @Test
    void aTimerAtAnotherTimeIsFoundAndMovedAndOneThatIsMissingIsFound() {
        management.setJobDuedate(
                timer("completion-due").getId(), Date.from(story.now().plus(Duration.ofDays(300))));
        assertThat(broken()).containsExactly("clock-timer");
        isRepaired();

        management.deleteJob(timer("completion-warning").getId());
        assertThat(broken()).containsExactly("clock-timer");
        assertThat(reconciliation.lookAt(lamp.number(), ADMIN)).allMatch(one -> !one.repaired());
    }

    @Test
    void aTimerThatHasGivenUpIsFound() {
        management.setJobRetries(timer("completion-due").getId(), 0);
        assertThat(broken()).containsExactly("clock-timer");
    }

    @Test
    void aDeadlineThatIsNotTheClocksIsFoundAndTaken() {
        sql("update demand set completion_due = received_at where number = ?", lamp.number());
        assertThat(broken()).contains("case-clock");
        isRepaired();
    }

    @Test
    void aCaseInHandWithoutAnyClockIsFound() {
        sql("update sla_clock set ended_at = started_at where subject = ?", lamp.number());
        assertThat(broken()).contains("case-clock");
    }

    @Test
    void figuresThatAreWrongOrMissingAreFoundAndCountedAnew() {
        sql("update insight_case set paused = true where number = ?", lamp.number());
        assertThat(broken()).containsExactly("case-figures");
        isRepaired();

        sql("delete from insight_case where number = ?", lamp.number());
        assertThat(broken()).containsExactly("case-figures");
        isRepaired();

        sql("update insight_round set solved = true where number = ?", lamp.number());
        assertThat(broken()).containsExactly("case-figures");
        isRepaired();

        sql("delete from insight_round where number = ?", lamp.number());
        assertThat(broken()).containsExactly("case-figures");
        isRepaired();
    }

    @Test
    void staysThatAreMissingOrLongOverAreFoundAndGatheredAnew() {
        sql("delete from insight_wait where number = ?", lamp.number());
        assertThat(broken()).containsExactly("case-stays");
        isRepaired();

        sql(
                "insert into insight_wait (id, definition, activity, number, area_code, entered_at)"
                        + " select concat('x', id), definition, activity, number, area_code, entered_at from insight_wait"
                        + " where number = ?",
                lamp.number());
        assertThat(broken()).containsExactly("case-stays");
        isRepaired();
    }

    @Test
    @Order(3)
    void aSupervisionThatNobodyCanAnswerIsFoundAndEnded() {
        story.passes(Duration.ofHours(33).plusMinutes(1));
        assertThat(broken()).isEmpty();
        sql("update supervision set process_instance = 'gone' where subject = ?", lamp.number());
        assertThat(broken()).contains("supervision-process");
        isRepaired();
    }

    @Test
    void aFollowerOfAnEndWithoutAnAnswerIsFoundAndGoesItsOwnWayAgain() {
        Demand master = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "merge", "master", master.number()));
        assertThat(broken()).isEmpty();
        sql("update demand set status = 'REJECTED' where number = ?", master.number());
        assertThat(broken()).containsExactly("follower-master");
        isRepaired();
        assertThat(story.statusOf(lamp)).isEqualTo(Status.SCREENING);
        assertThat(story.taskOf(lamp, "screen-order")).isNotNull();
    }

    @Test
    void whatStillFollowsWithoutBeingMergedIsFound() {
        sql("update demand set master_id = id where number = ?", lamp.number());
        assertThat(broken()).containsExactly("follower-master");
    }

    @Test
    void onlyTheOperatorLooksAndARepairIsWantedExplicitlyAndOnRecord() {
        sql("update insight_case set paused = true where number = ?", lamp.number());
        for (String other : List.of("dispatcher", "manager")) {
            assertThat(Caller.of(other, port).get(DOOR).status()).isEqualTo(403);
            assertThat(Caller.of(other, port)
                            .post(DOOR, Map.of("dryRun", false))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(Caller.nobody(port).get(DOOR).status()).isEqualTo(401);

        JsonNode found = admin.get(DOOR).json();
        assertThat(found.path("sound").asBoolean()).isFalse();
        assertThat(found.at("/ties/case-figures").asInt()).isPositive();
        assertThat(found.path("cases").findValuesAsText("number")).contains(lamp.number());

        for (Map<String, Object> dry :
                List.<Map<String, Object>>of(Map.of(), Map.of("dryRun", true), Map.of("number", lamp.number()))) {
            JsonNode answer = admin.post(DOOR, dry).json();
            assertThat(answer.path("dryRun").asBoolean()).as(answer.toString()).isTrue();
            assertThat(broken()).containsExactly("case-figures");
        }
        for (Object wrong : List.of(Map.of("dryRun", "maybe"), Map.of("most", 0), List.of(), "null")) {
            assertThat(admin.post(DOOR, wrong).status()).as(wrong.toString()).isEqualTo(400);
        }
        Answer repaired = admin.post(DOOR, Map.of("dryRun", false, "number", lamp.number()));
        assertThat(repaired.json().at("/cases/0/repaired").asBoolean())
                .as(repaired.toString())
                .isTrue();
        assertThat(broken()).isEmpty();
        assertThat(audit.count(ADMIN, Reconciliation.REPAIRED, "case-figures " + lamp.number()))
                .isEqualTo(1);
    }

    @Test
    void aBigCityIsLookedAtPageByPage() {
        story.aBrokenLamp();
        int whole = reconciliation.look(null, Integer.MAX_VALUE).looked();
        List<String> places = new ArrayList<>();
        int looked = 0;
        String next = "";
        while (next != null) {
            JsonNode page = admin.get(DOOR + "?most=3" + (next.isEmpty() ? "" : "&after=" + next))
                    .json();
            looked += page.path("looked").asInt();
            assertThat(page.path("looked").asInt()).isLessThanOrEqualTo(3);
            next = page.has("next") ? page.path("next").asText() : null;
            places.add(next);
        }
        assertThat(looked).isEqualTo(whole);
        assertThat(places).doesNotHaveDuplicates();
        for (String wrong : List.of("after=x", "after=nowhere:1", "most=0", "most=-1", "most=x", "most=100001")) {
            assertThat(admin.get(DOOR + "?" + wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    @Order(2)
    void everyNightAJobLooksAtEverythingAndRepairsNothing() {
        sql("update insight_case set paused = true where number = ?", lamp.number());
        Job nightly = management
                .createJobQuery()
                .processDefinitionKey("reconciliation")
                .timers()
                .singleResult();
        management.executeJob(nightly.getId());
        List<Job> batches = management
                .createJobQuery()
                .processDefinitionKey("reconciliation")
                .messages()
                .list();
        assertThat(batches).hasSize(1);
        management.executeJob(batches.get(0).getId());
        JsonNode night = admin.get(DOOR).json().path("lastNight");
        assertThat(night.has("finishedAt")).as(night.toString()).isTrue();
        assertThat(night.path("broken").asInt()).isEqualTo(1);
        assertThat(night.path("looked").asInt()).isPositive();
        assertThat(broken()).containsExactly("case-figures");
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("reconciliation")
                        .count())
                .isZero();
    }
}
