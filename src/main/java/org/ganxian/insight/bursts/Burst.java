package org.ganxian.insight.bursts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One of them.
 *
 * @param placeName zh-CN
 * @param category code of the kind of demand, of whatever level residents and clerks chose
 * @param from the first of the days that are counted, {@code to} the last
 * @param usual for as many days
 * @param measured days that usual is the mean of; fewer than all in a new city
 * @param words zh-CN, why it is one
 * @param endedAt null while it lasts
 */
public record Burst(
        String place,
        String placeName,
        String category,
        String categoryName,
        LocalDate from,
        LocalDate to,
        int cases,
        BigDecimal usual,
        int measured,
        String words,
        Instant begunAt,
        @Nullable Instant endedAt) {

    /** False while there are too few records to say what is usual. */
    public boolean isComparable() {
        return measured >= BurstRule.ENOUGH_DAYS;
    }
}
