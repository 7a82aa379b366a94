package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** What residents say of an order that is done, and what follows when they are not satisfied: call-back, rework, supervision. */
@TestMethodOrder(OrderAnnotation.class)
class CallBackTest extends LateOrders {

    /** What of the process {@code order} is walked here; see {@link OrderFlowTest}. */
    static final Set<String> OF_ORDERS = Set.of(
            "rating-due",
            "rating-time-over",
            "unrated",
            "is-unsatisfied",
            "calling-back",
            "demand-reopened",
            "is-reopened",
            "calling-back-started",
            "call-back",
            "calling-back-done",
            "call-back-late",
            "call-back-due",
            "escalate-call-back",
            "call-back-late-over",
            "call-back-late-begins",
            "call-back-late-ends",
            "calling-back-begins",
            "calling-back-ends",
            "call-back-warning",
            "remind-of-call-back",
            "call-back-reminded",
            "call-back-nearly-due",
            "call-back-told",
            "called-back",
            "call-back-result",
            "settled",
            "is-settled",
            "rework",
            "to-rework",
            "to-supervision",
            "rectifying",
            "rectifying-started",
            "supervise-order",
            "rectifying-done",
            "rectification-late",
            "rectification-due",
            "escalate-rectification",
            "rectification-late-over",
            "rectification-late-begins",
            "rectification-late-ends",
            "rectifying-begins",
            "rectifying-ends",
            "rectification-warning",
            "remind-of-rectification",
            "rectification-reminded",
            "rectification-nearly-due",
            "rectification-told",
            "supervised",
            "is-supervised");

    @Autowired
    Reopening reopening;

    private static final Map<String, String> SUPERVISORS = Map.of(
            "street-supervision", "supervisor",
            "district-supervision", "supervisor2",
            "city-supervision", "supervisor3");

