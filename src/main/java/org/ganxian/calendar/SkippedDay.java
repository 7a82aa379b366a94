package org.ganxian.calendar;

import java.time.LocalDate;

/**
 * A day that did not count, or not wholly.
 *
 * @param date in Asia/Shanghai
 * @param reason zh-CN, for people: {@code 周末}, {@code 春节}, {@code 单位停办：搬迁}, {@code 部分时段停办（14:30–17:30）：停电}
 */
public record SkippedDay(LocalDate date, String reason) {}
