package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.SentStatements;
import org.ganxian.Spellings;
import org.ganxian.contract.WalksAll;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
@TestMethodOrder(OrderAnnotation.class)
class OrderFlowTest {

    private static final Map<String, String> SUPERVISORS = Map.of(
            "street-supervision", "supervisor",
            "district-supervision", "supervisor2",
            "city-supervision", "supervisor3");

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

    @Autowired
    JdbcTemplate jdbc;

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
    void theEngineKeepsNoHistoryThatNobodyReads() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.rates(lamp, 5);

        for (String table : List.of("ACT_HI_DETAIL", "ACT_HI_DECINST", "ACT_HI_IDENTITYLINK", "ACT_HI_JOB_LOG")) {
            assertThat(jdbc.queryForObject(
                            "select count(*) from " + table + " where ROOT_PROC_INST_ID_ in"
                                    + " (select ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = ?)",
                            Integer.class,
                            lamp.number()))
                    .as(table)
                    .isZero();
        }
        assertThat(jdbc.queryForObject(
                        "select count(*) from ACT_HI_ACTINST where REMOVAL_TIME_ is null and PROC_INST_ID_ in"
                                + " (select ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = ?)",
                        Integer.class,
                        lamp.number()))
                .as("stays that would never be removed")
                .isZero();
    }

    @Test
    void aDemandWhoseNumberIsKnownIsNotSearchedForAgain() {
        Demand lamp = story.aBrokenLamp();
        String screening = story.taskOf(lamp, "screen-order").getId();
        List<String> sent = SentStatements.by(() -> story.as("dispatcher", () -> {
                    story.tasks.claim(screening, "dispatcher");
                    story.forms.submitTaskForm(screening, Map.of("decision", "accept"));
                    return screening;
                }))
                .statements();
        // By its id, which this transaction mostly holds already.
        assertThat(sent)
                .filteredOn(sql -> sql.contains(" from demand "))
                .isNotEmpty()
                .noneMatch(sql -> sql.contains(".number=?"));
        story.withdraws(lamp);
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
    void aDemandWithoutAKnownPlaceGoesToTheTriageDeskAndFromThereToABranch() {
        Demand demand = story.placed(Story.SOCIAL_SERVICE, "想找人陪老人聊聊天。", null);
        assertThat(story.openTasks(demand)).containsExactly("triage-order");
        story.completes("triage", demand, "triage-order", Map.of("decision", "assign", "unit", Story.RONGYIN_BRANCH));
        assertThat(story.openTasks(demand)).containsExactly("screen-order");
        assertThat(demands.get(demand.number()).servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
    }

    @Test
    void theTriageDeskSaysWhatAnUnsortedDemandIsAboutAndTheRulesSendItOn() {
        Demand unsorted = story.placed(Categories.UNSORTED, "楼道灯坏了，请来看看。", Story.RONGYIN);
        assertThat(story.openTasks(unsorted)).containsExactly("triage-order");
        assertThatThrownBy(() -> story.completes(
                        "triage", unsorted, "triage-order", Map.of("decision", "assign", "category", "待分类")))
                .hasStackTraceContaining("没有这个分类");
        assertThatThrownBy(() -> story.completes(
                        "triage", unsorted, "triage-order", Map.of("decision", "assign", "category", "00")))
                .hasStackTraceContaining("没有这个分类");
        assertThatThrownBy(() -> story.completes("triage", unsorted, "triage-order", Map.of("decision", "assign")))
                .hasStackTraceContaining("请选择承办单位");

        story.completes(
                "triage", unsorted, "triage-order", Map.of("decision", "assign", "category", Story.SOCIAL_SERVICE));
        Demand sorted = demands.get(unsorted.number());
        assertThat(sorted.categoryCode()).isEqualTo(Story.SOCIAL_SERVICE);
        assertThat(sorted.servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
        assertThat(story.openTasks(unsorted)).containsExactly("screen-order");
        assertThat(demands.timeline(sorted))
                .filteredOn(line -> line.step() == Step.CLASSIFIED)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.actorId()).isEqualTo("triage");
                    assertThat(line.text()).contains("社会服务", "原为 待分类");
                });
        assertThat(jdbc.queryForList(
                        "select distinct category from sla_clock where subject = ? and ended_at is null",
                        String.class,
                        unsorted.number()))
                .singleElement()
                .asString()
                .contains("社会服务");

        Demand nowhere = story.placed(Categories.UNSORTED, "想找人聊聊天。", null);
        assertThatThrownBy(() -> story.completes(
                        "triage",
                        nowhere,
                        "triage-order",
                        Map.of("decision", "assign", "category", Story.SOCIAL_SERVICE)))
                .hasStackTraceContaining("按分类和地点找不到承办单位");
        assertThat(demands.get(nowhere.number()).categoryCode()).isEqualTo(Categories.UNSORTED);
    }

    @Test
    void theTriageDeskMayRejectWithAReasonAndTheRightPlaceToGo() {
        Demand demand = story.placed(Story.SOCIAL_SERVICE, "法院判决不公，要求改判。", null);
        assertThatThrownBy(() -> story.completes(
                        "triage", demand, "triage-order", Map.of("decision", "reject", "reason", "属诉讼事项")))
                .hasStackTraceContaining("请告诉群众应当找哪里");
        story.completes(
                "triage",
                demand,
                "triage-order",
                Map.of("decision", "reject", "reason", "属诉讼事项", "where", "向原审法院或上级法院申诉"));
        story.assertEndedAt(demand, "ended-without-service");
        assertThat(story.statusOf(demand)).isEqualTo(Status.REJECTED);
    }

    @Test
    void dangerIsNeverAnOrder() {
        Demand fire = story.placed(Story.SOCIAL_SERVICE, "隔壁厨房着火了，人还在里面！", Story.RONGYIN);
        assertThat(fire.priority()).isEqualTo(Priority.P1);
        assertThat(fire.status()).isEqualTo(Status.EMERGENCY);
        assertThat(story.openTasks(fire)).containsExactly("hand-over-danger");
        story.completes(
                "duty", fire, "hand-over-danger", Map.of("decision", "danger", "note", "已转 1\u200b19，\u202e消防已出警。"));
        story.assertEndedAt(fire, "ended-without-service");
        assertThat(demands.timeline(fire))
                .anySatisfy(line ->
                        assertThat(line.text()).as("without what nobody sees").contains("已转 119，消防已出警。"));
        assertThat(story.statusOf(fire)).isEqualTo(Status.TRANSFERRED);
    }

    @Test
    void aReportOfDangerIsPlacedThoughTheRulesAreBroken() {
        story.withBrokenTable("routing.dmn", "\"BRANCH\"", "nonsense(((", () -> dangerGetsItsDeskAndLimits());
        story.withBrokenTable(
                "routing.dmn", "(?s)<rule id=\"rule-02\".*</rule>", "", () -> dangerGetsItsDeskAndLimits());
    }

    @Test
    void aReportOfDangerIsPlacedThoughTheTableOfLimitsHasNoAnswer() {
        story.withBrokenTable("sla-policy.dmn", "(?s)<rule id=.*</rule>", "", () -> dangerGetsItsDeskAndLimits());
        story.withBrokenTable("sla-policy.dmn", "\"PT1H\"", "\"soon\"", () -> dangerGetsItsDeskAndLimits());
        story.withBrokenTable("sla-policy.dmn", "\"PT30M\"", "nonsense(((", () -> dangerGetsItsDeskAndLimits());
        story.withBrokenTable(
                "sla-policy.dmn",
                "<text>flow</text>",
                "<text>no.such.thing</text>",
                () -> dangerGetsItsDeskAndLimits());
    }

    private void dangerGetsItsDeskAndLimits() {
        Demand fire = story.placed(Story.SOCIAL_SERVICE, "隔壁厨房失火了，人还在里面！", Story.RONGYIN);
        assertThat(fire.status()).isEqualTo(Status.EMERGENCY);
        assertThat(story.openTasks(fire)).containsExactly("hand-over-danger");
        assertThat(Duration.between(
                        fire.receivedAt(), demands.get(fire.number()).completionDue()))
                .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
    }

    @Test
    void whatIsNoDangerAfterAllGoesToTheTriageDeskAsUrgent() {
        Demand past = story.placed(Story.SOCIAL_SERVICE, "楼下好像着火了，有焦味。", Story.RONGYIN);
        story.completes("duty", past, "hand-over-danger", Map.of("decision", "normal", "note", "已电话核实，无险情。"));
        assertThat(story.openTasks(past)).containsExactly("triage-order");
        assertThat(demands.get(past.number()).priority()).isEqualTo(Priority.P2);
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
    void aDuplicateFollowsItsMasterAndGoesItsOwnWayAgainWhenTheMasterIsWithdrawn() {
        Demand master = story.aBrokenLamp();
        Demand duplicate = story.aBrokenLamp();
        assertThat(demands.duplicatesOf(duplicate))
                .extracting(d -> d.demand().number())
                .contains(master.number());
        story.completes(
                "dispatcher", duplicate, "screen-order", Map.of("decision", "merge", "master", master.number()));
        story.assertEndedAt(duplicate, "ended-without-service");
        assertThat(story.statusOf(duplicate)).isEqualTo(Status.MERGED);

        orders.withdraw(master.number(), master.queryCode(), null);
        story.assertEndedAt(master, "withdrawn");
        assertThat(story.openTasks(duplicate)).containsExactly("screen-order");
    }

    @Test
    void theNumberToMergeIntoIsTakenInAnyWrittenForm() {
        Demand master = story.aBrokenLamp();
        for (String written : Spellings.of(master.number())) {
            Demand duplicate = story.aBrokenLamp();
            story.completes("dispatcher", duplicate, "screen-order", Map.of("decision", "merge", "master", written));
            assertThat(demands.get(duplicate.number()).masterId()).as(written).contains(master.id());
        }
    }

    @Test
    void aDemandOfAnotherUnitIsNoMaster() {
        Demand lamp = story.aBrokenLamp();
        Demand elsewhere = story.placed(Story.SOCIAL_SERVICE, "楼道灯坏了。", "350602004002");
        assertThatThrownBy(() -> story.completes(
                        "dispatcher", lamp, "screen-order", Map.of("decision", "merge", "master", elsewhere.number())))
                .hasStackTraceContaining("您单位没有编号为");
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
    void aQuestionThatIsNotAnsweredInTimeGoesBackToTheDispatcher() {
        Demand lamp = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "ask", "question", "是哪一层的灯？"));
        story.passes(Duration.ofDays(5).plusMinutes(1));
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
        assertThat(story.stepsOf(lamp)).endsWith(Step.NO_ANSWER);
    }

    @Test
    void whatIsNotForThisBranchGoesBackToTheTriageDesk() {
        Demand lamp = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "reroute", "reason", "属路灯管理单位"));
        assertThat(story.openTasks(lamp)).containsExactly("triage-order");
        story.completes("triage", lamp, "triage-order", Map.of("decision", "assign", "unit", Story.RONGYIN_BRANCH));
        story.accepts(lamp);
        story.completes("dispatcher", lamp, "dispatch-order", Map.of("decision", "reroute", "reason", "本支部没有电工"));
        assertThat(story.openTasks(lamp)).containsExactly("triage-order");
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
    void anUnratedOrderStaysUnrated() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.passes(Duration.ofDays(7).plusMinutes(1));
        story.assertEndedAt(lamp, "unrated");
        assertThat(story.statusOf(lamp)).isEqualTo(Status.UNRATED);
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
    void onlyACompletedOrderCanBeRatedAndOnlyOnce() {
        Demand lamp = story.aBrokenLamp();
        assertThatThrownBy(() -> story.rates(lamp, 5)).hasMessageContaining("办结后才能评价");
        story.servedBy("member1", lamp);
        story.rates(lamp, 4);
        assertThatThrownBy(() -> story.rates(lamp, 1)).isInstanceOf(Refusal.class);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @WalksAll("order")
    void everyFlowNodeAndSequenceFlowWasWalkedByTheTestsAbove() {
        Set<String> elsewhere = new HashSet<>(SuperiorsAnswerTest.OF_ORDERS);
        elsewhere.addAll(ExtensionTest.OF_ORDERS);
        elsewhere.addAll(MergeReviewTest.OF_ORDERS);
        elsewhere.addAll(HandoverTest.OF_ORDERS);
        coverage.assertComplete(repository, "order", elsewhere);
    }
}
