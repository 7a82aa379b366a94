package org.ganxian.mediation;

import java.util.Optional;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.SupervisedCases;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.organization.Duty;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What supervision does to a mediation. A superior urges; the case and what is said in it stay with the mediators whom the
 * parties have accepted. When one of them works there no more, the head names another.
 */
@Component
class SupervisedMediations extends SupervisedCases {

    private final Mediation.Repository mediations;
    private final MediationGroups groups;
    private final Seats seats;

    SupervisedMediations(
            MediationVariables variables,
            MediationGroups groups,
            Parts parts,
            Mediation.Repository mediations,
            Seats seats) {
        super(variables, groups, parts);
        this.mediations = mediations;
        this.groups = groups;
        this.seats = seats;
    }

    @Override
    protected String called() {
        return "这件调解";
    }

    @Override
    public void takeOver(String number, String username) {
        throw Refusal.field("decision", "调解员由当事人接受，上级不能代为调解，请选择批注");
    }

    @Override
    public void redispatch(String number, @Nullable String unit) {
        throw Refusal.field("decision", "调解员由当事人接受，上级不能改派，请选择批注");
    }

    /** A mediator's task is nobody's until the parties have another one; a colleague of the same panel may go on with it. */
    @Override
    protected void handOn(Task task, Demand demand, @Nullable String colleague, String note) {
        Mediation mediation = mediations.of(demand);
        if (!seats.has(mediation, task.getAssignee())) {
            super.handOn(task, demand, colleague, note);
            return;
        }
        requireOfThePanel(mediation, colleague);
        String before = groups.keepers(mediation);
        if (seats.vacated(demand, mediation, task.getAssignee(), colleague)) {
            record(demand, Step.HANDED_ON, note);
            tell(demand, MediationMessages.MEDIATOR_LEFT, MediationMessages.OF_AN_OLDER_DIAGRAM);
            return;
        }
        super.handOn(task, demand, colleague, note);
        String after = groups.keepers(mediation);
        if (!after.equals(before)) {
            giveTo(after, task, before);
        }
    }

    @Override
    protected Optional<String> comesBackTo(Demand demand, String username) {
        return mediations
                .findByNumber(demand.number())
                .filter(mediation -> !demand.status().isFinal() && seats.has(mediation, username))
                .map(mediation -> Duty.MEDIATOR.groupIn(mediation.committee()));
    }

    @Override
    protected void handOn(Demand demand, String from, @Nullable String colleague, String note) {
        Mediation mediation = mediations.of(demand);
        requireOfThePanel(mediation, colleague);
        record(demand, Step.HANDED_ON, note);
        if (seats.vacated(demand, mediation, from, colleague)) {
            tell(demand, MediationMessages.MEDIATOR_LEFT, MediationMessages.OF_AN_OLDER_DIAGRAM);
        }
    }

    private void requireOfThePanel(Mediation mediation, @Nullable String colleague) {
        if (colleague != null && !seats.has(mediation, colleague)) {
            throw Refusal.conflict("调解员由各方接受，请退回所在岗位，由主任另行指定");
        }
    }
}
