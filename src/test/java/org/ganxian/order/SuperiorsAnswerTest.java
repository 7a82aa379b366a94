package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a superior decides about a late order, and supervision that is raised by hand. */
@TestMethodOrder(OrderAnnotation.class)
class SuperiorsAnswerTest extends LateOrders {

    /** What of the process {@code order} is walked here; see {@link OrderFlowTest}. */
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
            "offer-withdrawn",
            "offered-anew",
            "service-withdrawn",
            "served-anew");

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
    void nobodyButItsSuperiorsAnswersASupervision() {
        Demand lamp = lateForDispatch();
        for (String other : List.of("member1", "dispatcher", "supervisor2", "manager", "clerk")) {
            assertThatThrownBy(() -> story.claims(other, lamp, "street-supervision"))
                    .as(other)
                    .isInstanceOf(ProcessEngineException.class);
        }
        assertThat(story.taskOf(lamp, "street-supervision").getAssignee()).isNull();
    }

    @Test
    void whatASuperiorWritesStaysOutOfTheEngine() {
        Demand lamp = lateForDispatch();
        story.completes("supervisor", lamp, "street-supervision", NOTED);
        assertThat(story.history
                        .createHistoricVariableInstanceQuery()
                        .processDefinitionKey("escalation")
                        .list())
                .extracting(HistoricVariableInstance::getName)
                .contains("supervisionLevel", "supervisionOutcome", "streetSupervisionDue")
                .doesNotContain("decision", "note", "unit", "grace");
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
    void aSuperiorWhoTookOverAndIsLateIsSupervisedByTheNextLevel() {
        Demand lamp = lateForDispatch();
        story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "takeOver", "note", "街道直接派单"));
        // Past Tuesday, 18:00, when the resident should have been called.
        story.passes(Duration.ofHours(26));
        assertThat(supervisions(lamp)).containsExactly("district-supervision");
        assertThat(raises(lamp).get(1))
                .isEqualTo(new Raise("FIRST_CONTACT", "DISTRICT", DISTRICT, "supervisor", 0, null));
        assertThat(noticesOf("supervisor", lamp)).contains("已超时 " + lamp.number() + "：首次响应");
    }

    @Test
    void aSuperiorWhoHasLeftLeavesTheDecisionsToTheUnit() {
        Demand lamp = lateForDispatch();
        story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "takeOver", "note", "街道直接派单"));
        story.completes("supervisor", lamp, "screen-order", Map.of("decision", "accept"));
        story.completes("supervisor", lamp, "dispatch-order", Map.of("decision", "named", "member", "member1"));
        story.contacts("member1", lamp);
        jdbc.update("update person set active = false where username = 'supervisor'");
        story.reports("member1", lamp);
        assertThat(story.taskOf(lamp, "check-result").getAssignee()).isNull();
        story.approves(lamp);
        story.rates(lamp, 1);
        story.completes("caller", lamp, "call-back", Map.of("decision", "rework", "note", "又坏了"));
        assertThat(demands.get(lamp.number()).takenOverBy()).isEmpty();
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
    void aSupervisionAsksAnotherDistrictAsThePageOfTheCaseDoes() {
        Demand lamp = lateForDispatch();
        story.completes(
                "supervisor",
                lamp,
                "street-supervision",
                Map.of("decision", "redispatch", "unit", "350603001001B1", "note", "就近办理"));
        assertThat(demands.get(lamp.number()).servingUnit()).isNotEqualTo("350603001001B1");
        assertThat(story.openTasks(lamp, "handover")).containsExactly("answer-handover");
        assertThat(raises(lamp)).extracting(Raise::outcome).containsExactly("ASKED");
        assertThat(demands.timeline(demands.get(lamp.number())))
                .extracting(line -> String.valueOf(line.text()))
                .noneMatch(text -> text.contains("已改派"))
                .anyMatch(text -> text.contains("请求改派圆山里社区党支部，等待对方同意"));
        story.completes("dispatcher3", lamp, "answer-handover", Map.of("decision", "agree"));
        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo("350603001001B1");
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
    void aSecondSupervisionRunsBesideTheFirst() {
        Demand lamp = lateForDispatch();
        assertThat(raise("supervisor2", lamp, "老人独居，请今天上门").status()).isEqualTo(201);
        assertThat(supervisions(lamp)).containsExactly("street-supervision", "street-supervision");
        story.passes(Duration.ofHours(18).plusMinutes(1));
        assertThat(supervisions(lamp)).hasSize(2).containsOnly("district-supervision");
        assertThat(raises(lamp)).extracting(Raise::outcome).containsExactly("UNANSWERED", "UNANSWERED", null, null);
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

    private Answer raise(String username, Demand demand, String reason) {
        return Caller.of(username, port).post("/api/supervisions", Map.of("number", demand.number(), "reason", reason));
    }

    private String listed(String username) {
        Answer answer = Caller.of(username, port).get("/api/supervisions?size=200");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyFlowNodeAndSequenceFlowWasWalkedByTheTestsAbove() {
        coverage.assertWalked(OF_ORDERS);
    }
}
