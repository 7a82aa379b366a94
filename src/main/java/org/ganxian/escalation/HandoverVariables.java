package org.ganxian.escalation;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.engine.EngineVariables;
import org.springframework.stereotype.Component;

/** All that the process {@code handover} keeps in the engine. */
@Component
class HandoverVariables extends EngineVariables<HandoverVariables.Name> {

    enum Name {
        handoverTaken
    }

    HandoverVariables() {
        super(Name.class);
    }

    void taken(VariableScope scope, boolean taken) {
        forgetTyped(scope);
        set(scope, Name.handoverTaken, taken);
    }
}
