package org.ganxian.casework;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandTie;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.engine.RunningCases;
import org.ganxian.engine.RunningCases.Instance;
import org.springframework.stereotype.Component;

/** A case that is not at its end has one process, with a task or a wait; one at its end has none. */
@Component
class CaseProcessTie extends DemandTie {

    private final Demands demands;
    private final RunningCases cases;
    private final List<FlowVariables<?>> flows;

    CaseProcessTie(Demands demands, ManyDemands many, RunningCases cases, List<FlowVariables<?>> flows) {
        super("case-process", "诉求、流程与任务", many);
        this.demands = demands;
        this.cases = cases;
        this.flows = flows;
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Set<String> processes = flows.stream().map(FlowVariables::flow).collect(Collectors.toSet());
        Map<String, List<Instance>> running = new HashMap<>();
        cases.of(numbers).stream()
                .filter(i -> processes.contains(i.process()))
                .forEach(i -> running.computeIfAbsent(i.number(), n -> new ArrayList<>())
                        .add(i));
        Set<String> waiting = cases.waiting(running.values().stream()
                .flatMap(List::stream)
                .map(Instance::id)
                .toList());
        Map<String, String> found = new HashMap<>();
        for (Demand demand : demands.all(numbers)) {
            wrong(demand, running.getOrDefault(demand.number(), List.of()), waiting)
                    .ifPresent(what -> found.put(
                            demand.number(),
                            "现为“%s”，%s".formatted(demand.status().title(), what)));
        }
        return found;
    }

    private static Optional<String> wrong(Demand demand, List<Instance> running, Set<String> waiting) {
        if (demand.status().isFinal()) {
            return running.isEmpty() ? Optional.empty() : Optional.of("已经了结，流程却还在进行");
        } else if (running.isEmpty()) {
            return Optional.of("没有了结，却没有流程");
        } else if (running.size() > 1) {
            return Optional.of("同时有 %d 个流程".formatted(running.size()));
        }
        return waiting.contains(running.get(0).id()) ? Optional.empty() : Optional.of("流程里却没有任务，也没有等待");
    }
}
