package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.SentStatements;
import org.ganxian.contract.WalksAll;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.escalation.Interventions;
import org.ganxian.insight.CaseAreas;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** A case goes to another district when that agrees, and comes back until somebody there has acted. */
@TestMethodOrder(OrderAnnotation.class)
class HandoverTest extends LateOrders {

    /** What of the process {@code order} is walked here; see {@link OrderFlowTest}. */
    static final Set<String> OF_ORDERS = Set.of(
            "handover-to-other-district",
            "handover-asked",
            "handover-begins",
            "ask-other-district",
            "handover-ends",
            "handover-over");

    /** In 龙文区; 榕荫 is in 芗城区. */
    private static final String YUANSHAN_BRANCH = "350603001001B1";

    @Autowired
    People people;

    @Autowired
    CaseAreas areas;

    @Autowired
    Interventions interventions;

    @Test
    void whereACaseCanGoIsReadAtOnceHoweverManyUnitsThereAre() {
        Demand lamp = story.aBrokenLamp();
        SentStatements.Asked<Interventions.May> asked =
                SentStatements.by(() -> story.as("supervisor", () -> interventions.may(lamp.number())));

        assertThat(asked.answer().units())
                .hasSizeGreaterThan(4)
                .extracting(Choice::value)
                .contains(YUANSHAN_BRANCH, Story.RONGYIN_BRANCH);
        assertThat(asked.statements())
                .as("who asks is read once")
                .filteredOn(sql -> sql.contains(" from assignment "))
                .hasSizeLessThanOrEqualTo(8);
        story.withdraws(lamp);
    }

