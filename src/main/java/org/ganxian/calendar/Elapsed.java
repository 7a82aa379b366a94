package org.ganxian.calendar;

import java.time.Duration;
import java.util.List;

/**
 * How much time lies between two instants by one clock. The reverse of {@link Deadline}: of a limit in hours and minutes
 * {@code time} comes back, of a limit in days {@code days}.
 *
 * @param time all time counted in between; splitting the interval anywhere, the parts add up
 * @param days on the working clock the working days after the day of the start whose closing time has been reached; on the
 *     wall clock full periods of 24 hours, on the calendar's the days after that of the start that are over. Parts add up when the interval is split at a closing time, not inside a day
 * @param skipped as in {@link Deadline}
 * @param provisional as in {@link Deadline}
 */
public record Elapsed(Duration time, long days, List<SkippedDay> skipped, boolean provisional) {}
