package org.ganxian.insight.cases;

import java.time.Instant;
import org.ganxian.sla.TimeLeft;
import org.jspecify.annotations.Nullable;

/**
 * A case in a list: no contact of the resident.
 *
 * @param place zh-CN, from the street down
 * @param unit zh-CN, null while nobody serves it
 * @param flow zh-CN, the business that it is: an order or an application
 * @param left of the limit that counts now; null when nothing is due
 * @param grade zh-CN; null while it is not rated
 * @param comment the resident's words, on pages only; null for none
 */
public record CaseLine(
        String number,
        String title,
        String flow,
        String category,
        String place,
        @Nullable String unit,
        String status,
        String priority,
        Instant receivedAt,
        @Nullable TimeLeft left,
        boolean paused,
        @Nullable Instant completedAt,
        @Nullable String grade,
        @Nullable String comment) {

    /** Full minutes by the limit's own clock, 0 when it is not late; null when nothing is due. */
    public @Nullable Long lateMinutes() {
        return left == null ? null : left.late() ? left.time().toMinutes() : 0;
    }

    public boolean isLate() {
        return left != null && left.late();
    }

    /** zh-CN, with what is due: 首次响应 还剩 3 小时; empty when nothing is. */
    public String timeLeft() {
        return left == null ? "" : left.step().title() + " " + left.inWords();
    }

    /** Null when nothing is due. */
    public @Nullable Instant due() {
        return left == null ? null : left.due();
    }

    /** zh-CN; empty when nothing is due. */
    public String dueName() {
        return left == null ? "" : left.step().title();
    }
}
