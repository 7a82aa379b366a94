package org.ganxian.insight;

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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names of steps, as the newest diagrams say them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Diagrams {

    private final RepositoryService repositoryService;
    private final CurrentActor currentActor;

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

    private BpmnModelInstance model(@Nullable String definition) {
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
