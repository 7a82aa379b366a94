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
        workEnded(casework.of(execution));
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
        casework.happened(demand, performing ? Step.ESCALATED_IN_PERFORMANCE : Step.ESCALATED, "先拨打 110；其他计时已经停止");
        variables.danger(execution, false);
        clock.start(execution, demand, Milestone.DANGER);
        casework.tell(groups.onDuty(), demand, "DANGER", "激化 %s", "纠纷有激化的危险，请立即打电话，再处置。");
    }

    /** Leads to the duty that is due first of those that are left. */
    public void nextDuty(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.stop(demand, Milestone.DUTY);
        clock.stop(demand, Milestone.URGE);
        parts.performing()
                .next(mediations.of(execution))
                .ifPresentOrElse(
                        duty -> {
                            clock.startDuty(execution, demand, duty.dueOn());
                            variables.dutyLeft(execution, true);
                        },
                        () -> variables.dutyLeft(execution, false));
    }

    public void dutyOverdue(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.stop(demand, Milestone.DUTY);
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
