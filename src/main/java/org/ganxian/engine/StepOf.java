package org.ganxian.engine;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Where an execution stands, beyond what the engine's API tells a listener.
 *
 * @param process key of the process
 * @param kind of element, as BPMN's XML names it, for example {@code userTask}
 */
public record StepOf(String process, String kind) {

    /** Empty for an execution that stands at no element of a diagram. */
    public static Optional<StepOf> execution(DelegateExecution execution) {
        return execution instanceof ExecutionEntity entity
                        && entity.getActivity() != null
                        && entity.getActivity().getProperty("type") instanceof String kind
                ? Optional.of(new StepOf(entity.getProcessDefinition().getKey(), kind))
                : Optional.empty();
    }
}
