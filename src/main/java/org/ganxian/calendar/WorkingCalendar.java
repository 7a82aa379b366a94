package org.ganxian.calendar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.ganxian.platform.PeopleTime;

/**
 * The arithmetic of one unit's time, free of any framework. Immutable but for the year tables, which are computed when
 * first needed. Finding a due instant costs a binary search a year; naming the days skipped costs a look at each day.
 * Rules are those of {@link WorkingClock}.
 */
public final class WorkingCalendar {

    public static final int FIRST_YEAR = 1990;
    /** The last year in which a limit may start. */
    public static final int LAST_YEAR = 2100;

    public static final int LONGEST_YEARS = 10;
    public static final Duration LONGEST = Duration.ofDays(3653);
    private static final int YEARS = LAST_YEAR + LONGEST_YEARS + 1 - FIRST_YEAR;

    private final Holidays holidays;
    private final OfficeRules rules;
    private final LegalPeriod legalPeriod;
    private final AtomicReferenceArray<YearTable> tables = new AtomicReferenceArray<>(YEARS);

    WorkingCalendar(Holidays holidays, OfficeRules rules) {
        this.holidays = holidays;
        this.rules = rules;
        this.legalPeriod = new LegalPeriod(holidays);
    }

    Instant due(Instant start, Limit limit, ClockKind clock) {
        if (limit.isZero()) {
            return start;
        }
        if (limit.months() > 12L * LONGEST_YEARS
                || limit.days() > LONGEST.toDays()
                || limit.time().compareTo(LONGEST) > 0) {
            throw new BeyondCalendar("Longer than ten years: " + limit);
        }
        if (!limit.suits(clock)) {
            throw new IllegalArgumentException("Means nothing on the clock " + clock + ": " + limit);
        }
        if (clock == ClockKind.WALL) {
            return start.plus(limit.wall());
        } else if (clock == ClockKind.CALENDAR) {
            return withinReach(start, endOf(legalPeriod.lastDay(date(start), limit)));
        }
        return limit.days() > 0
                ? closingAfter(start, limit.days())
                : worked(start, limit.time().toNanos());
    }

    /** The earliest instant by which this much has been worked since {@code from}; {@code from} itself for nothing. */
    private Instant worked(Instant from, long work) {
        if (work == 0) {
            return from;
        }
        int first = date(from).getYear();
        int year = first;
        YearTable table = table(year);
        long target = table.workedBy(YearTable.nanos(from)) + work;
        while (target > table.total()) {
            target -= table.total();
            table = next(++year, first);
        }
        return withinReach(from, YearTable.instant(table.timeOf(target)));
    }

    /** Closing time of the n-th working day after the day of {@code start}. */
    private Instant closingAfter(Instant start, long n) {
        LocalDate day = date(start);
        int year = day.getYear();
        YearTable table = table(year);
        long target = table.workingDaysThrough(day) + n;
        while (target > table.workingDays()) {
            target -= table.workingDays();
            table = next(++year, day.getYear());
        }
        return withinReach(start, YearTable.instant(table.closing((int) target)));
    }

    private YearTable next(int year, int first) {
        if (year - first > LONGEST_YEARS) {
            throw new BeyondCalendar("Not reached within ten years from " + first);
        }
        return table(year);
    }

    private static Instant withinReach(Instant start, Instant end) {
        if (end.isAfter(start.plus(LONGEST))) {
            throw new BeyondCalendar("More than ten years after " + start + ": " + end);
        }
        return end;
    }

    Deadline explain(Instant start, Limit limit, ClockKind clock) {
        Instant due = due(start, limit, clock);
        if (clock == ClockKind.WALL) {
            return new Deadline(due, limit.wall(), List.of(), false);
        } else if (clock == ClockKind.CALENDAR && !limit.isZero()) {
            LocalDate first = date(start);
            return new Deadline(
                    due,
                    Duration.between(endOf(first), endOf(legalPeriod.lastDayCounted(first, limit))),
                    legalPeriod.daysOffAtItsEnd(first, limit),
                    isProvisional(start, due, clock));
        }
        Duration counted = limit.days() == 0
                ? limit.time()
                : elapsed(date(start).plusDays(1).atStartOfDay(PeopleTime.ZONE).toInstant(), due, clock);
        return new Deadline(
                due, counted, limit.isZero() ? List.of() : skipped(start, due), isProvisional(start, due, clock));
    }

