package org.ganxian.codes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a list.
 *
 * @param name zh-CN
 * @param from first day on which it can be chosen; null for ever
 * @param to last day; null for no end
 */
public record CodeEntry(
        String code,
        String name,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    boolean isOpenOn(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
