package org.ganxian.casework;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.escalation.Interventions;
import org.springframework.stereotype.Component;

/** What another district is asked for, beside the form in which it answers. */
@Component
@RequiredArgsConstructor
class HandoverTasks implements FlowTasks {

    private final Interventions interventions;

    @Override
    public String flow() {
        return "handover";
    }

    @Override
    public Optional<String> reason(Task task, Demand demand) {
        return interventions.handoverInWords(demand.number());
    }
}
