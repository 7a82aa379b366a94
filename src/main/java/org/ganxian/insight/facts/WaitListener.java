package org.ganxian.insight.facts;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears from the engine when a case comes to a step or leaves it. */
@Component
class WaitListener {

    private final ReadModels readModels;
    private final Clock clock;

    WaitListener(ReadModels readModels, Clock clock) {
        this.readModels = readModels;
        this.clock = clock;
    }

    @EventListener(condition = "#execution.eventName == 'start' or #execution.eventName == 'end'")
    void moved(DelegateExecution execution) {
        String number = execution.getProcessBusinessKey();
        if (number == null || !(execution instanceof ExecutionEntity entity) || entity.getActivity() == null) {
            return;
        }
        Object kind = entity.getActivity().getProperty("type");
        if (!(kind instanceof String name) || !Waits.KINDS.contains(name)) {
            return;
        }
        boolean begins = ExecutionListener.EVENTNAME_START.equals(execution.getEventName());
        readModels.moved(new Wait(
                execution.getActivityInstanceId(),
                entity.getProcessDefinition().getKey(),
                execution.getCurrentActivityId(),
                number,
                begins ? clock.instant() : null,
                begins ? null : clock.instant()));
    }
}
