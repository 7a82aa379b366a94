package org.ganxian.order;

import java.time.Instant;
import org.ganxian.demand.Demand;
import org.ganxian.sla.SlaStep;

/** The limit of a case that counts now. {@code step} and {@code when} are null where none does. */
record RunningLimit(SlaStep step, String name, Instant when) {

    private static final RunningLimit NONE = new RunningLimit(null, "", null);

    static RunningLimit of(Demand d) {
        return switch (d.status()) {
            case ACCEPTING -> of(SlaStep.ACCEPTANCE, d.firstResponseDue());
            case DECIDING -> of(SlaStep.DECISION, d.completionDue());
            case DECIDED -> of(SlaStep.ISSUE, d.completionDue());
            case SUPPLEMENTING, ISSUED -> NONE;
            default ->
                d.firstResponseAt().isPresent()
                        ? of(SlaStep.COMPLETION, open(d, d.completionDue()))
                        : of(SlaStep.FIRST_CONTACT, open(d, d.firstResponseDue()));
        };
    }

    private static RunningLimit of(SlaStep step, Instant when) {
        return new RunningLimit(step, step.title(), when);
    }

    private static Instant open(Demand d, Instant due) {
        return d.status().isOpen() ? due : null;
    }
}
