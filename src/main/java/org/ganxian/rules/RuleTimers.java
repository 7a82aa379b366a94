package org.ganxian.rules;

import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;

/** The engine waits for the day on which a change of rules takes effect: {@code processes/rule-change.bpmn}. */
@Component
@RequiredArgsConstructor
class RuleTimers {

    static final String PROCESS = "rule-change";

    private final RuntimeService runtime;
    private final CurrentActor actors;

    /** @param decision key of the instance */
    void set(String decision) {
        actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, decision));
    }

    void cancel(String decision) {
        actors.asSystem(() -> {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(PROCESS)
                    .processInstanceBusinessKey(decision)
                    .list()
                    .forEach(waiting -> runtime.deleteProcessInstance(waiting.getId(), "取消定时生效"));
            return decision;
        });
    }
}
