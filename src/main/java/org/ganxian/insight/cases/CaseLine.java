package org.ganxian.insight.cases;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case in a list: no contact of the resident.
 *
 * @param place zh-CN, from the street down
 * @param unit zh-CN, null while nobody serves it
 * @param due null when nothing is due
 * @param grade zh-CN; null while it is not rated
 * @param comment the resident's words, on pages only; null for none
 */
record CaseLine(
        String number,
        String title,
        String category,
        String place,
        @Nullable String unit,
        String status,
        String priority,
        Instant receivedAt,
        String dueName,
        @Nullable Instant due,
        boolean paused,
        @Nullable Instant completedAt,
        @Nullable String grade,
        @Nullable String comment) {

    public boolean isLate(Instant now) {
        return due != null && !paused && due.isBefore(now);
    }

    /** zh-CN: 剩 3 小时, 已超 20 分钟, 已暂停计时; empty when nothing is due. */
    public String timeLeft(Instant now) {
        if (due == null) {
            return "";
        } else if (paused) {
            return "已暂停计时";
        }
        Duration left = Duration.between(now, due);
        return (left.isNegative() ? "已超 " : "剩 ") + inWords(left.abs());
    }

    private static String inWords(Duration time) {
        if (time.toHours() >= 48) {
            return time.toDays() + " 天";
        }
        return time.toHours() > 0 ? time.toHours() + " 小时" : time.toMinutes() + " 分钟";
    }
}
