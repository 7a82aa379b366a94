package org.ganxian.mediation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.CaseFlow;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.dossier.AgreementDuty;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Priority;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/mediation.bpmn} calls where something happens. What people decide in forms is for
 * {@link MediationDecisions}, who may work on a step for {@link MediationGroups}. Lines of the timeline name no person and
 * nothing that was said: many read them.
 */
@CalledByDiagrams
@Component("mediationFlow")
@Transactional
public class MediationFlow extends CaseFlow {

    private final Casework casework;
    private final MediationVariables variables;
    private final MediationClock clock;
    private final MediationGroups groups;
    private final Mediation.Repository mediations;
    private final AgreementDuty.Repository duties;
    private final MediationParts parts;

    MediationFlow(
            Casework casework,
            MediationVariables variables,
            MediationClock clock,
            MediationGroups groups,
            Mediation.Repository mediations,
            AgreementDuty.Repository duties,
            MediationParts parts) {
        super(casework, variables, clock, groups);
        this.casework = casework;
        this.variables = variables;
        this.clock = clock;
        this.groups = groups;
        this.mediations = mediations;
        this.duties = duties;
        this.parts = parts;
    }

    public void enter(DelegateExecution execution) {
        Demand demand = entered(execution, "纠纷");
        Mediation mediation = mediations.of(execution);
        demand.prioritise(Priority.P3);
        demand.serveBy(mediation.committee());
        casework.happened(demand, Step.TO_MEDIATION, null);
        variables.begin(execution);
        clock.start(execution, demand, Milestone.EXAMINATION);
        variables.settle(execution, mediation);
    }

    /** 受理与调解 or 协议履行 is left, by whichever end: no clock of it runs on. */
    public void left(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        workEnded(demand);
        if (demand.status().isFinal()) {
            parts.courtReporting().start(demand, mediations.of(execution));
            parts.coCommittees().caseEnded(demand, mediations.of(execution));
            parts.unsettledRevisits().start(demand, mediations.of(execution));
        }
    }

    /** The part that has to be done within a month is left: what was left of the month is kept for a suspension. */
    public void monthLeft(DelegateExecution execution) {
        clock.stopMonth(casework.of(execution), mediations.of(execution));
    }

    public void timeOver(DelegateExecution execution) {
        parts.sessions().end(execution, Ending.MONTH_OVER);
    }

    /** Nobody presides any more: the head names another, of the same month. */
    public void mediatorLeft(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Mediation mediation = mediations.of(execution);
        clock.startMonth(execution, demand, mediation);
        clock.stop(demand, Milestone.DECLARATION);
        parts.seats().toBeFilled(execution, demand, mediation);
    }

    /** A labour dispute has not been settled in fifteen days. */
    public void labourDue(DelegateExecution execution) {
        parts.arbitration().due(execution, casework.of(execution), mediations.of(execution));
    }

    /** One of the parties is asked, beside the others. */
    public void asks(DelegateExecution execution) {
        variables.asks(execution);
    }

    /** A party has said itself what it wants; its answer is kept already. */
    public void answeredOnline(DelegateExecution execution) {
        parts.asking().online(execution, casework.of(execution), mediations.of(execution));
    }

    public void notChosen(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.stop(demand, Milestone.CHOICE);
        casework.happened(demand, Step.MEDIATOR_NAMED, "逾期没有共同选定，由主任指定");
        clock.start(execution, demand, Milestone.APPOINTMENT);
    }

    public void suspensionOver(DelegateExecution execution) {
        parts.sessions().resume(execution, casework.of(execution), mediations.of(execution), "中止期满");
    }

    /** By who asked for it, at the door of all residents. */
    public void withdrawn(DelegateExecution execution) {
        casework.of(execution).completeAt(clock.now());
        mediations.of(execution).end(Ending.WITHDRAWN);
    }

    /** Its clocks stopped when the work was left; thirty minutes run for the duty desk. */
    public void danger(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        boolean performing = demand.status() == Status.PERFORMING;
        boolean sent = parts.alarms().tell(demand, mediations.of(execution));
        casework.happened(
                demand,
                performing ? Step.ESCALATED_IN_PERFORMANCE : Step.ESCALATED,
                sent ? "先拨打 110；险情已同时发给 110；其他计时已经停止" : "先拨打 110；其他计时已经停止");
        variables.danger(execution, false);
        clock.start(execution, demand, Milestone.DANGER);
        casework.tell(groups.onDuty(), demand, "DANGER", "激化 %s", "纠纷有激化的危险，请立即打电话，再处置。");
    }

    /** Leads to the duty that is due first of those that are left. */
    public void nextDuty(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.stop(demand, Milestone.DUTY);
        clock.stop(demand, Milestone.DUTY_SOON);
        clock.stop(demand, Milestone.URGE);
        Mediation mediation = mediations.of(execution);
        parts.performing()
                .next(mediation)
                .ifPresentOrElse(
                        duty -> {
                            clock.startDuty(execution, demand, duty.dueOn());
                            variables.dutyLeft(execution, true);
                        },
                        () -> {
                            variables.dutyLeft(execution, false);
                            variables.courtAwaited(execution, parts.confirming().isAwaited(demand, mediation));
                        });
    }

    /** Three days before a duty is due, whoever sees to it reminds the debtor. */
    public void dutySoon(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.running(demand, Milestone.DUTY).ifPresent(duty -> {
            String text = "协议约定的一项义务应于 %s 前履行".formatted(PeopleTime.of(duty.dueAt()));
            casework.happened(demand, Step.WARNED, text);
            casework.tell(groups.inCharge(demand), demand, "SLA_WARNING", "将到期 %s：履行协议", text + "，请提醒义务人。");
        });
        clock.stop(demand, Milestone.DUTY_SOON);
    }

    /** 司法确认 is offered beside performance. */
    public void offerConfirmation(DelegateExecution execution) {
        parts.confirming().offer(execution, casework.of(execution), mediations.of(execution));
    }

    /** @param milestone name of the reminder that is due */
    public void confirmationReminded(DelegateExecution execution, String milestone) {
        Demand demand = casework.of(execution);
        clock.stop(demand, Milestone.valueOf(milestone));
        parts.confirming().remind(demand, mediations.of(execution));
    }

    public void confirmationLapsed(DelegateExecution execution) {
        parts.confirming().lapsed(casework.of(execution), mediations.of(execution));
    }

    /** The court has rejected the agreement: what it had promised is void, and consent is asked anew. */
    public void mediateAnew(DelegateExecution execution) {
        parts.performing().mediateAnew(execution, casework.of(execution), mediations.of(execution));
    }

    public void dutyOverdue(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.stop(demand, Milestone.DUTY);
        clock.stop(demand, Milestone.DUTY_SOON);
        clock.start(execution, demand, Milestone.URGE);
    }

    public void beginRevisit(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        boolean breached = duties
                .findByMediationIdOrderByDueOnAscIdAsc(mediations.of(execution).id())
                .stream()
                .anyMatch(duty -> duty.breachedAt() != null);
        casework.happened(demand, Step.PERFORMED, breached ? "有义务没有履行，已告知可以起诉、申请执行或支付令" : null);
        clock.start(execution, demand, Milestone.REVISIT);
        variables.next(execution, Next.GO_ON);
    }

    /** @param milestone name of the limit that has passed */
    public void late(DelegateExecution execution, String milestone) {
        late(execution, Milestone.valueOf(milestone), Step.MEDIATION_LATE);
    }
}
