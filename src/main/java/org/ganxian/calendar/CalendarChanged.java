package org.ganxian.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The calendar is another one from now on. Published in the transaction that changes it, so that a listener which plans the
 * recomputation of deadlines commits or fails with the change; the {@link WorkingClock} of that transaction knows the new
 * calendar already. Only deadlines whose time from start to due touches these days can move, or cease to be provisional.
 *
 * @param from first day that may count differently, in Asia/Shanghai
 * @param to last such day
 * @param unit code of the unit concerned, whose lower units may follow it; null for the whole country
 * @param cause zh-CN, what was done, for reports: {@code 导入 2027 年放假安排}
 */
public record CalendarChanged(
        LocalDate from, LocalDate to, @Nullable String unit, String cause) {}
