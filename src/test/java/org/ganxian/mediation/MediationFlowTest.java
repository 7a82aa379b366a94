package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.ganxian.IntegrationTest;
import org.ganxian.contract.WalksAll;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A dispute's way, as the law and the committee's rules have it, and all of the diagram. */
@IntegrationTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MediationFlowTest extends AfterTheEnd {

    // Agreement

    /** A6-3: signed on 8 June, sealed on 10 June. */
    @Test
    void anAgreementIsInEffectByTheLastActAndWhoMediatesDoesNotSeal() {
        Demand demand = disputes.mediating();
        disputes.holdsSession(demand, "agreed");
        disputes.signsAll(demand);
        disputes.does("mediation-head", demand, "seal-agreement", "decision", "return", "note", "写清楚期限");
        disputes.signsAll(demand);
        story.passes(Duration.ofDays(2));
        disputes.does("mediation-head", demand, "seal-agreement", "decision", "seal");
        assertThat(jdbc.queryForObject(
                        "select count(*) from mediation_agreement a join mediation m on m.id = a.mediation_id"
                                + " where a.effective_at = a.sealed_at and a.edition = 2 and m.number = ?",
                        Integer.class,
                        demand.number()))
                .isEqualTo(1);
        assertThat(story.statusOf(demand)).as("nothing is owed").isEqualTo(Status.REVISITING);
        assertThatThrownBy(() -> disputes.hands(demand, "revisit-parties", "mediation-secretary"))
                .hasStackTraceContaining("不能自己回访");
        disputes.isRevisited(demand, "again");
        assertThat(story.statusOf(demand)).as("with new consent").isEqualTo(Status.CONSENT);
        assertThat(open(demand)).containsExactly("ask-party", "ask-party");
    }

    @Test
    void whoDoesNotSignEndsIt() {
        Demand demand = disputes.mediating();
        disputes.holdsSession(demand, "partial");
        disputes.does("mediator1", demand, "draft-agreement", "decision", "written", "text", "先还一半。");
        disputes.does("mediator1", demand, "collect-signatures", "decision", "refused", "signer", "B");
        assertEndedAt(demand, Status.TERMINATED, "mediation-over");
        assertThat(ending(demand)).isEqualTo("NOT_SIGNED");
    }

    // Performance

    /** A6-13. */
    @Test
    void instalmentsAreUrgedTwiceThenTheWaysAreToldAndNothingElse() {
        Demand demand = disputes.mediating();
        disputes.holdsSession(demand, "goesOn");
        disputes.holdsSession(demand, "agreed");
        disputes.owes(demand, "2000", "2026-06-20");
        disputes.owes(demand, "2000", "2026-07-20");
        disputes.owes(demand, "2000", "2026-08-20");
        disputes.signsAll(demand);
        disputes.does("mediation-head", demand, "seal-agreement", "decision", "seal");
        disputes.does("mediator1", demand, "follow-duty", "voucher", "收条");
        story.passes(Duration.ofDays(45));
        disputes.does("mediator1", demand, "urge-debtor", "decision", "urged", "note", "电话催告");
        disputes.does("mediator1", demand, "urge-debtor", "decision", "urged", "note", "上门催告");
        assertThat(story.stepsOf(demand)).contains(Step.WARNED, Step.DUTY_BREACHED);
        story.passes(Duration.ofDays(40));
        disputes.does("mediator1", demand, "urge-debtor", "decision", "done", "note", "收条");
        disputes.isRevisited(demand, "settled");
        disputes.does("mediation-secretary", demand, "file-dossier", "summary", "一卷。");
        assertEndedAt(demand, Status.FILED, "filed");
    }

    @Test
    void anOralAgreementIsInEffectWhenItIsMade() {
        Demand demand = disputes.mediating();
        disputes.holdsSession(demand, "agreed");
        disputes.does(
                "mediator1",
                demand,
                "draft-agreement",
                "decision",
                "oral",
                "oralGround",
                "PERFORMED",
                "text",
                "当场赔偿，互相道歉。");
        assertThat(story.statusOf(demand)).isEqualTo(Status.REVISITING);
    }

    // Danger

    /** A6-10. */
    @Test
    void wordsOfDangerInARecordCallTheDutyDeskAndConsentIsAskedAnew() {
        Demand demand = disputes.mediating();
        disputes.holdsSession(demand, "goesOn", "record", "乙女士说：我要拿刀砍死他。");
        assertThat(story.statusOf(demand)).isEqualTo(Status.ESCALATED);
        assertThat(open(demand)).containsExactly("handle-danger");
        assertThat(clocks.of(demand.number()).stream()
                        .filter(one -> one.endedAt().isEmpty()))
                .extracting(SlaClock::step)
                .containsExactly(Milestone.DANGER);
        assertThat(jdbc.queryForObject(
                        "select count(*) from mediation_session s join mediation m on m.id = s.mediation_id"
                                + " where m.number = ?",
                        Integer.class,
                        demand.number()))
                .as("the record is kept")
                .isEqualTo(1);
        story.passes(Duration.ofMinutes(31));
        disputes.does("duty", demand, "handle-danger", "decision", "released", "phonedTo", "110，09:05", "note", "已劝开");
        assertThat(open(demand)).containsExactly("ask-party", "ask-party");
        assertThat(clock(demand, Milestone.MEDIATION).endedAt()).isEmpty();
    }

    @Test
    void dangerIsReportedFromWhereverACaseStands() {
        Demand fresh = disputes.registered();
        story.as("mediation-secretary", () -> {
            mediations.report(fresh.number());
            return null;
        });
        disputes.does("duty", fresh, "handle-danger", "decision", "released", "phonedTo", "110", "note", "已解除");
        assertThat(open(fresh)).containsExactly("examine-application");
        story.as("mediation-head", () -> {
            mediations.report(fresh.number());
            return null;
        });
        disputes.does("duty", fresh, "handle-danger", "decision", "takenOver", "phonedTo", "110", "note", "已带走");
        assertEndedAt(fresh, Status.TRANSFERRED, "transferred");

        Demand owed = disputes.agreed("2026-07-01");
        story.as("mediator1", () -> {
            mediations.report(owed.number());
            return null;
        });
        disputes.does("duty", owed, "handle-danger", "decision", "released", "phonedTo", "110", "note", "已解除");
        assertThat(open(owed)).containsExactlyInAnyOrder("apply-confirmation", "follow-duty");
    }

    @Test
    void aDisputeThatIsDangerousFromTheStartIsTheDutyDesksAtOnce() {
        Demand demand = disputes.registered(Disputes.about("FAMILY", "他说今晚要拿刀杀了我。", "离他远一点。", "甲女士", "乙先生"));
        assertThat(open(demand)).containsExactly("handle-danger");
    }

    // Over, from wherever

    @Test
    void aPartyLeavesOrSuesAndTheApplicantTakesItBack() {
        Demand sued = disputes.mediating();
        story.as("mediator1", () -> {
            mediations.end(sued.number(), Ending.ELSEWHERE);
            return null;
        });
        assertEndedAt(sued, Status.TERMINATED, "left-by-party");
        assertThat(ending(sued)).isEqualTo("ELSEWHERE");

        Demand taken = disputes.accepted();
        transaction.executeWithoutResult(
                status -> residents.withdraw(demands.trackWithFollowers(taken.number(), taken.queryCode()), "我们自己谈好了"));
        assertEndedAt(taken, Status.WITHDRAWN, "taken-back");
        assertThat(demands.timeline(demands.get(taken.number())))
                .as("what was said stays with those who work on it")
                .noneMatch(line -> String.valueOf(line.text()).contains("谈好"));

        Demand effective = disputes.agreed("2026-07-01");
        assertThatThrownBy(() -> story.as("mediator1", () -> {
                    mediations.end(effective.number(), Ending.ONE_LEFT);
                    return null;
                }))
                .hasMessageContaining("不能终止");
    }

    @Test
    void aSuperiorUrgesAndMayNotTakeItOver() {
        Demand demand = disputes.mediating();
        story.as("supervisor2", () -> {
            interventions.supervise(demand.number(), "请抓紧");
            return null;
        });
        String asked = story.openTasks(demand, "escalation").get(0);
        assertThatThrownBy(() ->
                        story.completes("supervisor2", demand, asked, Map.of("decision", "takeOver", "note", "我来调解")))
                .hasStackTraceContaining("上级不能代为调解");
        story.completes("supervisor2", demand, asked, Map.of("decision", "note", "note", "已了解"));
        assertThat(story.openTasks(demand, "escalation")).isEmpty();
    }

    @Test
    void whoIsLateIsRemindedAndTheCaseGoesOn() {
        Demand demand = disputes.registered();
        story.passes(Duration.ofDays(2));
        disputes.does("mediation-secretary", demand, "examine-application", "decision", "accept");
        story.passes(Duration.ofDays(6));
        assertThat(story.stepsOf(demand).stream().filter(Step.MEDIATION_LATE::equals))
                .hasSize(2);
        disputes.answers(demand.number(), Side.A, "agree");
        disputes.answers(demand.number(), Side.B, "agree");
        disputes.does("mediation-secretary", demand, "choose-mediator", "decision", "none");
        story.passes(Duration.ofDays(8));
        disputes.does("mediation-head", demand, "appoint-mediator", "mediator", "mediator1");
        disputes.takesTheSeat(demand, "mediator1");
        story.passes(Duration.ofDays(11));
        assertThat(story.stepsOf(demand)).contains(Step.WARNED);
        disputes.holdsSession(demand, "agreed");
        disputes.does(
                "mediator1", demand, "draft-agreement", "decision", "oral", "oralGround", "WAIVED", "text", "互相道歉。");
        story.passes(Duration.ofDays(8));
        disputes.isRevisited(demand, "settled");
        story.passes(Duration.ofDays(20));
        disputes.does("mediation-secretary", demand, "file-dossier", "summary", "一卷。");
        assertEndedAt(demand, Status.FILED, "filed");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @WalksAll("mediation")
    void everyNodeAndFlowIsWalked() {
        coverage.assertComplete(repository, "mediation");
        coverage.assertComplete(repository, "unsettled-revisit");
    }
}
