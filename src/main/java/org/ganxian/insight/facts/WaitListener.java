package org.ganxian.insight.facts;

import java.time.Clock;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.ganxian.engine.StepOf;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears from the engine when a case comes to a step or leaves it. */
@Component
@RequiredArgsConstructor
class WaitListener {

    private final ReadModels readModels;
    private final Clock clock;

    @EventListener
    void moved(DelegateExecution execution) {
        String number = execution.getProcessBusinessKey();
        Optional<StepOf> step = StepOf.execution(execution).filter(s -> Waits.KINDS.contains(s.kind()));
        if (number == null || step.isEmpty()) {
            return;
        }
        boolean begins = ExecutionListener.EVENTNAME_START.equals(execution.getEventName());
        readModels.moved(new Wait(
                execution.getActivityInstanceId(),
                step.get().process(),
                execution.getCurrentActivityId(),
                number,
                begins ? clock.instant() : null,
                begins ? null : clock.instant()));
    }
}
