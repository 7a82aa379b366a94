package org.ganxian.order;

import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.FlowTasks;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.springframework.stereotype.Component;

/** What the panel beside a task says of an order's. */
@Component
@RequiredArgsConstructor
class OrderTasks implements FlowTasks {

    /** What a member took on is given back by its form, with a reason. */
    private static final Set<String> MEMBERS = Set.of("claim-order", "serve-order");

    private static final String EXTENSION = "review-extension";

    private final Demands demands;

    static boolean isMembers(Task task) {
        return MEMBERS.contains(task.getTaskDefinitionKey());
    }

    @Override
    public String flow() {
        return OrderVariables.FLOW;
    }

    @Override
    public boolean mayPutBack(Task task) {
        return !isMembers(task);
    }

    /** An extension is asked for with a reason. */
    @Override
    public Optional<String> reason(Task task, Demand demand) {
        return EXTENSION.equals(task.getTaskDefinitionKey())
                ? demands.timeline(demand).stream()
                        .filter(line -> line.step() == Step.EXTENSION_ASKED)
                        .reduce((earlier, later) -> later)
                        .map(TimelineEntry::text)
                : Optional.empty();
    }
}