    @Test
    void anUnratedOrderStaysUnrated() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.passes(Duration.ofDays(7).plusMinutes(1));
        story.assertEndedAt(lamp, "unrated");
        assertThat(story.statusOf(lamp)).isEqualTo(Status.UNRATED);
    }

    @Test
    void anUnsatisfiedResidentIsCalledBackAndTheMatterMaySettleThere() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.rates(lamp, 2);
        assertThat(story.openTasks(lamp)).containsExactly("call-back");
        story.completes("caller", lamp, "call-back", Map.of("decision", "settled", "note", "已说明情况，群众认可。"));
        story.assertEndedAt(lamp, "settled");
    }

    @Test
    void theCallBackIsDueWithinAWorkingDay() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.rates(lamp, 1);
        assertThat(story.taskOf(lamp, "call-back").getDueDate().toInstant())
                .isEqualTo(Instant.parse("2026-06-09T10:00:00Z"));
    }

    @Test
    void aLateCallBackIsRemindedOfAndSupervisedUntilTheResidentIsCalled() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.rates(lamp, 1);
        story.passes(Duration.ofHours(33).minusMinutes(1));
        assertThat(story.stepsOf(lamp)).contains(Step.WARNED).doesNotContain(Step.CALL_BACK_LATE);
        assertThat(story.openTasks(lamp, "escalation")).isEmpty();
        story.passes(Duration.ofMinutes(2));
        assertThat(story.stepsOf(lamp)).contains(Step.CALL_BACK_LATE, Step.SUPERVISION_RAISED);
        assertThat(story.openTasks(lamp, "escalation")).hasSize(1);
        assertThat(story.openTasks(lamp)).containsExactly("call-back");
        aSuperiorAnswers(lamp);
        assertThat(story.openTasks(lamp)).containsExactly("call-back");

        story.completes("caller", lamp, "call-back", Map.of("decision", "settled", "note", "已致歉，群众认可。"));
        assertThat(story.openTasks(lamp, "escalation")).isEmpty();
        story.assertEndedAt(lamp, "settled");
    }

    private void aSuperiorAnswers(Demand demand) {
        String task = story.openTasks(demand, "escalation").get(0);
        story.completes(SUPERVISORS.get(task), demand, task, Map.of("decision", "note", "note", "请今天办好"));
        assertThat(story.openTasks(demand, "escalation")).isEmpty();
    }

    /** Neither whoever served the case nor their line calls the resident. */
    @Test
    void aSuperiorGivesALateCallBackToOthersButDoesNotTakeItOver() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.rates(lamp, 1);
        story.claims("caller", lamp, "call-back");
        story.passes(Duration.ofDays(2));
        String task = story.openTasks(lamp, "escalation").get(0);
        String superior = SUPERVISORS.get(task);
        assertThatThrownBy(() -> story.completes(superior, lamp, task, Map.of("decision", "takeOver", "note", "我来回访")))
                .hasStackTraceContaining("上级不能代为办理");
        story.completes(superior, lamp, task, Map.of("decision", "redispatch", "note", "请换人回访"));
        assertThat(story.taskOf(lamp, "call-back").getAssignee()).isNull();
        assertThat(story.statusOf(lamp)).isEqualTo(Status.CALL_BACK);
    }

    /** A late call-back that ends with a rework leaves nothing of its supervision, and the rework its own limits. */
    @Test
    void aReworkAfterALateCallBackHasItsOwnLimits() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.rates(lamp, 1);
        story.passes(Duration.ofDays(3));
        story.completes("caller", lamp, "call-back", Map.of("decision", "rework", "note", "灯又坏了。"));
        assertThat(story.openTasks(lamp, "escalation")).isEmpty();
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
        assertThat(demands.get(lamp.number()).completionDue()).isAfter(story.now());
    }

    @Test
    void reworkGoesToAnotherMemberTwiceAtMostThenToSupervision() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.rates(lamp, 1);
        story.completes("caller", lamp, "call-back", Map.of("decision", "rework", "note", "灯又坏了。"));

        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
        assertThat(demands.get(lamp.number()).firstResponseAt()).isEmpty();
        assertThatThrownBy(() -> story.names(lamp, "member1")).hasStackTraceContaining("二次办理应由其他人承担");
        story.offersToAll(lamp);
        assertThatThrownBy(() -> story.claims("member1", lamp, "claim-order")).hasStackTraceContaining("二次办理应由其他党员承担");
        story.contacts("member2", lamp);
        story.reports("member2", lamp);
        story.approves(lamp);
        story.rates(lamp, 2);
        story.completes("caller", lamp, "call-back", Map.of("decision", "rework", "note", "还是不亮。"));
        story.offersToAll(lamp);
        story.contacts("member6", lamp);
        story.reports("member6", lamp);
        story.approves(lamp);
        story.rates(lamp, 1);
        story.completes("caller", lamp, "call-back", Map.of("decision", "rework", "note", "第三次不满意。"));

        assertThat(story.openTasks(lamp)).containsExactly("supervise-order");
        story.passes(Duration.ofDays(8));
        assertThat(story.stepsOf(lamp)).contains(Step.WARNED, Step.RECTIFICATION_LATE);
        assertThat(story.openTasks(lamp, "escalation")).hasSize(1);
        aSuperiorAnswers(lamp);
        story.completes("supervisor", lamp, "supervise-order", Map.of("opinion", "已协调电力公司整体改造线路。"));
        story.assertEndedAt(lamp, "supervised");
    }

    @Test
    void whatIsOverIsReopenedByItsResidentWhoIsCalledAndItsRoundsStayApart() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        assertThatThrownBy(() -> reopens(lamp)).as("not over yet").hasMessageContaining("不能再重新办理");
        story.rates(lamp, 5);
        story.assertEndedAt(lamp, "rated-well");
        story.passes(Duration.ofDays(20));
        assertThatThrownBy(() -> reopening.reopen(lamp.number(), lamp.queryCode(), " "))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> story.as("clerk", () -> reopens(lamp))).hasMessageContaining("只能由群众本人要求");

        reopens(lamp);

        assertThat(story.statusOf(lamp)).isEqualTo(Status.CALL_BACK);
        assertThat(story.openTasks(lamp)).containsExactly("call-back");
        assertThatThrownBy(() -> reopens(lamp)).as("twice").isInstanceOf(Refusal.class);
        story.completes("caller", lamp, "call-back", Map.of("decision", "rework", "note", "灯又不亮了。"));
        story.offersToAll(lamp);
        assertThatThrownBy(() -> story.claims("member1", lamp, "claim-order")).hasStackTraceContaining("二次办理应由其他党员承担");
        story.contacts("member2", lamp);
        story.reports("member2", lamp);
        story.approves(lamp);
        story.rates(lamp, 4);
        story.assertEndedAt(lamp, "rated-well");
        assertThat(jdbc.queryForList(
                        "select concat(round, ' ', solved, ' ', satisfied, ' ', called_in_time, ' ', late)"
                                + " from insight_round where number = ? order by round",
                        String.class,
                        lamp.number()))
                .map(row -> row.toLowerCase(Locale.ROOT).replace("true", "1").replace("false", "0"))
                .containsExactly("0 0 1 1 0", "1 1 1 0 0");
        reopens(lamp);
        assertThat(story.openTasks(lamp)).as("another completion").containsExactly("call-back");
    }

    private Demand reopens(Demand demand) {
        return reopening.reopen(demand.number(), demand.queryCode(), "修好两天又不亮了");
    }

    @Test
    void afterThirtyDaysOrAnAgreementOnTheTelephoneNothingIsReopenedAgain() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.rates(lamp, 1);
        story.completes("caller", lamp, "call-back", Map.of("decision", "settled", "note", "已说明。"));
        assertThat(reopening.until(lamp.number())).isPresent();
        reopens(lamp);
        story.completes("caller", lamp, "call-back", Map.of("decision", "settled", "note", "又说明了一次。"));
        assertThat(reopening.until(lamp.number())).isEmpty();

        Demand other = story.aBrokenLamp();
        story.servedBy("member1", other);
        story.rates(other, 5);
        story.passes(Duration.ofDays(30).plusSeconds(1));
        assertThat(reopening.until(other.number())).isEmpty();
        assertThatThrownBy(() -> reopens(other)).hasMessageContaining("可以重新点单");
    }

    @Test
    void onlyACompletedOrderCanBeRatedAndOnlyOnce() {
        Demand lamp = story.aBrokenLamp();
        assertThatThrownBy(() -> story.rates(lamp, 5)).hasMessageContaining("办结后才能评价");
        story.servedBy("member1", lamp);
        story.rates(lamp, 4);
        assertThatThrownBy(() -> story.rates(lamp, 1)).isInstanceOf(Refusal.class);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatWalksHereAloneIsWalked() {
        coverage.assertWalked(OF_ORDERS);
    }
}
