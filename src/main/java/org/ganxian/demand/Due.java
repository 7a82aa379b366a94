package org.ganxian.demand;

import java.time.Instant;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;

/**
 * The limit that counts for a demand now.
 *
 * @param step null when nothing is due
 * @param name zh-CN, what is due; empty when nothing is
 * @param at null when nothing is due
 */
public record Due(
        @Nullable Milestone step, String name, @Nullable Instant at) {

    private static final Due NOTHING = new Due(null, "", null);

    /** A paused demand keeps its limit; whoever asks whether it is late looks at the pause first. */
    public static Due of(Demand demand) {
        return switch (demand.status()) {
            case ACCEPTING -> of(Milestone.ACCEPTANCE, demand.firstResponseDue());
            case DECIDING -> of(Milestone.DECISION, demand.completionDue());
            case DECIDED -> of(Milestone.ISSUE, demand.completionDue());
            case EXAMINING -> of(Milestone.EXAMINATION, demand.firstResponseDue());
            case CONSENT, APPOINTING, MEDIATING, SIGNING -> of(Milestone.MEDIATION, demand.completionDue());
            case SUPPLEMENTING, ISSUED, SUSPENDED, ESCALATED -> NOTHING;
            default ->
                demand.firstResponseAt().isPresent()
                        ? of(Milestone.COMPLETION, open(demand, demand.completionDue()))
                        : of(Milestone.FIRST_CONTACT, open(demand, demand.firstResponseDue()));
        };
    }

    private static Due of(Milestone step, @Nullable Instant at) {
        return new Due(step, step.title(), at);
    }

    private static @Nullable Instant open(Demand demand, @Nullable Instant due) {
        return demand.status().isOpen() ? due : null;
    }
}