    Duration elapsed(Instant from, Instant to, ClockKind clock) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("Backwards: " + from + " to " + to);
        }
        if (clock != ClockKind.WORKING) {
            return Duration.between(from, to);
        }
        int year = date(from).getYear();
        int last = date(to).getYear();
        long beforeFrom = table(year).workedBy(YearTable.nanos(from));
        Duration time = Duration.ofNanos(-beforeFrom);
        for (; year < last; year++) {
            time = time.plusNanos(table(year).total());
        }
        return time.plusNanos(table(last).workedBy(YearTable.nanos(to)));
    }

    Elapsed explainElapsed(Instant from, Instant to, ClockKind clock) {
        Duration time = elapsed(from, to, clock);
        if (clock == ClockKind.WALL) {
            return new Elapsed(time, time.toDays(), List.of(), false);
        } else if (clock == ClockKind.CALENDAR) {
            long days = Math.max(0, ChronoUnit.DAYS.between(date(from), date(to)) - 1);
            return new Elapsed(time, days, List.of(), false);
        }
        return new Elapsed(
                time,
                daysElapsed(from, to),
                from.equals(to) ? List.of() : skipped(from, to),
                isProvisional(from, to, clock));
    }

    /** Working days after the day of {@code from} that have closed by {@code to}. */
    private long daysElapsed(Instant from, Instant to) {
        LocalDate first = date(from);
        LocalDate last = date(to);
        if (!last.isAfter(first)) {
            return 0;
        }
        long days = -table(first.getYear()).workingDaysThrough(first);
        for (int year = first.getYear(); year < last.getYear(); year++) {
            days += table(year).workingDays();
        }
        YearTable table = table(last.getYear());
        int through = table.workingDaysThrough(last);
        boolean closedToday = !table.isWorkingDay(last) || table.closing(through) <= YearTable.nanos(to);
        return days + (closedToday ? through : through - 1);
    }

    Instant shifted(Instant due, Instant pausedAt, Instant resumedAt, ClockKind clock) {
        if (resumedAt.isBefore(pausedAt)) {
            throw new IllegalArgumentException("Resumed before paused: " + pausedAt + " to " + resumedAt);
        }
        if (!pausedAt.isBefore(due) || clock == ClockKind.CALENDAR) {
            return due;
        }
        Duration paused = elapsed(pausedAt, resumedAt, clock);
        return clock == ClockKind.WALL ? due.plus(paused) : worked(due, paused.toNanos());
    }

    Instant nextOfficeTime(Instant instant) {
        int first = date(instant).getYear();
        long time = YearTable.nanos(instant);
        long open = table(first).nextOpen(time);
        for (int year = first + 1; open < 0; year++) {
            open = next(year, first).nextOpen(time);
        }
        return YearTable.instant(open);
    }

    Instant fractionDue(Instant start, Instant due, double fraction, ClockKind clock) {
        if (!(fraction >= 0 && fraction <= LONGEST_YEARS)) {
            throw new IllegalArgumentException("No fraction of a limit: " + fraction);
        }
        long whole = elapsed(start, due, clock).toNanos();
        long part = BigDecimal.valueOf(whole)
                .multiply(BigDecimal.valueOf(fraction))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return clock == ClockKind.WORKING ? worked(start, part) : start.plusNanos(part);
    }

    /** Days that did not count, from the day of {@code from} to the last day of which a part lies before {@code to}. */
    private List<SkippedDay> skipped(Instant from, Instant to) {
        List<SkippedDay> skipped = new ArrayList<>();
        LocalDate last = lastDay(from, to);
        for (LocalDate day = date(from); !day.isAfter(last); day = day.plusDays(1)) {
            String reason = table(day.getYear()).remark(day);
            if (reason != null) {
                skipped.add(new SkippedDay(day, reason));
            }
        }
        return List.copyOf(skipped);
    }

    boolean isProvisional(Instant from, Instant to, ClockKind clock) {
        if (clock == ClockKind.WALL) {
            return false;
        }
        int last = lastDay(from, to).getYear();
        // Of a period of the law only its end depends on days off.
        for (int year = clock == ClockKind.CALENDAR ? last : date(from).getYear(); year <= last; year++) {
            if (!table(year).isPublished()) {
                return true;
            }
        }
        return false;
    }

    /** The day before, when {@code to} is midnight: nothing of the new day lies in between. */
    private static LocalDate lastDay(Instant from, Instant to) {
        return date(to.isAfter(from) ? to.minusNanos(1) : to);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(PeopleTime.ZONE).toInstant();
    }

    private static LocalDate date(Instant instant) {
        long offset = PeopleTime.ZONE.getRules().getOffset(instant).getTotalSeconds();
        return LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond() + offset, 86_400L));
    }

    private YearTable table(int year) {
        int i = year - FIRST_YEAR;
        if (i < 0 || i >= YEARS) {
            throw new BeyondCalendar("No calendar of the year " + year);
        }
        YearTable table = tables.get(i);
        if (table == null) {
            // Two threads may both compute it; the results are equal.
            table = new YearTable(year, holidays, rules);
            tables.set(i, table);
        }
        return table;
    }
}
