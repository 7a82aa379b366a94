package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.contract.WalksAll;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.ExchangeReworkTest;
import org.ganxian.exchange.ExchangeTransferTest;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
@TestMethodOrder(OrderAnnotation.class)
class OrderFlowTest {

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Orders orders;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    RepositoryService repository;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void clockRunsOn() {
        ClockUtil.reset();
    }

    @Test
    void anOrderGoesFromTheResidentToAMemberAndBackToTheResidentForRating() {
        Demand lamp = story.aBrokenLamp();
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");

        story.accepts(lamp);
        story.offersToAll(lamp);
        story.claims("member1", lamp, "claim-order");
        assertThat(story.statusOf(lamp)).isEqualTo(Status.CLAIMED);
        story.contacts("member1", lamp);
        assertThat(demands.get(lamp.number()).firstResponseAt()).isPresent();
        story.reports("member1", lamp);
        story.approves(lamp);
        story.rates(lamp, 5);

        story.assertEndedAt(lamp, "rated-well");
        assertThat(story.stepsOf(lamp))
                .containsExactly(
                        Step.REGISTERED,
                        Step.ROUTED,
                        Step.ACCEPTED,
                        Step.DISPATCHED,
                        Step.CLAIMED,
                        Step.FIRST_CONTACT,
                        Step.REPORTED,
                        Step.CLOSED,
                        Step.RATED);
    }

    @Test
    void anOrderThatAClerkTakesDownGetsANumberAndGoesTheSameWay() {
        String instance = story.as(
                "clerk",
                () -> story.forms
                        .submitStartForm(
                                repository
                                        .createProcessDefinitionQuery()
                                        .processDefinitionKey("order")
                                        .latestVersion()
                                        .singleResult()
                                        .getId(),
                                Map.of(
                                        "description",
                                        "家里水龙头漏水，想请人来看看。",
                                        "category",
                                        Story.SOCIAL_SERVICE,
                                        "place",
                                        Story.RONGYIN,
                                        "contactName",
                                        "林阿姨",
                                        "contactPhone",
                                        "139 0000 0002"))
                        .getId());
        String number = story.runtime
                .createProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
        Demand demand = demands.get(number);
        assertThat(demand.contactPhone()).isEqualTo("13900000002");
        assertThat(demand.registeredBy()).contains("clerk");
        assertThat(story.openTasks(demand)).containsExactly("screen-order");
    }

    @Test
    void aRunningDemandCannotBeStartedASecondTime() {
        Demand lamp = story.aBrokenLamp();
        assertThatThrownBy(() -> story.runtime.startProcessInstanceByMessage(OrderFlow.REGISTERED, lamp.number()))
                .hasRootCauseInstanceOf(Refusal.class);
    }

    @Test
    void aRejectedOrderTellsTheResidentWhyAndWhereToGo() {
        Demand lamp = story.aBrokenLamp();
        story.completes(
                "dispatcher",
                lamp,
                "screen-order",
                Map.of("decision", "reject", "reason", "属物业维修范围", "where", "小区物业服务中心"));
        story.assertEndedAt(lamp, "ended-without-service");
        assertThat(demands.timeline(lamp))
                .last()
                .satisfies(line -> assertThat(line.text()).contains("属物业维修范围", "小区物业服务中心"));
    }

