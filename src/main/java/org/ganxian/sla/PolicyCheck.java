package org.ganxian.sla;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.ganxian.engine.DecisionCheck;
import org.ganxian.engine.DecisionTable;
import org.ganxian.platform.CurrentActor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Limits take effect when every row is one, and when no flow at work would find itself without. */
@Component
@RequiredArgsConstructor
class PolicyCheck implements DecisionCheck {

    /** Those of the ladder, which every flow climbs, and of what goes to another district. */
    private static final Set<Milestone> OF_SUPERIORS = EnumSet.of(
            Milestone.STREET_SUPERVISION,
            Milestone.DISTRICT_SUPERVISION,
            Milestone.CITY_SUPERVISION,
            Milestone.CITY_REMINDER,
            Milestone.GRACE,
            Milestone.HANDOVER);

    private final ObjectProvider<LimitedFlow> flows;
    private final ObjectProvider<RepositoryService> repository;
    private final CurrentActor actors;

    @Override
    public String decision() {
        return SlaPolicies.DECISION;
    }

    @Override
    public List<String> mistakes(DecisionTable table) {
        List<String> found = new ArrayList<>();
        List<Map<String, Object>> rows = table.rows();
        for (int row = 0; row < rows.size(); row++) {
            try {
                SlaPolicies.read(rows.get(row), "第 " + (row + 1) + " 行");
            } catch (IllegalStateException wrong) {
                found.add("第 %d 行的时限、计时方式、预警比例或督办填写有误：%s".formatted(row + 1, rows.get(row)));
            }
        }
        if (found.isEmpty()) {
            flowsAtWork()
                    .keySet()
                    .forEach(flow -> missing(flow.flow(), flow.limits(), table).forEach(found::add));
        }
        return found;
    }

    /** Flows that are deployed, each with its name. */
    Map<LimitedFlow, String> flowsAtWork() {
        Map<LimitedFlow, String> atWork = new LinkedHashMap<>();
        flows.stream().forEach(flow -> nameOf(flow).ifPresent(name -> atWork.put(flow, name)));
        return atWork;
    }

    private Optional<String> nameOf(LimitedFlow flow) {
        return actors.asSystem(
                () -> repository
                        .getObject()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(flow.flow())
                        .latestVersion()
                        .list()
                        .stream()
                        .map(ProcessDefinition::getName)
                        .findFirst());
    }

    /** What a flow asks the table, with the ladder that all of them climb. */
    static Set<Milestone> wanted(Set<Milestone> limits) {
        Set<Milestone> wanted = EnumSet.copyOf(OF_SUPERIORS);
        wanted.addAll(limits);
        return wanted;
    }

    static List<String> missing(String flow, Set<Milestone> limits, DecisionTable table) {
        List<String> found = new ArrayList<>();
        for (Milestone step : wanted(limits)) {
            for (Priority priority : Priority.values()) {
                Map<String, Object> facts =
                        Map.of("flow", flow, "step", step.name(), "category", "", "priority", priority.name());
                if (table.answer(facts).isEmpty()) {
                    found.add("没有流程 %s “%s”（%s）的时限".formatted(flow, step.title(), priority));
                }
            }
        }
        return found;
    }
}
