package org.ganxian.world.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.ganxian.IntegrationTest;
import org.ganxian.casework.Residents;
import org.ganxian.contract.WalksAll;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.EngineClock;
import org.ganxian.escalation.Interventions;
import org.ganxian.order.ProcessCoverage;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A flow of 250 lines of Java beside its diagram and forms stands on what all flows stand on. The repair is in 榕荫, whose branch
 * has member1, member2 and member6.
 */
@IntegrationTest
@Import(RepairSetup.class)
@Tag("any-database")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RepairFlowTest {

    @Autowired
    TaskService tasks;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Residents residents;

    @Autowired
    Interventions interventions;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void theClockIsRight() {
        EngineClock.reset();
    }

    private Demand aBrokenBench() {
        return residents.place(
                new NewDemand(
                        null,
                        Story.SOCIAL_SERVICE,
                        "凉亭的长凳断了一条腿",
                        Story.RONGYIN,
                        null,
                        null,
                        null,
                        "林女士",
                        "13900000007",
                        Source.PORTAL,
                        null,
                        null,
                        null,
                        null),
                RepairFlow.REPORTED);
    }

    private void isRepairedBy(String member, Demand bench) {
        story.completes(member, bench, "do-repair", Map.of("report", "换了凳腿，坐上去很稳。"));
    }

    private void isCalledBack(Demand bench, String decision) {
        story.completes("caller", bench, "call-back-repair", Map.of("decision", decision, "note", "说还会晃。"));
    }

    private void isRated(Demand bench, int grade) {
        residents.rate(bench.number(), bench.queryCode(), grade, null);
    }

    private void assertEndedAt(Demand bench, String end) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(bench.number())
                        .count())
                .isZero();
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(bench.number())
                        .processDefinitionKey("repair")
                        .singleResult()
                        .getEndActivityId())
                .isEqualTo(end);
    }

    @Test
    void whatIsBrokenIsRepairedAndRated() {
        Demand bench = aBrokenBench();
        assertThat(story.statusOf(bench)).isEqualTo(Status.DISPATCHED);
        assertThat(demands.get(bench.number()).completionDue()).isNotNull();

        isRepairedBy("member1", bench);
        assertThat(story.statusOf(bench)).isEqualTo(Status.CLOSED);

        isRated(bench, 5);
        assertThat(story.statusOf(bench)).isEqualTo(Status.RATED);
        assertEndedAt(bench, "rated-well");
    }

    @Test
    void nobodyHasToRate() {
        Demand bench = aBrokenBench();
        isRepairedBy("member1", bench);
        story.passes(Duration.ofDays(40));
        assertThat(story.statusOf(bench)).isEqualTo(Status.UNRATED);
        assertEndedAt(bench, "unrated");
    }

    @Test
    void whoeverIsLateIsRemindedThenSupervisedAndTheSuperiorMayTakeOver() {
        Demand bench = aBrokenBench();
        story.passes(Duration.ofDays(8));
        assertThat(story.stepsOf(bench)).contains(Step.WARNED, Step.COMPLETION_LATE, Step.SUPERVISION_RAISED);
        assertThat(story.openTasks(bench, "escalation")).containsExactly("street-supervision");

        story.completes("supervisor", bench, "street-supervision", Map.of("decision", "takeOver", "note", "我来修"));
        assertThat(story.taskOf(bench, "do-repair").getAssignee()).isEqualTo("supervisor");
        isRepairedBy("supervisor", bench);
        assertThat(story.statusOf(bench)).isEqualTo(Status.CLOSED);
    }

    @Test
    void aSupervisorAsksAndGivesItToOthersOfTheBranch() {
        Demand bench = aBrokenBench();
        story.as("member1", () -> {
            tasks.claim(story.taskOf(bench, "do-repair").getId(), "member1");
            return null;
        });
        story.as("supervisor", () -> {
            interventions.supervise(bench.number(), "老人天天要坐");
            return null;
        });
        story.completes("supervisor", bench, "street-supervision", Map.of("decision", "redispatch", "note", "换人"));
        assertThat(story.taskOf(bench, "do-repair").getAssignee()).isNull();
        assertThat(story.openTasks(bench, "escalation")).isEmpty();
    }

    @Test
    void aBadRatingIsCalledBackAndRepairedBySomebodyElse() {
        Demand bench = aBrokenBench();
        isRepairedBy("member1", bench);
        isRated(bench, 1);
        isCalledBack(bench, "rework");

        assertThatThrownBy(() -> isRepairedBy("member1", bench)).hasMessageContaining("重新维修应由其他人承担");
        isRepairedBy("member2", bench);
        isRated(bench, 2);
        isCalledBack(bench, "settled");
        assertThat(story.statusOf(bench)).isEqualTo(Status.SETTLED);
        assertEndedAt(bench, "settled");
    }

    @Test
    void aResidentTakesItBack() {
        Demand bench = aBrokenBench();
        transaction.executeWithoutResult(
                status -> residents.withdraw(demands.trackWithFollowers(bench.number(), bench.queryCode()), "自己修好了"));
        assertThat(story.statusOf(bench)).isEqualTo(Status.WITHDRAWN);
        assertEndedAt(bench, "withdrawn");
    }

    /** Its flow never lets followers go, so an order would follow it into an end without an answer. */
    @Test
    void anOrderIsMergedIntoNoCaseWhoseFlowLetsNobodyGo() {
        Demand bench = aBrokenBench();
        Demand lamp = story.aBrokenLamp();
        assertThatThrownBy(() -> story.completes(
                        "dispatcher", lamp, "screen-order", Map.of("decision", "merge", "master", bench.number())))
                .hasStackTraceContaining("只能并入一件群众点单");
        assertThat(story.statusOf(lamp)).isEqualTo(Status.SCREENING);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @WalksAll("repair")
    void everyNodeAndFlowIsWalked() {
        coverage.assertComplete(repository, "repair");
    }
}
