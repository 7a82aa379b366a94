package org.ganxian.intake.imports;

import java.time.Instant;
import org.ganxian.demand.Demands;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;

/**
 * That the other system has done the work.
 *
 * @param closedAt null when it does not say when
 * @param answer to the resident; null when it does not say
 */
record Finished(@Nullable Instant closedAt, @Nullable String answer) {

    /** The answer and when it was given are one line of the timeline. */
    static final int REPLY_LENGTH = Demands.NOTE_LENGTH - 60;

    static @Nullable String answer(@Nullable Instant replied, @Nullable String reply) {
        return replied == null ? reply : PeopleTime.of(replied) + "答复" + (reply == null ? "" : "：" + reply);
    }
}
