package org.ganxian.escalation;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.engine.variables.EngineVariables;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.SlaClock;
import org.springframework.stereotype.Component;

/** All that the process {@code handover} keeps in the engine. */
@Component
class HandoverVariables extends EngineVariables<HandoverVariables.Name> {

    enum Name {
        handoverTaken,
        handoverDue,
        handoverWarning
    }

    HandoverVariables() {
        super(Name.class);
    }

    void deadline(VariableScope scope, SlaClock clock) {
        set(scope, Name.handoverDue, clock.dueAt());
        set(scope, Name.handoverWarning, clock.warnAt());
    }

    void deadline(RuntimeService runtime, DeadlineMoved moved) {
        set(runtime, moved.processInstance(), Name.handoverDue, moved.due());
        set(runtime, moved.processInstance(), Name.handoverWarning, moved.warn());
    }

    void taken(VariableScope scope, boolean taken) {
        forgetTyped(scope);
        set(scope, Name.handoverTaken, taken);
    }
}
