package org.ganxian.order;

import java.util.Map;
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

    /** Tasks that judge what somebody asked for, and the line of the timeline that says why. */
    private static final Map<String, Set<Step>> ASKED_BY = Map.of(
            "review-extension",
            Set.of(Step.EXTENSION_ASKED),
            "review-merge",
            Set.of(Step.MERGE_PROPOSED),
            "triage-order",
            Set.of(Step.TO_TRIAGE, Step.RETURN_ASKED, Step.PARTNER_REFUSED));

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

    /** More time, or a merge, is asked for with a reason. */
    @Override
    public Optional<String> reason(Task task, Demand demand) {
        Set<Step> asked = ASKED_BY.getOrDefault(task.getTaskDefinitionKey(), Set.of());
        return demands.timeline(demand).stream()
                .filter(line -> asked.contains(line.step()))
                .reduce((earlier, later) -> later)
                .map(TimelineEntry::text);
    }
}
