package org.ganxian.calendar;

import java.time.Duration;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Computes with working time, wall-clock time and days of the calendar; the only place that does.
 *
 * <p>The working clock runs while the unit is open: on days the country works (published lists of days off and make-up
 * workdays, else the law and the weekend), within the unit's office hours or those of the nearest unit above, plus its
 * extra openings, less its closures. A working day of a unit is a day on which it opens at all. The wall clock runs
 * always. People's zone is Asia/Shanghai, whatever the zones of the JVM, the database or the caller.
 *
 * <ul>
 *   <li>Hours and minutes on the working clock are opening time, exact to the nanosecond. What starts while the unit is
 *       closed begins to count at the next opening; what is used up exactly at closing is due then.
 *   <li>Days on the working clock are counted from the next working day; due is when the last of them closes.
 *   <li>On the wall clock a day is 24 hours.
 *   <li>On the calendar's clock days and months are counted as laws count them ({@link ClockKind#CALENDAR}): due is
 *       midnight after the last day, which people call 24:00 of it.
 *   <li>A limit of nothing is due at the start.
 * </ul>
 *
 * Units are named by code; null is the city. An unknown code is an {@link IllegalArgumentException}, a time outside the
 * years 1990 to 2110 or more than ten years off a {@link BeyondCalendar}. Results for years without a published list are
 * provisional: see {@link Deadline#provisional}. Calls cost one small query a transaction, else memory only.
 */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class WorkingClock {

    private final Calendars calendars;

    /**
     * When a limit that starts at {@code start} is due: never before the start, and never earlier for a later start or a
     * longer limit of the same kind.
     *
     * @throws IllegalArgumentException for a limit that means nothing on this clock ({@link Limit#suits})
     */
    public Instant due(Instant start, Limit limit, ClockKind clock, @Nullable String unit) {
        return calendars.of(unit).due(start, limit, clock);
    }

    /** As {@link #due}, with what was counted and skipped on the way. */
    public Deadline deadline(Instant start, Limit limit, ClockKind clock, @Nullable String unit) {
        return calendars.of(unit).explain(start, limit, clock);
    }

    /**
     * Time between two instants by this clock; {@code elapsed(start, due(start, limit))} is the limit for every limit in
     * hours and minutes. For days see {@link Elapsed#days}.
     *
     * @throws IllegalArgumentException when {@code to} is before {@code from}
     */
    public Duration elapsed(Instant from, Instant to, ClockKind clock, @Nullable String unit) {
        return calendars.of(unit).elapsed(from, to, clock);
    }

    /** As {@link #elapsed}, with working days and the days skipped. */
    public Elapsed elapsedInDetail(Instant from, Instant to, ClockKind clock, @Nullable String unit) {
        return calendars.of(unit).explainElapsed(from, to, clock);
    }

    /**
     * A deadline after a pause: moved by exactly the time paused, so that what remained at the pause remains at the
     * resumption. On the calendar's clock nothing moves it. A pause with no office hours in it moves nothing on the working clock. A deadline that had passed when
     * the pause began stays. Works as well for a warning that was computed before the pause.
     *
     * @throws IllegalArgumentException when resumed before paused
     */
    public Instant shifted(Instant due, Instant pausedAt, Instant resumedAt, ClockKind clock, @Nullable String unit) {
        return calendars.of(unit).shifted(due, pausedAt, resumedAt, clock);
    }

    /**
     * Whether a year between the two instants has no published list of days off yet, on the calendar's clock that of the
     * end; never on the wall clock.
     */
    public boolean isProvisional(Instant from, Instant to, ClockKind clock, @Nullable String unit) {
        return calendars.of(unit).isProvisional(from, to, clock);
    }

    /**
     * When somebody can be reminded: the instant itself while the unit is open, else its next opening. Closing time is no
     * longer open.
     */
    public Instant nextOfficeTime(Instant instant, @Nullable String unit) {
        return calendars.of(unit).nextOfficeTime(instant);
    }

    /**
     * When a fraction of the time between start and due has passed, {@code 0.75} for a warning, {@code 1.5} for what
     * comes after the deadline. Compute it for the deadline as first set, and move it through pauses with
     * {@link #shifted}.
     *
     * @param fraction 0 to 10
     */
    public Instant fractionDue(Instant start, Instant due, double fraction, ClockKind clock, @Nullable String unit) {
        return calendars.of(unit).fractionDue(start, due, fraction, clock);
    }
}
