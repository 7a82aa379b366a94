package org.ganxian.escalation;

import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.engine.EngineVariables;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.SlaStep;
import org.springframework.stereotype.Component;

/** All that the process {@code escalation} keeps in the engine, and the only place that knows the names. */
@Component
class EscalationVariables extends EngineVariables<EscalationVariables.Name> {

    enum Name {
        supervisionLevel,
        supervisionOutcome,
        streetSupervisionDue,
        districtSupervisionDue,
        citySupervisionDue,
        cityReminderDue,
        graceDue
    }

    /** What the timers and due dates read. */
    private static final Map<SlaStep, Name> LIMITS = Map.of(
            SlaStep.STREET_SUPERVISION, Name.streetSupervisionDue,
            SlaStep.DISTRICT_SUPERVISION, Name.districtSupervisionDue,
            SlaStep.CITY_SUPERVISION, Name.citySupervisionDue,
            SlaStep.CITY_REMINDER, Name.cityReminderDue,
            SlaStep.GRACE, Name.graceDue);

    private static final String NOBODY = "NOBODY";

    EscalationVariables() {
        super(Name.class);
    }

    void level(VariableScope scope, Level level) {
        set(scope, Name.supervisionLevel, level);
    }

    /** The rules let nobody climb for this limit. */
    void nobody(VariableScope scope) {
        set(scope, Name.supervisionLevel, NOBODY);
    }

    void outcome(VariableScope scope, Outcome outcome) {
        forgetTyped(scope);
        set(scope, Name.supervisionOutcome, outcome);
    }

    void due(VariableScope scope, SlaStep limit, Instant due) {
        set(scope, LIMITS.get(limit), due);
    }

    void due(RuntimeService runtime, DeadlineMoved moved) {
        set(runtime, moved.processInstance(), LIMITS.get(moved.step()), moved.due());
    }

    static boolean has(SlaStep limit) {
        return LIMITS.containsKey(limit);
    }
}
