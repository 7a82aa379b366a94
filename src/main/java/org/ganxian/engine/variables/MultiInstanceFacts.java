package org.ganxian.engine.variables;

import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.ganxian.platform.OutOfTurn;
import org.springframework.stereotype.Component;

/**
 * What the engine itself keeps when a step runs once for each of several units. It writes these while it moves a
 * process on; somebody who submits one of them does so before that, and is refused.
 */
@Component
public class MultiInstanceFacts implements EngineFacts {

    /** The unit that one run of such a step is for. */
    public static final String DEPARTMENT = "department";

    /** Id of the party to a dispute that one run is for. */
    public static final String PARTY = "partyId";

    /** User name of the mediator that one run is for. */
    public static final String MEDIATOR = "panelMember";

    /** Code of the partner that one run is for. */
    public static final String PARTNER = "exchangePartner";

    static final Set<String> NAMES = Set.of(
            "nrOfInstances",
            "nrOfActiveInstances",
            "nrOfCompletedInstances",
            "loopCounter",
            DEPARTMENT,
            PARTY,
            MEDIATOR,
            PARTNER);

    /**
     * What a step's run is for.
     *
     * @throws OutOfTurn when the run is over: somebody moved the case on while this step waited for it
     */
    public static String of(VariableScope scope, String fact) {
        Object value = scope.getVariable(fact);
        if (value == null) {
            throw new OutOfTurn("A run with " + fact + " is over");
        }
        return (String) value;
    }

    @Override
    public Set<String> names() {
        return NAMES;
    }

    @Override
    public boolean areBeingWritten() {
        return Context.getBpmnExecutionContext() != null;
    }
}
