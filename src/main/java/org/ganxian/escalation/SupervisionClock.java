package org.ganxian.escalation;

import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.sla.DeadlineMoved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A supervision's row and process read what its clock says, when the calendar or the limits change. */
@Component
class SupervisionClock {

    private final Supervision.Repository supervisions;
    private final EscalationVariables variables;
    private final RuntimeService runtimeService;

    SupervisionClock(
            Supervision.Repository supervisions, EscalationVariables variables, RuntimeService runtimeService) {
        this.supervisions = supervisions;
        this.variables = variables;
        this.runtimeService = runtimeService;
    }

    @EventListener
    void moved(DeadlineMoved moved) {
        if (EscalationVariables.has(moved.step())) {
            supervisions
                    .findFirstByProcessInstanceOrderByIdDesc(moved.processInstance())
                    .filter(s -> s.endedAt().isEmpty())
                    .ifPresent(s -> s.dueAt(moved.due()));
            variables.due(runtimeService, moved);
        }
    }
}
