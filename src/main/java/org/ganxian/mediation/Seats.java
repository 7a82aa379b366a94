package org.ganxian.mediation;

import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mediators' seats of a case: who leaves one in the middle of it is followed by whom the head names and the parties accept. */
@Component
@RequiredArgsConstructor
class Seats {

    private static final String TO_BE_FILLED = "原调解员不能继续，由主任另行指定，再听取各方异议";

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final MediationGroups groups;

    boolean has(Mediation mediation, String username) {
        return groups.panel(mediation).stream().anyMatch(one -> one.username().equals(username));
    }

    /**
     * Somebody leaves their seat; nothing is said against them.
     *
     * @param successor of the same panel, who presides from now on; null for none
     * @return whether another one has to be named before the parties go on
     */
    boolean vacated(Demand demand, Mediation mediation, String username, @Nullable String successor) {
        PanelMember gone = groups.panel(mediation).stream()
                .filter(one -> one.username().equals(username))
                .findFirst()
                .orElseThrow();
        gone.replace(null, clock.now());
        if (successor != null && gone.presiding()) {
            groups.panel(mediation).stream()
                    .filter(one -> one.username().equals(successor))
                    .forEach(PanelMember::preside);
            return false;
        }
        return switch (demand.status()) {
            case MEDIATING, SIGNING -> gone.presiding();
            case APPOINTING -> gone.presiding() || gone.declaredAt() == null;
            default -> false;
        };
    }

    /** All leave, so that one panel is named anew; nothing is said against them. */
    void vacate(Mediation mediation) {
        groups.panel(mediation).forEach(one -> one.replace(null, clock.now()));
    }

    /** The suspension is over; whoever presided may have left meanwhile. */
    void fillIfEmpty(DelegateExecution execution, Demand demand, Mediation mediation) {
        if (groups.panel(mediation).stream().noneMatch(PanelMember::presiding)) {
            toBeFilled(execution, demand, mediation);
        }
    }

    void toBeFilled(DelegateExecution execution, Demand demand, Mediation mediation) {
        casework.happened(demand, Step.MEDIATOR_LEFT, TO_BE_FILLED);
        clock.start(execution, demand, Milestone.APPOINTMENT);
        variables.unmanned(execution, true);
        casework.tell(groups.heads(mediation), demand, "MEDIATION", "另行指定调解员 %s", "原调解员不能继续，请在任务“主任指定调解员”中另行指定。");
    }

    /** Whether somebody mediates whom another one could follow. */
    static boolean isReplaceable(Status status) {
        return status == Status.MEDIATING || status == Status.SIGNING;
    }
}
