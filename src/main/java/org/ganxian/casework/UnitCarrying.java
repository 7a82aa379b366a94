package org.ganxian.casework;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.Step;
import org.ganxian.engine.RunningCases;
import org.ganxian.escalation.Supervisions;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Units;
import org.ganxian.organization.units.UnitWork;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the open cases of a unit that is changed go on, in any flow. */
@Component
@Transactional
@RequiredArgsConstructor
class UnitCarrying implements UnitWork {

    // Nine: what a case has in hand lies in as many places, each with an owner of its own.
    private final Demands demands;
    private final ManyDemands many;
    private final Units units;
    private final TaskService tasks;
    private final Supervisions supervisions;
    private final SlaClocks clocks;
    private final CarriedFacts facts;
    private final List<Part> parts;
    private final CurrentActor current;

    /** What a flow keeps in the engine of the unit that serves a case. */
    @Component
    @RequiredArgsConstructor
    static class CarriedFacts {

        private final RunningCases cases;
        private final RuntimeService runtime;
        private final List<FlowVariables<?>> flows;

        void servedBy(String number, String unit) {
            cases.of(List.of(number))
                    .forEach(instance -> flows.stream()
                            .filter(flow -> flow.flow().equals(instance.process()))
                            .forEach(flow -> flow.servingUnit(runtime, instance.id(), unit)));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public boolean hasNever() {
        return many.after("", 1).isEmpty();
    }

    @Override
    @Transactional(readOnly = true)
    public long count(Collection<String> codes) {
        return many.countAt(codes, others(codes));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> at(Collection<String> codes, int page, int size) {
        return current.asSystem(() -> many.at(codes, others(codes), PageRequest.of(page, size)).stream()
                .map(demand -> new Line(
                        demand.number(),
                        demand.title(),
                        demand.address(),
                        demand.status().title(),
                        tasks.createTaskQuery()
                                .processInstanceBusinessKey(demand.number())
                                .count(),
                        clocks.of(demand.number()).stream()
                                .filter(clock -> clock.endedAt().isEmpty())
                                .count()))
                .toList());
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> numbersAt(Collection<String> codes, String words) {
        return many.numbersAt(codes, others(codes), words);
    }

    private List<String> others(Collection<String> codes) {
        return parts.stream()
                .flatMap(part -> part.numbersOf(codes).stream())
                .distinct()
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public void requireCarried(Map<String, String> successors) {
        parts.stream()
                .flatMap(part -> part.whyNot(successors).stream())
                .findFirst()
                .ifPresent(why -> {
                    throw Refusal.conflict(why);
                });
    }

    @Override
    public void carry(String number, Move move) {
        // Whoever works on it in this very second is waited for, or waits.
        Demand demand = demands.take(number);
        if (demand.status().isFinal()) {
            return;
        }
        String served = demand.servingUnit();
        demand.carryOver(move.successors());
        current.asSystem(() -> {
            parts.forEach(part -> part.carry(number, move.successors()));
            return number;
        });
        demands.record(demand, Step.UNIT_CARRIED, Actor.SYSTEM, move.note());
        String serving = demand.servingUnit();
        if (serving != null && !serving.equals(served)) {
            facts.servedBy(number, serving);
        }
        Map<String, String> called = supervisions.carriedOver(number, serving);
        current.asSystem(() -> {
            tasks.createTaskQuery()
                    .processInstanceBusinessKey(number)
                    .list()
                    .forEach(task -> handOn(task, move, called, serving));
            return number;
        });
    }

    private void handOn(Task task, Move move, Map<String, String> called, @Nullable String serving) {
        Map<String, String> groups = new HashMap<>();
        tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .forEach(group -> groups.put(group, groupInstead(group, move, called, serving)));
        groups.forEach((before, now) -> {
            if (!before.equals(now)) {
                tasks.deleteCandidateGroup(task.getId(), before);
                tasks.addCandidateGroup(task.getId(), now);
            }
        });
    }

    private String groupInstead(String group, Move move, Map<String, String> called, @Nullable String serving) {
        int dash = group.lastIndexOf('-');
        String unit = dash < 0 ? group : group.substring(0, dash);
        Duty duty = Duty.ofCode(group.substring(dash + 1)).orElse(null);
        if (duty == null) {
            return group;
        } else if (move.successors().containsKey(unit)) {
            return duty.groupIn(String.valueOf(move.successors().get(unit)));
        } else if (called.containsKey(unit) && duty == Duty.SUPERVISOR) {
            return duty.groupIn(String.valueOf(called.get(unit)));
        } else if (serving != null && move.left().contains(unit) && !units.isWithin(serving, unit)) {
            return duty.groupIn(units.nearestWith(duty, serving).code());
        }
        return group;
    }
}
