package org.ganxian.escalation;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.engine.variables.EngineVariables;
import org.ganxian.escalation.Supervision.Outcome;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.Milestone;
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
    private static final Map<Milestone, Name> LIMITS = Map.of(
            Milestone.STREET_SUPERVISION, Name.streetSupervisionDue,
            Milestone.DISTRICT_SUPERVISION, Name.districtSupervisionDue,
            Milestone.CITY_SUPERVISION, Name.citySupervisionDue,
            Milestone.CITY_REMINDER, Name.cityReminderDue,
            Milestone.GRACE, Name.graceDue);

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

    void due(VariableScope scope, Milestone limit, Instant due) {
        set(scope, nameOf(limit), due);
    }

    void due(RuntimeService runtime, DeadlineMoved moved) {
        set(runtime, moved.processInstance(), nameOf(moved.step()), moved.due());
    }

    private static Name nameOf(Milestone limit) {
        return Objects.requireNonNull(LIMITS.get(limit), limit::name);
    }

    static boolean has(Milestone limit) {
        return LIMITS.containsKey(limit);
    }
}
