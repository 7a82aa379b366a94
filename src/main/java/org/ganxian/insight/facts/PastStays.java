package org.ganxian.insight.facts;

import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;

/** Gathers a case's stays in steps from the engine's history; whatever is there already stays. */
@Component
@RequiredArgsConstructor
class PastStays {

    private final Waits waits;
    private final HistoryService history;
    private final CurrentActor actors;
    private final Clock clock;

    /** The case stands still, and its own row is written. */
    void fill(String number) {
        actors.asSystem(() -> {
            for (HistoricProcessInstance instance : history.createHistoricProcessInstanceQuery()
                    .processInstanceBusinessKey(number)
                    .list()) {
                history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).list().stream()
                        .filter(stay -> Waits.KINDS.contains(stay.getActivityType()))
                        .map(stay -> wait(stay, number))
                        .forEach(waits::gather);
            }
            return null;
        });
    }

    /** As {@link #fill}; stays that the engine does not know as lasting end now at the latest. */
    void fillAndEnd(String number, List<String> over) {
        fill(number);
        over.forEach(id -> waits.leave(id, clock.instant()));
    }

    private static Wait wait(HistoricActivityInstance stay, String number) {
        return new Wait(
                stay.getId(),
                stay.getProcessDefinitionKey(),
                stay.getActivityId(),
                number,
                stay.getStartTime().toInstant(),
                stay.getEndTime() == null ? null : stay.getEndTime().toInstant());
    }
}
