package org.ganxian.insight.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a case in a step of a diagram.
 *
 * @param id the engine's, of this stay
 * @param definition key of the process
 * @param activity id of the step
 * @param enteredAt null for the end of a stay that began in an earlier transaction
 * @param leftAt null while it lasts
 */
record Wait(
        String id,
        String definition,
        String activity,
        String number,
        @Nullable Instant enteredAt,
        @Nullable Instant leftAt) {

    Wait until(Wait end) {
        return new Wait(id, definition, activity, number, enteredAt, end.leftAt);
    }
}
