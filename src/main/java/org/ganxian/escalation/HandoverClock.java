package org.ganxian.escalation;

import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Until when another district has to answer whether it takes a case. */
@Component
@RequiredArgsConstructor
class HandoverClock {

    private final HandoverVariables variables;
    private final SlaClocks clocks;
    private final RuntimeService runtimeService;
    private final Clock clock;

    /** @param unit code of the one that is asked: it is its clock */
    void start(DelegateExecution execution, String unit) {
        List<SlaClock> all = clocks.of(execution.getProcessBusinessKey());
        variables.deadline(
                execution,
                clocks.startAnother(
                        all.get(all.size() - 1).asSubjectOf(unit, execution.getProcessInstanceId()),
                        Milestone.HANDOVER,
                        clock.instant()));
    }

    /** The time has passed. */
    void breach(String number) {
        clocks.breach(number, Milestone.HANDOVER, clock.instant());
    }

    void stop(DelegateExecution execution) {
        clocks.stopIn(execution.getProcessInstanceId(), clock.instant());
    }

    /** The process reads what its clock says. */
    @EventListener
    void moved(DeadlineMoved moved) {
        if (moved.step() == Milestone.HANDOVER) {
            variables.deadline(runtimeService, moved);
        }
    }
}