    @Test
    void theClockPausesWhileTheResidentIsAsked() {
        Demand lamp = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "ask", "question", "是哪一层的灯？"));
        assertThat(story.statusOf(lamp)).isEqualTo(Status.ASKED);

        story.passes(Duration.ofDays(2));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.FIRST_RESPONSE_LATE);
        orders.answer(lamp.number(), lamp.queryCode(), "三楼到四楼之间");

        Demand after = demands.get(lamp.number());
        assertThat(after.firstResponseDue()).isCloseTo(lamp.firstResponseDue().plus(Duration.ofDays(2)), within(5));
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
        story.passes(Duration.ofHours(32));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.FIRST_RESPONSE_LATE);
        story.passes(Duration.ofHours(1).plusMinutes(1));
        assertThat(story.stepsOf(lamp)).contains(Step.FIRST_RESPONSE_LATE).doesNotContain(Step.COMPLETION_LATE);
    }

    private static org.assertj.core.data.TemporalUnitOffset within(int seconds) {
        return new org.assertj.core.data.TemporalUnitWithinOffset(seconds, ChronoUnit.SECONDS);
    }

    @Test
    void aQuestionIsOpenToTheEndOfItsLastDayAndThenGoesBackToTheDispatcher() {
        Demand lamp = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "ask", "question", "是哪一层的灯？"));
        // Monday at 9:00: the fifth day is a Saturday, so that the Monday behind it is the last one, to 24:00.
        story.passes(Duration.ofDays(7).plusHours(14));
        assertThat(story.openTasks(lamp)).isEmpty();
        story.passes(Duration.ofHours(1).plusMinutes(1));
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
        assertThat(story.stepsOf(lamp)).endsWith(Step.NO_ANSWER);
    }

    @Test
    void anUnclaimedOrderGoesBackToTheDispatcher() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.passes(Duration.ofHours(24));
        assertThat(story.openTasks(lamp)).containsExactly("claim-order");
        story.passes(Duration.ofHours(1).plusMinutes(1));
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
        assertThat(story.stepsOf(lamp)).endsWith(Step.UNCLAIMED);
    }

    @Test
    void whoeverAcceptsMayDispatchInTheSameDeed() {
        Demand lamp = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "open", "skills", "电工"));

        assertThat(story.openTasks(lamp)).containsExactly("claim-order");
        assertThat(story.statusOf(lamp)).isEqualTo(Status.DISPATCHED);
        assertThat(story.stepsOf(lamp)).endsWith(Step.ACCEPTED, Step.DISPATCHED);
        story.passes(Duration.ofHours(25).plusMinutes(1));
        assertThat(story.openTasks(lamp)).as("The limit to claim runs").containsExactly("dispatch-order");
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.DISPATCH_LATE);
    }

    @Test
    void acceptedForOneMemberItIsHeldByThemAndByNobodyElse() {
        Demand lamp = story.aBrokenLamp();
        assertThatThrownBy(() -> story.completes(
                        "dispatcher", lamp, "screen-order", Map.of("decision", "named", "member", "member3")))
                .hasMessageContaining("不是本单位的党员");
        assertThat(story.stepsOf(lamp)).as("Neither of the two is done").doesNotContain(Step.ACCEPTED);

        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "named", "member", "member1"));
        assertThat(story.taskOf(lamp, "claim-order").getAssignee()).isEqualTo("member1");
        assertThat(story.statusOf(lamp)).isEqualTo(Status.CLAIMED);
    }

    @Test
    void aNamedOrderIsClaimedAtOnceAndNotTakenAwayWhenTheClaimLimitPasses() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        assertThat(story.statusOf(lamp)).isEqualTo(Status.CLAIMED);
        story.passes(Duration.ofHours(30));
        assertThat(story.openTasks(lamp)).containsExactly("claim-order");
        assertThat(story.taskOf(lamp, "claim-order").getAssignee()).isEqualTo("member1");
    }

    @Test
    void aClaimedOrderIsNotTakenAwayWhenTheClaimLimitPasses() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.claims("member1", lamp, "claim-order");
        story.passes(Duration.ofHours(26));
        assertThat(story.openTasks(lamp)).containsExactly("claim-order");
        assertThat(story.taskOf(lamp, "claim-order").getAssignee()).isEqualTo("member1");
    }

    @Test
    void aMemberMayReleaseAnOrderWithAReasonOnly() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.claims("member1", lamp, "claim-order");
        String task = story.taskOf(lamp, "claim-order").getId();
        assertThatThrownBy(() -> story.as("member1", () -> {
                    story.tasks.setAssignee(task, null);
                    return null;
                }))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> story.completes("member1", lamp, "claim-order", Map.of("decision", "release")))
                .hasStackTraceContaining("请填写退单的理由");
        story.completes("member1", lamp, "claim-order", Map.of("decision", "release", "reason", "临时出差"));
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");

        story.names(lamp, "member2");
        story.contacts("member2", lamp);
        story.completes("member2", lamp, "serve-order", Map.of("decision", "release", "reason", "需要专业电工"));
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
        assertThat(demands.get(lamp.number()).handler()).isEmpty();
    }

    @Test
    void onlyAMemberOfTheUnitCanBeNamed() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        assertThatThrownBy(() -> story.names(lamp, "member3")).hasStackTraceContaining("不是本单位的党员");
        story.names(lamp, "member2");
        assertThat(story.taskOf(lamp, "claim-order").getAssignee()).isEqualTo("member2");
    }

    @Test
    void theBranchMayReturnWorkThatIsNotDone() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        story.reports("member1", lamp);
        assertThatThrownBy(() -> story.completes("dispatcher", lamp, "check-result", Map.of("decision", "return")))
                .hasStackTraceContaining("请填写退回的理由");
        story.completes("dispatcher", lamp, "check-result", Map.of("decision", "return", "note", "请补拍照片"));
        assertThat(story.taskOf(lamp, "serve-order").getAssignee()).isEqualTo("member1");
    }

    @Test
    void lateFirstResponseAndLateCompletionAreNotedOnTheTimeline() {
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(33).plusMinutes(1));
        assertThat(story.stepsOf(lamp)).contains(Step.FIRST_RESPONSE_LATE);
        story.passes(Duration.ofDays(6));
        assertThat(story.stepsOf(lamp)).contains(Step.COMPLETION_LATE);
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
    }

    @Test
    void aResidentContactedInTimeMakesNoLateFirstResponse() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        story.passes(Duration.ofDays(2));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.FIRST_RESPONSE_LATE);
    }

    @Test
    void theResidentMayWithdrawUntilCompletion() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.claims("member1", lamp, "claim-order");
        orders.withdraw(lamp.number(), lamp.queryCode(), "物业已经修好了");
        story.assertEndedAt(lamp, "withdrawn");

        Demand done = story.aBrokenLamp();
        story.servedBy("member1", done);
        assertThatThrownBy(() -> orders.withdraw(done.number(), done.queryCode(), null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("不能再撤回");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @WalksAll("order")
    void everyFlowNodeAndSequenceFlowWasWalkedByTheTestsAbove() {
        Set<String> elsewhere = new HashSet<>(SuperiorsAnswerTest.OF_ORDERS);
        elsewhere.addAll(ExtensionTest.OF_ORDERS);
        elsewhere.addAll(MergeReviewTest.OF_ORDERS);
        elsewhere.addAll(HandoverTest.OF_ORDERS);
        elsewhere.addAll(CallBackTest.OF_ORDERS);
        elsewhere.addAll(TriageTest.OF_ORDERS);
        elsewhere.addAll(ExchangeTransferTest.OF_ORDERS);
        elsewhere.addAll(ExchangeReworkTest.OF_ORDERS);
        coverage.assertComplete(repository, "order", elsewhere);
    }
}
