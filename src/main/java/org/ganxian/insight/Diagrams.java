package org.ganxian.insight;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.LimitedFlow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names of flows and of their steps, as the newest diagrams say them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Diagrams {

    private final RepositoryService repositoryService;
    private final List<LimitedFlow> flows;
    private final CurrentActor currentActor;

    /** Flows that handle cases, with their zh-CN names. */
    public Map<String, String> flows() {
        Map<String, String> names = new TreeMap<>();
        flows.forEach(flow -> names.put(flow.flow(), name(flow.flow())));
        return names;
    }

    /** @throws Refusal 400 for a flow that handles no cases; null is all of them */
    public void requireFlow(@Nullable String flow) {
        if (flow != null && flows.stream().noneMatch(f -> f.flow().equals(flow))) {
            throw Refusal.invalid("没有这种业务：" + flow);
        }
    }

    /** zh-CN; the key itself for a process that is not there. */
    public String name(String definition) {
        return currentActor.asSystem(() ->
                repositoryService
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(definition)
                        .latestVersion()
                        .list()
                        .stream()
                        .map(ProcessDefinition::getName)
                        .findFirst()
                        .orElse(definition));
    }

    /**
     * zh-CN names by id of the step.
     *
     * @param definition key of the process
     * @throws Refusal 404 for a process that is not there
     */
    public Map<String, String> names(@Nullable String definition) {
        Map<String, String> names = new TreeMap<>();
        model(definition).getModelElementsByType(FlowElement.class).stream()
                .filter(e -> e.getName() != null)
                .forEach(e -> names.put(e.getId(), e.getName().replaceAll("\\s+", "")));
        return names;
    }

    /**
     * The newest one, as it is drawn.
     *
     * @throws Refusal 404 for a process that is not there
     */
    public BpmnModelInstance model(@Nullable String definition) {
        return currentActor.asSystem(() -> {
            ProcessDefinition latest = repositoryService
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(definition == null ? "" : definition)
                    .latestVersion()
                    .singleResult();
            if (latest == null) {
                throw Refusal.notFound("没有这个流程");
            }
            return repositoryService.getBpmnModelInstance(latest.getId());
        });
    }
}
