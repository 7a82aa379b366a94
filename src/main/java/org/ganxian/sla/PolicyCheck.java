package org.ganxian.sla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.ganxian.engine.tables.DecisionCheck;
import org.ganxian.engine.tables.DecisionTable;
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
        return found;
    }

    @Override
    public List<Map<String, Object>> questions() {
        return flowsAtWork().keySet().stream().flatMap(PolicyCheck::questions).toList();
    }

    /** Each step of a flow, with all that may be urgent about it; what only some categories have is not asked. */
    static Stream<Map<String, Object>> questions(LimitedFlow flow) {
        return wanted(flow.limits()).stream()
                .flatMap(step -> Arrays.stream(Priority.values())
                        .map(priority -> Map.of(
                                "flow",
                                flow.flow(),
                                "step",
                                step.name(),
                                "category",
                                "",
                                "priority",
                                priority.name())));
    }

    @Override
    public String unanswered(Map<String, Object> question) {
        return "没有流程 %s “%s”（%s）的时限"
                .formatted(
                        question.get("flow"),
                        Milestone.valueOf("" + question.get("step")).title(),
                        question.get("priority"));
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
}
