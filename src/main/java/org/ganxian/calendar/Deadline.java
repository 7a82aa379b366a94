package org.ganxian.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A due instant and how it came about.
 *
 * @param due never before the start
 * @param counted what was counted towards the limit: the limit itself for hours and minutes; for working days the opening
 *     time of the days counted, which leaves out the rest of the day on which it started; on the calendar's clock the
 *     days from the next one, 24 hours each
 * @param skipped days from the start's to the due day that did not count, oldest first; on the calendar's clock those
 *     that moved its end; empty on the wall clock
 * @param provisional true when a year between start and due has no published list of days off yet, so that the date may
 *     still move; never on the wall clock
 */
public record Deadline(Instant due, Duration counted, List<SkippedDay> skipped, boolean provisional) {}