    @Test
    void whatWasGivenToAnotherDistrictIsTakenBackByWhoeverGaveItUntilSomebodyThereActs() {
        Demand lamp = story.aBrokenLamp();
        Instant due = demands.get(lamp.number()).completionDue();
        assertThat(done("supervisor3", lamp, "redispatch", "unit", YUANSHAN_BRANCH)
                        .status())
                .isEqualTo(302);
        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo(YUANSHAN_BRANCH);

        assertThat(done("manager", lamp, "undo").status()).isEqualTo(409);
        assertThat(done("dispatcher3", lamp, "undo").status()).isEqualTo(403);
        assertThat(done("supervisor3", lamp, "undo").status()).isEqualTo(302);

        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
        assertThat(groupsOf(lamp, "screen-order")).containsExactly(Story.RONGYIN_BRANCH + "-dispatcher");
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(due);
        assertThat(story.stepsOf(lamp)).endsWith(Step.UNIT_CHANGED, Step.INTERVENED);
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'handover-undone' and subject = ?",
                        Integer.class,
                        lamp.number()))
                .isEqualTo(1);
        assertThat(done("supervisor3", lamp, "undo").status()).isEqualTo(409);
        story.accepts(lamp);
    }

    @Test
    void aTaskThatSomebodyThereHasClaimedIsNotTakenBack() {
        Demand lamp = story.aBrokenLamp();
        done("supervisor3", lamp, "redispatch", "unit", YUANSHAN_BRANCH);
        story.claims("dispatcher3", lamp, "screen-order");
        Answer claimed = done("supervisor3", lamp, "undo");
        assertThat(claimed.status()).isEqualTo(409);
        assertThat(claimed.body()).contains("对方单位已经有人领取“审核点单”");

        story.completes("dispatcher3", lamp, "screen-order", Map.of("decision", "accept"));
        Answer decided = done("supervisor3", lamp, "undo");
        assertThat(decided.status()).isEqualTo(409);
        assertThat(decided.body()).contains("对方单位已经开始处理");
        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo(YUANSHAN_BRANCH);
    }

    @Test
    void whatASupervisionGaveAwayFromAMemberGoesBackToTheUnit() {
        Demand lamp = lateForFirstContact();
        story.completes(
                "supervisor",
                lamp,
                "street-supervision",
                Map.of("decision", "redispatch", "unit", LIYUAN_BRANCH, "note", "就近办理"));
        assertThat(groupsOf(lamp, "dispatch-order")).containsExactly(LIYUAN_BRANCH + "-dispatcher");

        assertThat(done("supervisor", lamp, "undo").status()).isEqualTo(302);

        assertThat(groupsOf(lamp, "dispatch-order")).containsExactly(Story.RONGYIN_BRANCH + "-dispatcher");
        story.names(lamp, "member2");
    }

    @Test
    void anotherDistrictIsAskedAndTheCaseStaysUntilItAgrees() {
        Demand lamp = story.aBrokenLamp();
        Instant due = demands.get(lamp.number()).completionDue();
        Answer asked = done("supervisor2", lamp, "redispatch", "unit", YUANSHAN_BRANCH);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(302);

        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
        assertThat(story.openTasks(lamp, "handover")).containsExactly("answer-handover");
        assertThat(groupsOf(lamp, "answer-handover"))
                .containsExactlyInAnyOrder(YUANSHAN_BRANCH + "-dispatcher", "350600-supervisor", "350600-manager");
        assertThat(noticesOf("dispatcher3", lamp)).containsExactly("外区请求改派 " + lamp.number());
        assertThat(done("district-manager", lamp, "redispatch", "unit", YUANSHAN_BRANCH)
                        .body())
                .contains("已请求改派圆山里社区党支部，正在等待对方答复");
        for (String other : List.of("supervisor2", "supervisor", "dispatcher", "dispatcher2", "member4")) {
            assertThatThrownBy(() -> story.claims(other, lamp, "answer-handover"))
                    .as(other)
                    .isInstanceOf(ProcessEngineException.class);
        }

        story.completes("dispatcher3", lamp, "answer-handover", Map.of("decision", "agree", "note", "我们办"));

        assertThat(story.openTasks(lamp, "handover")).isEmpty();
        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo(YUANSHAN_BRANCH);
        assertThat(groupsOf(lamp, "screen-order")).containsExactly(YUANSHAN_BRANCH + "-dispatcher");
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(due);
        assertThat(noticesOf("supervisor2", lamp)).containsExactly("跨区改派已答复 " + lamp.number());
        // Whoever asked takes it back as well as who gives without asking.
        assertThat(done("supervisor2", lamp, "undo").status()).isEqualTo(302);
        story.accepts(lamp);
    }

    @Test
    void anotherDistrictRefusesWithAReasonAndTheCaseStays() {
        Demand lamp = story.aBrokenLamp();
        done("district-manager", lamp, "redispatch", "unit", YUANSHAN_BRANCH);
        people.addDuty("district-manager", YUANSHAN_BRANCH, Duty.DISPATCHER);
        assertThatThrownBy(
                        () -> story.completes("district-manager", lamp, "answer-handover", Map.of("decision", "agree")))
                .hasRootCauseMessage("提请改派的人不能代对方答复");
        assertThatThrownBy(() -> story.completes("dispatcher3", lamp, "answer-handover", Map.of("decision", "refuse")))
                .hasRootCauseMessage("请填写不同意接收的理由");
        story.completes("dispatcher3", lamp, "answer-handover", Map.of("decision", "refuse", "note", "不在我们那边"));

        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
        assertThat(done("district-manager", lamp, "undo").status()).isEqualTo(409);
        assertThat(done("district-manager", lamp, "redispatch", "unit", YUANSHAN_BRANCH)
                        .status())
                .isEqualTo(302);
        story.withdraws(lamp);
        assertThat(story.openTasks(lamp, "handover")).isEmpty();
        assertThat(handovers(lamp)).containsExactly("REFUSED", "CASE_ENDED");
    }

    @Test
    void whoeverAskedTakesTheQuestionBackUntilItIsAnswered() {
        Demand lamp = story.aBrokenLamp();
        done("supervisor2", lamp, "redispatch", "unit", YUANSHAN_BRANCH);
        String page = Caller.of("supervisor2", port)
                .get("/desk/cases/" + lamp.number())
                .body();
        assertThat(page).contains("撤回请求", "请求改派").doesNotContain("撤销改派");
        assertThat(done("district-manager", lamp, "undo").status()).isEqualTo(409);
        assertThat(done("supervisor2", lamp, "undo").status()).isEqualTo(302);

        assertThat(handovers(lamp)).containsExactly("TAKEN_BACK");
        assertThat(story.openTasks(lamp, "handover")).isEmpty();
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
        assertThat(done("supervisor2", lamp, "undo").status()).isEqualTo(409);
        assertThat(done("supervisor2", lamp, "redispatch", "unit", YUANSHAN_BRANCH)
                        .status())
                .isEqualTo(302);
    }

    @Test
    void aQuestionHasALimitOfItsOwnWithAWarningAndThenTheSuperiorOfBoth() {
        Demand lamp = story.aBrokenLamp();
        done("supervisor2", lamp, "redispatch", "unit", YUANSHAN_BRANCH);
        assertThat(groupsOf(lamp, "answer-handover")).contains(YUANSHAN_BRANCH + "-dispatcher");
        story.passes(Duration.ofHours(32));
        assertThat(noticesOf("dispatcher3", lamp)).contains("改派答复快到期 " + lamp.number());

        story.passes(Duration.ofMinutes(61));
        assertThat(noticesOf("supervisor3", lamp)).contains("改派逾期未答复 " + lamp.number());
        assertThat(noticesOf("supervisor2", lamp)).contains("改派逾期未答复 " + lamp.number());
        assertThat(groupsOf(lamp, "answer-handover")).contains(CITY + "-supervisor", CITY + "-manager");
        assertThat(jdbc.queryForObject(
                        "select count(*) from sla_clock where subject = ? and step = 'HANDOVER' and breached_at is not null",
                        Integer.class,
                        lamp.number()))
                .isEqualTo(1);
        story.completes("supervisor3", lamp, "answer-handover", Map.of("decision", "agree"));
        assertThat(jdbc.queryForObject(
                        "select count(*) from sla_clock where subject = ? and step = 'HANDOVER' and ended_at is null",
                        Integer.class,
                        lamp.number()))
                .isZero();
    }

    @Test
    void whoeverGaveACaseAwayIsAmongItsReadersWhileTheyMayTakeItBack() {
        // Of a case without a place the area is that of whoever serves it.
        Demand lamp = story.placed(Story.SOCIAL_SERVICE, "想找人陪老人聊聊天。", null);
        story.completes("triage", lamp, "triage-order", Map.of("decision", "assign", "unit", Story.RONGYIN_BRANCH));
        assertThat(readersOf(lamp)).contains("supervisor2", "district-manager");
        done("supervisor2", lamp, "redispatch", "unit", YUANSHAN_BRANCH);
        story.completes("dispatcher3", lamp, "answer-handover", Map.of("decision", "agree"));
        assertThat(readersOf(lamp)).contains("supervisor2").doesNotContain("district-manager");
        done("supervisor2", lamp, "undo");
        assertThat(readersOf(lamp)).contains("supervisor2", "district-manager");
    }

    private List<String> readersOf(Demand demand) {
        return areas.readers(demand.number()).keySet().stream()
                .map(Person::username)
                .toList();
    }

    @Test
    void theUnitGoesOnWhileAnotherDistrictIsAsked() {
        Demand lamp = story.aBrokenLamp();
        done("supervisor2", lamp, "redispatch", "unit", YUANSHAN_BRANCH);
        story.accepts(lamp);
        story.names(lamp, "member1");
        story.contacts("member1", lamp);
        story.reports("member1", lamp);
        assertThatThrownBy(() -> story.completes("dispatcher3", lamp, "answer-handover", Map.of("decision", "agree")))
                .hasRootCauseMessage("当前在“支部审核”环节，不能改派，请选择接管、同意延时或批注");
        story.approves(lamp);
        assertThat(story.statusOf(lamp)).isEqualTo(Status.CLOSED);
        assertThat(story.openTasks(lamp, "handover")).isEmpty();
        assertThat(handovers(lamp)).containsExactly("CASE_ENDED");
    }

    @Test
    void whoeverHasTheCaseLosesItToTheDistrictThatTakesIt() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        done("supervisor2", lamp, "redispatch", "unit", YUANSHAN_BRANCH);
        story.completes("supervisor3", lamp, "answer-handover", Map.of("decision", "agree"));
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
        assertThat(groupsOf(lamp, "dispatch-order")).containsExactly(YUANSHAN_BRANCH + "-dispatcher");
        assertThat(demands.get(lamp.number()).handler()).isEmpty();
    }

    private List<String> handovers(Demand demand) {
        return jdbc.queryForList(
                "select state from handover where subject = ? order by id", String.class, demand.number());
    }

    private Answer done(String username, Demand demand, String what, String... more) {
        String page = "/desk/cases/" + demand.number();
        List<String> fields = new ArrayList<>(List.of(more));
        fields.addAll(List.of("reason", "职责在那边"));
        return Caller.of(username, port).form("/desk/password", page + "/" + what, fields.toArray(String[]::new));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @WalksAll("handover")
    void everyFlowNodeAndSequenceFlowWasWalkedByTheTestsAbove() {
        coverage.assertComplete(repository, "handover");
        coverage.assertWalked(OF_ORDERS);
    }
}
