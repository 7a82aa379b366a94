package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.party.Parties;
import org.ganxian.organization.OffDuty;
import org.ganxian.platform.Actor;
import org.ganxian.sla.Milestone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever mediates leaves in the middle of a case: it goes on with another, whom the parties hear. */
abstract class ChangingPeople extends UntilAnAgreement {

    private static final Actor ADMIN = new Actor("admin", "漳州市系统管理员");

    @Autowired
    OffDuty offDuty;

    @Autowired
    Parties parties;

    @Autowired
    StandingDisputes standing;

    @AfterEach
    void everybodyIsBack() {
        jdbc.queryForList("select username from person where active = false", String.class)
                .forEach(username -> offDuty.end(username, ADMIN));
    }

    private void leaves(String username) {
        offDuty.begin(username, Map.of(), "调离", ADMIN);
    }

    private void isFollowedBy(String mediator, Demand demand) {
        disputes.does("mediation-head", demand, "appoint-mediator", "mediator", mediator);
        disputes.does(mediator, demand, "declare-interest", "decision", "free");
    }

    @Test
    void aMediatorWhoLeavesIsFollowedByOneWhomThePartiesHearInTheSameMonth() {
        Demand demand = disputes.mediating();
        Instant due = clock(demand, Milestone.MEDIATION).dueAt();
        leaves("mediator1");
        assertThat(story.statusOf(demand)).isEqualTo(Status.APPOINTING);
        assertThat(open(demand)).containsExactly("appoint-mediator");
        assertThat(clock(demand, Milestone.MEDIATION).dueAt()).as("the month").isEqualTo(due);
        isFollowedBy("mediator2", demand);
        disputes.does("mediation-secretary", demand, "hear-objections", "decision", "none");
        assertThatThrownBy(() -> disputes.hands(demand, "hold-session", "mediator1"))
                .hasStackTraceContaining("只有这件纠纷的调解员");
        story.completes("mediator2", demand, "hold-session", Disputes.session("agreed"));
        assertThat(story.statusOf(demand)).isEqualTo(Status.SIGNING);
    }

    /** An objection to who follows counts as to anybody: once replaced, then it is a refusal. */
    @Test
    void anObjectionToWhoFollowsCountsAsToAnybody() {
        Demand demand = disputes.chosen();
        disputes.does("mediator1", demand, "declare-interest", "decision", "free");
        disputes.does("mediation-secretary", demand, "hear-objections", "decision", "objected", "party", "B");
        isFollowedBy("mediator2", demand);
        disputes.does("mediation-secretary", demand, "hear-objections", "decision", "none");
        leaves("mediator2");
        isFollowedBy("mediator3", demand);
        disputes.does("mediation-secretary", demand, "hear-objections", "decision", "objected", "party", "A");
        assertEndedAt(demand, Status.DECLINED, "mediation-over");
    }

    @Test
    void ofTwoWhoMediateTheOneWhoStaysGoesOn() {
        Demand demand = disputes.consented();
        disputes.does(
                "mediation-secretary",
                demand,
                "choose-mediator",
                "decision",
                "chosen",
                "mediator",
                "mediator1",
                "assistant",
                "mediator2");
        for (String who : List.of("mediator2", "mediator1")) {
            Task own = disputes.taskOf(demand.number(), "declare-interest", task -> who.equals(task.getAssignee()));
            disputes.submits(who, own, Map.of("decision", "free"));
        }
        disputes.does("mediation-secretary", demand, "hear-objections", "decision", "none");
        String task =
                disputes.taskOf(demand.number(), "hold-session", one -> true).getId();
        assertThatThrownBy(() -> offDuty.begin("mediator1", Map.of(task, "mediator3"), "调离", ADMIN))
                .hasMessageContaining("调解员由各方接受");
        offDuty.begin("mediator1", Map.of(task, "mediator2"), "调离", ADMIN);
        story.completes("mediator2", demand, "hold-session", Disputes.session("agreed"));
        assertThat(disputes.taskOf(demand.number(), "draft-agreement", one -> true)
                        .getAssignee())
                .as("presides now")
                .isEqualTo("mediator2");
    }

    /** 人民调解法第三十一条: the committee sees to what was agreed. */
    @Test
    void theSecretarySeesToADutyWhenNoMediatorIsLeft() {
        Demand demand = disputes.agreed("2026-07-01");
        leaves("mediator1");
        disputes.does("mediation-secretary", demand, "follow-duty", "voucher", "收条");
        assertThat(story.statusOf(demand)).isEqualTo(Status.REVISITING);
    }

    /** They hold no task of it while the head looks at what was signed, or in a suspension that ends by itself. */
    @Test
    void whoHoldsNoTaskLeavesTheCaseToo() {
        Demand sealed = standing.at("seal-agreement");
        Demand suspended = disputes.mediating();
        disputes.holdsSession(suspended, "suspend", "suspension", "EXPERT");
        leaves("mediator1");
        assertThat(open(sealed)).containsExactly("appoint-mediator");
        assertThat(story.statusOf(suspended)).isEqualTo(Status.SUSPENDED);
        disputes.does("mediation-secretary", suspended, "resume-mediation", "note", "鉴定意见到了");
        assertThat(open(suspended)).containsExactly("appoint-mediator");
        assertThat(story.stepsOf(suspended)).contains(Step.RESUMED, Step.MEDIATOR_LEFT);
    }

    /** As {@link MediationPartiesTest} does it at the parties' door. */
    @Test
    void aPartyAnswersItself() {
        Demand demand = disputes.accepted();
        parties.answer(demand.number(), demand.queryCode(), true);
        disputes.answers(demand.number(), Side.B, "agree");
        assertThat(open(demand)).containsExactly("choose-mediator");
        Demand other = disputes.accepted();
        parties.answer(other.number(), other.queryCode(), false);
        assertEndedAt(other, Status.DECLINED, "mediation-over");
    }

    /** Of a case that began before the diagram had the event: the head is told what can be done instead. */
    @Test
    void whereTheDiagramDoesNotWaitForItTheHeadIsToldTheWay() {
        Demand demand = disputes.mediating();
        jdbc.update(
                "delete from ACT_RU_EVENT_SUBSCR where EVENT_NAME_ = 'mediator-left' and PROC_INST_ID_ in"
                        + " (select ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ?)",
                demand.number());
        assertThatThrownBy(() -> story.as("mediation-head", () -> {
                    mediations.replaceMediator(demand.number());
                    return null;
                }))
                .hasMessageContaining("系统升级以前受理的")
                .hasMessageContaining("终止，告知各方可以马上重新申请");
        assertThat(open(demand)).as("nothing has changed").containsExactly("hold-session");
        story.as("mediation-head", () -> {
            mediations.end(demand.number(), Ending.OTHER);
            return null;
        });
        assertEndedAt(demand, Status.TERMINATED, "left-by-party");
    }

    @Test
    void theHeadTakesWhoIsIllOffACase() {
        Demand demand = disputes.mediating();
        assertThatThrownBy(() -> story.as("mediation-secretary", () -> {
                    mediations.replaceMediator(demand.number());
                    return null;
                }))
                .hasMessageContaining("只有调委会主任");
        story.as("mediation-head", () -> {
            mediations.replaceMediator(demand.number());
            return null;
        });
        isFollowedBy("mediator2", demand);
        assertThat(open(demand)).containsExactly("hear-objections");
    }
}
