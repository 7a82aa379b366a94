package org.ganxian.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.BreaksTies;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClocks;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every tie that is broken by hand is found, told in Chinese, and made good where nothing can get lost by that. */
@IntegrationTest
@BreaksTies("breaks each of them by hand")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReconciliationTest extends ASoundCase {

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    SlaClocks clocks;

    private void isRepaired() {
        assertThat(reconciliation.lookAt(lamp.number(), ADMIN))
                .isNotEmpty()
                .allMatch(one -> Boolean.TRUE.equals(one.repaired()));
        assertThat(broken()).isEmpty();
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

    /** As the nightly job asks: what it has read before it looks is in its transaction's memory. */
    @Test
    void aTimerThatFiresWhileTheNightlyJobLooksIsNoBreak() {
        String warning = timer("dispatch-warning").getId();

        List<String> found = new TransactionTemplate(transactions).execute(status -> {
            assertThat(clocks.running(lamp.number(), Milestone.DISPATCH)).isPresent();
            CompletableFuture.runAsync(() -> management.executeJob(warning)).join();
            return reconciliation.look(null, Integer.MAX_VALUE).breaks().stream()
                    .filter(one -> one.number().equals(lamp.number()))
                    .map(Break::what)
                    .toList();
        });

        assertThat(found).isEmpty();
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
                "delete from ACT_RU_IDENTITYLINK where TASK_ID_ in (select ID_ from ACT_RU_TASK where PROC_INST_ID_ ="
                        + " ?)",
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

        // A round that it does not have.
        String same = "number, area_code, district_code, category, flow, begun_day, responded, response_late, in_time,"
                + " late, consulted, solved, rated, satisfied, called_back, called_in_time, call_late";
        sql(
                "insert into insight_round (demand_id, round, " + same + ") select demand_id, round + 1, " + same
                        + " from insight_round where number = ?",
                lamp.number());
        assertThat(broken()).containsExactly("case-figures");
        isRepaired();
    }

    @Test
    void staysThatAreMissingOrLongOverAreFoundAndGatheredAnew() {
        sql("delete from insight_wait where number = ?", lamp.number());
        assertThat(broken()).containsExactly("case-stays");
        isRepaired();

        sql(
                "insert into insight_wait (id, definition, activity, number, area_code, entered_at) select concat('x',"
                        + " id), definition, activity, number, area_code, entered_at from insight_wait where number = ?",
                lamp.number());
        assertThat(broken()).containsExactly("case-stays");
        isRepaired();

        for (String other : List.of("due_at = '2020-01-01 00:00:00'", "area_code = '350603'")) {
            sql("update insight_wait set " + other + " where number = ?", lamp.number());
            assertThat(broken()).as(other).containsExactly("case-stays");
            isRepaired();
        }
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
}
