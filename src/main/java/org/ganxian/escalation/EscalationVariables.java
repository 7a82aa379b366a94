package org.ganxian.escalation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.engine.EngineVariables;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.SlaStep;
import org.springframework.stereotype.Component;

/** All that the process {@code escalation} keeps in the engine, and the only place that knows the names. */
@Component
class EscalationVariables extends EngineVariables {

    private enum Name {
        supervisionLevel,
        supervisionOutcome,
        streetSupervisionDue,
        districtSupervisionDue,
        citySupervisionDue,
        cityReminderDue,
        graceDue
    }

    private static final String NOBODY = "NOBODY";

    @Override
    public Set<String> names() {
        return Arrays.stream(Name.values()).map(Name::name).collect(Collectors.toSet());
    }

    void level(VariableScope scope, Level level) {
        set(scope, Name.supervisionLevel, level.name());
    }

    /** The rules let nobody climb for this limit. */
    void nobody(VariableScope scope) {
        set(scope, Name.supervisionLevel, NOBODY);
    }

    void outcome(VariableScope scope, Outcome outcome) {
        forgetTyped(scope);
        set(scope, Name.supervisionOutcome, outcome.name());
    }

    void due(VariableScope scope, SlaStep step, Instant due) {
        set(scope, nameOf(step), date(due));
    }

    void due(RuntimeService runtime, DeadlineMoved moved) {
        asFact(() -> runtime.setVariable(
                moved.processInstance(), nameOf(moved.step()).name(), date(moved.due())));
    }

    static boolean has(SlaStep step) {
        return switch (step) {
            case STREET_SUPERVISION, DISTRICT_SUPERVISION, CITY_SUPERVISION, CITY_REMINDER, GRACE -> true;
            default -> false;
        };
    }

    private static Name nameOf(SlaStep step) {
        return switch (step) {
            case STREET_SUPERVISION -> Name.streetSupervisionDue;
            case DISTRICT_SUPERVISION -> Name.districtSupervisionDue;
            case CITY_SUPERVISION -> Name.citySupervisionDue;
            case CITY_REMINDER -> Name.cityReminderDue;
            case GRACE -> Name.graceDue;
            default -> throw new IllegalArgumentException("Not a supervision's limit: " + step);
        };
    }
}
