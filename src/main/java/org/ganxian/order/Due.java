package org.ganxian.order;

import java.time.Instant;
import org.ganxian.demand.Demand;

/**
 * The limit that counts now.
 *
 * @param name zh-CN: what is due
 * @param when null while nothing is
 */
public record Due(String name, Instant when) {

    public static Due of(Demand d) {
        return switch (d.status()) {
            case ACCEPTING -> new Due("受理", d.firstResponseDue());
            case DECIDING -> new Due("作出决定", d.completionDue());
            case DECIDED -> new Due("出件送达", d.completionDue());
            case SUPPLEMENTING, ISSUED -> new Due("", null);
            default ->
                d.firstResponseAt().isPresent()
                        ? new Due("办结", open(d, d.completionDue()))
                        : new Due("首次响应", open(d, d.firstResponseDue()));
        };
    }

    private static Instant open(Demand d, Instant due) {
        return d.status().isOpen() ? due : null;
    }
}
