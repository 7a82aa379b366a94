package org.ganxian.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a superior for a case, as managers read it.
 *
 * @param unit zh-CN, who was called
 * @param cause zh-CN
 * @param outcome zh-CN; null while it waits for an answer
 * @param endedAt null while it waits for an answer
 */
public record SupervisionEntry(
        Level level,
        String unit,
        String cause,
        Instant raisedAt,
        Instant answerDue,
        @Nullable String outcome,
        @Nullable Instant endedAt) {

    public boolean isOpen() {
        return endedAt == null;
    }
}
