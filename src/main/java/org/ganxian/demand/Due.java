package org.ganxian.demand;

import java.time.Instant;

/**
 * The limit that counts for a demand now.
 *
 * @param name zh-CN, what is due; empty when nothing is
 * @param at null when nothing is due
 */
public record Due(String name, Instant at) {

    /** A paused demand keeps its limit; whoever asks whether it is late looks at the pause first. */
    public static Due of(Demand demand) {
        return switch (demand.status()) {
            case ACCEPTING -> new Due("受理", demand.firstResponseDue());
            case DECIDING -> new Due("作出决定", demand.completionDue());
            case DECIDED -> new Due("出件送达", demand.completionDue());
            case SUPPLEMENTING, ISSUED -> new Due("", null);
            default ->
                demand.firstResponseAt().isPresent()
                        ? new Due("办结", open(demand, demand.completionDue()))
                        : new Due("首次响应", open(demand, demand.firstResponseDue()));
        };
    }

    private static Instant open(Demand demand, Instant due) {
        return demand.status().isOpen() ? due : null;
    }
}
