package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.Residents;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.engine.EngineClock;
import org.ganxian.escalation.Interventions;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.papers.PaperKind;
import org.ganxian.mediation.papers.Papers;
import org.ganxian.order.ProcessCoverage;
import org.ganxian.order.Story;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A dispute's way from the request to its last session: the first half of {@link MediationFlowTest}. It is Monday, 8 June 2026, 09:00. */
abstract class UntilAnAgreement {

    @Autowired
    Story story;

    @Autowired
    Disputes disputes;

    @Autowired
    Mediations mediations;

    @Autowired
    Demands demands;

    @Autowired
    Residents residents;

    @Autowired
    Interventions interventions;

    @Autowired
    SlaClocks clocks;

    @Autowired
    HistoryService history;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Papers papers;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void theClockIsRight() {
        EngineClock.reset();
    }

    void assertEndedAt(Demand demand, Status status, String end) {
        assertThat(story.statusOf(demand)).isEqualTo(status);
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(demand.number())
                        .processDefinitionKey("mediation")
                        .singleResult()
                        .getEndActivityId())
                .isEqualTo(end);
    }

    String ending(Demand demand) {
        return jdbc.queryForObject("select ending from mediation where number = ?", String.class, demand.number());
    }

    List<String> open(Demand demand) {
        return story.openTasks(demand, "mediation");
    }

    SlaClock clock(Demand demand, Milestone step) {
        return clocks.latest(demand.number(), step).orElseThrow();
    }

    // Examination

    @Test
    void whoeverProposesToRefuseDoesNotApproveIt() {
        Demand demand = disputes.registered();
        disputes.does(
                "mediation-secretary",
                demand,
                "examine-application",
                "decision",
                "refuse",
                "reason",
                "CRIME",
                "ways",
                "请报警");
        disputes.does("mediation-head", demand, "approve-refusal", "decision", "return", "note", "没有犯罪的情形");
        assertThat(open(demand)).containsExactly("examine-application");
        disputes.does(
                "mediation-secretary",
                demand,
                "examine-application",
                "decision",
                "refuse",
                "reason",
                "STATUS",
                "ways",
                "请起诉");
        disputes.does("mediation-head", demand, "approve-refusal", "decision", "approve");
        assertEndedAt(demand, Status.REJECTED, "mediation-over");
    }

    @Test
    void anotherCommitteeTakesADisputeOrGivesItBack() {
        Demand demand = disputes.registered();
        Object[] moved = {"decision", "move", "committee", "350603M1", "moveReason", "双方都在龙文区"};
        disputes.does("mediation-secretary", demand, "examine-application", moved);
        disputes.does("mediation-secretary2", demand, "receive-case", "decision", "return", "note", "不在我区");
        disputes.does("mediation-secretary", demand, "examine-application", moved);
        disputes.does("mediation-secretary2", demand, "receive-case", "decision", "receive");
        assertThat(demands.get(demand.number()).servingUnit()).isEqualTo("350603M1");
        disputes.does("mediation-secretary2", demand, "examine-application", "decision", "accept");
        assertThat(story.statusOf(demand)).isEqualTo(Status.CONSENT);
    }

    // Consent

    /** A6-1. */
    @Test
    void oneClearNoEndsItAtOnceAndNobodyHasMediated() {
        Demand demand = disputes.accepted();
        disputes.answers(demand.number(), Side.B, "decline");
        assertEndedAt(demand, Status.DECLINED, "mediation-over");
        assertThat(ending(demand)).isEqualTo("DECLINED");
        assertThat(wasMediated(demand)).isFalse();
        assertThat(story.as("mediation-secretary", () -> papers.of(demand.number())))
                .as("A's receipt, and the ways on paper")
                .extracting(Papers.Line::kind)
                .contains(PaperKind.REGISTRATION, PaperKind.TERMINATION);
        assertThat(demands.timeline(demands.get(demand.number())))
                .anySatisfy(line -> assertThat(line.text()).isNotNull().contains("仲裁", "起诉", "12348"));
    }

    private boolean wasMediated(Demand demand) {
        return history.createHistoricActivityInstanceQuery()
                        .processInstanceId(history.createHistoricProcessInstanceQuery()
                                .processInstanceBusinessKey(demand.number())
                                .processDefinitionKey("mediation")
                                .singleResult()
                                .getId())
                        .activityId("hold-session")
                        .count()
                > 0;
    }

    /** A6-2: on the committee's own initiative. */
    @Test
    void whoCannotBeReachedThreeTimesOnTwoDaysHasNotConsented() {
        Demand demand = disputes.ofTheCommittee();
        assertThat(open(demand)).as("both are asked").containsExactly("ask-party", "ask-party");
        disputes.answers(demand.number(), Side.A, "agree");
        disputes.answers(demand.number(), Side.B, "silent");
        disputes.answers(demand.number(), Side.B, "silent");
        disputes.answers(demand.number(), Side.B, "silent");
        assertThat(open(demand)).as("three times on one day").containsExactly("ask-party");
        story.passes(Duration.ofDays(1));
        disputes.answers(demand.number(), Side.B, "silent");
        assertEndedAt(demand, Status.TERMINATED, "mediation-over");
        assertThat(ending(demand)).isEqualTo("UNREACHABLE");
        assertThat(wasMediated(demand)).isFalse();
    }

    // Mediators

    /** A6-11. */
    @Test
    void aRelativeOfAPartyCannotMediateAndAnObjectionReplacesOnce() {
        Demand demand = disputes.consented();
        disputes.does("mediation-secretary", demand, "choose-mediator", "decision", "none");
        disputes.does("mediation-head", demand, "appoint-mediator", "mediator", "mediator1");
        assertThatThrownBy(() -> disputes.hands(demand, "declare-interest", "mediator2"))
                .hasStackTraceContaining("本人声明");
        disputes.does("mediator1", demand, "declare-interest", "decision", "conflict", "ground", "KIN");
        assertThatThrownBy(() -> disputes.does("mediation-head", demand, "appoint-mediator", "mediator", "mediator1"))
                .hasStackTraceContaining("已经回避或被更换");
        disputes.does("mediation-head", demand, "appoint-mediator", "mediator", "mediator2");
        disputes.does("mediator2", demand, "declare-interest", "decision", "free");
        String b = "B";
        disputes.does("mediation-secretary", demand, "hear-objections", "decision", "objected", "party", b);
        disputes.does("mediation-head", demand, "appoint-mediator", "mediator", "mediator3");
        disputes.does("mediator3", demand, "declare-interest", "decision", "free");
        disputes.does("mediation-secretary", demand, "hear-objections", "decision", "objected", "party", b);
        assertEndedAt(demand, Status.DECLINED, "mediation-over");
        assertThat(ending(demand)).isEqualTo("OBJECTED");
    }

    @Test
    void whoDoesNotChooseInTimeGetsTheHeadsChoiceAndTwoMayMediateTogether() {
        Demand demand = disputes.consented();
        story.passes(Duration.ofDays(3));
        story.passes(Duration.ofDays(5));
        disputes.does("mediation-head", demand, "appoint-mediator", "mediator", "mediator1", "assistant", "mediator2");
        for (String who : List.of("mediator2", "mediator1")) {
            Task own = disputes.taskOf(demand.number(), "declare-interest", task -> who.equals(task.getAssignee()));
            disputes.submits(who, own, Map.of("decision", "free"));
        }
        disputes.does("mediation-secretary", demand, "hear-objections", "decision", "none");
        assertThatThrownBy(() -> disputes.hands(demand, "hold-session", "mediator3"))
                .hasStackTraceContaining("只有这件纠纷的调解员");
        assertThat(story.statusOf(demand)).isEqualTo(Status.MEDIATING);
    }

    // Sessions

    /** A6-9: on 8 June it was accepted, so it ends on 8 July at 24:00. */
    @Test
    void theMonthEndsThoughOnePartyAgreedToMore() {
        Demand demand = disputes.mediating();
        assertThat(clock(demand, Milestone.MEDIATION).dueAt()).isEqualTo(Instant.parse("2026-07-08T16:00:00Z"));
        String a = "A";
        disputes.does("mediator1", demand, "hold-session", "decision", "extend", "party", a, "extensionDays", "10");
        story.passes(Duration.ofDays(31));
        assertEndedAt(demand, Status.TERMINATED, "mediation-over");
        assertThat(ending(demand)).isEqualTo("MONTH_OVER");
    }

    @Test
    void theMonthIsLongerOnceWhenAllAgree() {
        Demand demand = disputes.mediating();
        for (Side side : List.of(Side.A, Side.B)) {
            disputes.does(
                    "mediator1",
                    demand,
                    "hold-session",
                    "decision",
                    "extend",
                    "party",
                    side.name(),
                    "extensionDays",
                    "10");
        }
        assertThat(clock(demand, Milestone.MEDIATION).dueAt()).isAfter(Instant.parse("2026-07-18T15:59:00Z"));
        assertThatThrownBy(() -> disputes.does(
                        "mediator1", demand, "hold-session", "decision", "extend", "party", "A", "extensionDays", "5"))
                .hasStackTraceContaining("只能延长一次");
    }

    @Test
    void aSuspensionStopsTheMonthAndIsOverByItself() {
        Demand demand = disputes.mediating();
        story.passes(Duration.ofDays(10));
        disputes.holdsSession(demand, "suspend", "suspension", "EXPERT");
        assertThat(story.statusOf(demand)).isEqualTo(Status.SUSPENDED);
        disputes.does("mediator1", demand, "resume-mediation", "note", "鉴定意见到了");
        disputes.holdsSession(demand, "suspend", "suspension", "ILL");
        story.passes(Duration.ofDays(35));
        assertThat(story.statusOf(demand)).isEqualTo(Status.MEDIATING);
        LocalDate today = LocalDate.ofInstant(story.now(), PeopleTime.ZONE);
        LocalDate last =
                LocalDate.ofInstant(clock(demand, Milestone.MEDIATION).dueAt().minusMillis(1), PeopleTime.ZONE);
        assertThat(last).as("twenty days were left").isEqualTo(today.plusDays(20));
        disputes.holdsSession(demand, "failed", "endReason", "TOO_FAR");
        assertThat(ending(demand)).isEqualTo("TOO_FAR");
    }

    /** A slip is taken back before anybody signs; what is owed is more than nothing. */
    @Test
    void aDutyThatWasWrittenWronglyIsTakenBack() {
        Demand demand = disputes.held("agreed");
        assertThatThrownBy(() -> disputes.does("mediator1", demand, "draft-agreement", "decision", "drop"))
                .hasStackTraceContaining("没有可以删去的");
        assertThatThrownBy(() -> disputes.owes(demand, "0.00", "2026-12-01")).hasStackTraceContaining("大于零");
        disputes.owes(demand, "60000", "2026-12-01");
        disputes.does("mediator1", demand, "draft-agreement", "decision", "drop");
        disputes.owes(demand, "6000", "2026-12-01");
        assertThat(jdbc.queryForList(
                        "select d.amount from agreement_duty d join mediation m on m.id = d.mediation_id where m.number = ?",
                        BigDecimal.class,
                        demand.number()))
                .singleElement()
                .satisfies(amount -> assertThat(amount).isEqualByComparingTo("6000"));
    }

    @Test
    void whatIsInvisibleIsNoNameAndTwoWaysOfWritingOneAreOne() {
        assertThatThrownBy(() -> disputes.registered(Disputes.about("NEIGHBOUR", "漏水。", "赔。", "\u200b", "乙女士")))
                .hasMessageContaining("请填写姓名");
        assertThatThrownBy(() -> disputes.registered(Disputes.about("NEIGHBOUR", "漏水。", "赔。", "阿里·买买提", "阿里•买买提")))
                .hasMessageContaining("不能是同一个人");
    }
}
