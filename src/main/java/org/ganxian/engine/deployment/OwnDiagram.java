package org.ganxian.engine.deployment;

import org.camunda.bpm.engine.delegate.BpmnModelExecutionContext;

/**
 * What the diagram knows on which a case runs: one that began before an upgrade ends on the diagram that it began on
 * (decision 033).
 */
public final class OwnDiagram {

    private OwnDiagram() {}

    /** Whether the diagram of this task or execution has this element. */
    public static boolean has(BpmnModelExecutionContext where, String element) {
        return where.getBpmnModelInstance().getModelElementById(element) != null;
    }
}
