package org.ganxian.demand;

import java.time.Instant;
import org.ganxian.sla.SlaStep;

/**
 * The limit that counts for a demand now.
 *
 * @param step null when nothing is due
 * @param name zh-CN, what is due; empty when nothing is
 * @param at null when nothing is due
 */
public record Due(SlaStep step, String name, Instant at) {

    private static final Due NOTHING = new Due(null, "", null);

    /** A paused demand keeps its limit; whoever asks whether it is late looks at the pause first. */
    public static Due of(Demand demand) {
        return switch (demand.status()) {
            case ACCEPTING -> of(SlaStep.ACCEPTANCE, demand.firstResponseDue());
            case DECIDING -> of(SlaStep.DECISION, demand.completionDue());
            case DECIDED -> of(SlaStep.ISSUE, demand.completionDue());
            case SUPPLEMENTING, ISSUED -> NOTHING;
            default ->
                demand.firstResponseAt().isPresent()
                        ? of(SlaStep.COMPLETION, open(demand, demand.completionDue()))
                        : of(SlaStep.FIRST_CONTACT, open(demand, demand.firstResponseDue()));
        };
    }

    private static Due of(SlaStep step, Instant at) {
        return new Due(step, step.title(), at);
    }

    private static Instant open(Demand demand, Instant due) {
        return demand.status().isOpen() ? due : null;
    }
}
