package org.ganxian.insight.cases;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One visit of a case in a step, as people read it.
 *
 * @param name zh-CN
 * @param leftAt null while it lasts
 */
record StepVisit(
        String definition,
        String activity,
        String name,
        Instant enteredAt,
        @Nullable Instant leftAt) {

    boolean lasts() {
        return leftAt == null;
    }

    boolean includes(Instant when) {
        return !when.isBefore(enteredAt) && (leftAt == null || when.isBefore(leftAt));
    }

    Duration lasted(Instant now) {
        return Duration.between(enteredAt, leftAt == null ? now : leftAt);
    }
}
