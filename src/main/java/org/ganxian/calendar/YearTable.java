package org.ganxian.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import lombok.AccessLevel;
import lombok.Getter;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;

/**
 * One year of one unit, computed once: its opening intervals on the time line with the working time before each, and its
 * working days with the number before each day. Every question is then a binary search. Times are nanoseconds since 1970.
 */
final class YearTable {

    private static final ZoneId ZONE = PeopleTime.ZONE;
    private static final long NANOS = 1_000_000_000L;
    private static final int MINUTE = 60;

    private final LocalDate firstDay;
    private final boolean published;
    private final String[] remarks;
    /** Interval i is open from opens[i] until before closes[i]; worked[i] is the working time before it. */
    private final long[] opens;

    private final long[] closes;
    private final long[] worked;

    /** Working time of the whole year. */
    @Getter(AccessLevel.PACKAGE)
    private final long total;

    /** workingDay[n] is the n-th working day as a day of the year from 0, closing[n] its last closing time. */
    private final int[] workingDay;

    private final long[] closing;
    /** Working days before the day of the year. */
    private final int[] workingDaysBefore;

    YearTable(int year, Holidays holidays, OfficeRules rules) {
        firstDay = LocalDate.of(year, 1, 1);
        published = holidays.isPublished(year);
        int length = firstDay.lengthOfYear();
        remarks = new String[length];
        workingDaysBefore = new int[length + 1];
        int[] days = new int[length];
        long[] lastClosing = new long[length];
        Intervals intervals = new Intervals(length);
        int workingDays = 0;
        for (int i = 0; i < length; i++) {
            LocalDate date = firstDay.plusDays(i);
            OfficeRules.Day day = rules.day(date, holidays);
            remarks[i] = day.remark();
            workingDaysBefore[i] = workingDays;
            if (!day.open().isEmpty()) {
                intervals.add(date, day.open());
                days[workingDays] = i;
                lastClosing[workingDays++] = intervals.lastClosing();
            }
        }
        workingDaysBefore[length] = workingDays;
        workingDay = Arrays.copyOf(days, workingDays);
        closing = Arrays.copyOf(lastClosing, workingDays);
        opens = Arrays.copyOf(intervals.opens, intervals.count);
        closes = Arrays.copyOf(intervals.closes, intervals.count);
        worked = new long[intervals.count];
        long sum = 0;
        for (int i = 0; i < intervals.count; i++) {
            worked[i] = sum;
            sum += closes[i] - opens[i];
        }
        total = sum;
    }

    /** Collects the intervals of a year. */
    private static final class Intervals {
        private long[] opens;
        private long[] closes;
        private int count;

        Intervals(int days) {
            opens = new long[2 * days];
            closes = new long[2 * days];
        }

        void add(LocalDate date, BitSet open) {
            for (int from = open.nextSetBit(0); from >= 0; ) {
                int to = open.nextClearBit(from);
                if (count == opens.length) {
                    opens = Arrays.copyOf(opens, 2 * count);
                    closes = Arrays.copyOf(closes, 2 * count);
                }
                opens[count] = nanos(date, from);
                closes[count++] = nanos(date, to);
                from = open.nextSetBit(to);
            }
        }

        long lastClosing() {
            return closes[count - 1];
        }

        /** By local time, not by adding to midnight: in 1990 and 1991 China had summer time. */
        private static long nanos(LocalDate date, int minute) {
            LocalDate day = minute == OpeningHours.DAY ? date.plusDays(1) : date;
            int second = minute == OpeningHours.DAY ? 0 : minute * MINUTE;
            return day.atStartOfDay().plusSeconds(second).atZone(ZONE).toEpochSecond() * NANOS;
        }
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    boolean isPublished() {
        return published;
    }

    /** Why this day of the year, or a part of it, does not count; null when there is nothing to say. */
    @Nullable
    String remark(LocalDate date) {
        return remarks[date.getDayOfYear() - 1];
    }

    /** Working time from the beginning of the year to a time in it. */
    long workedBy(long time) {
        int i = lastOpenedBy(time);
        return i < 0 ? 0 : worked[i] + Math.min(time, closes[i]) - opens[i];
    }

    /** The earliest time by which this much has been worked in the year; {@code work} is above 0, at most the total. */
    long timeOf(long work) {
        int i = Arrays.binarySearch(worked, work);
        // Exactly what was worked before interval i was reached when interval i - 1 closed.
        int interval = (i >= 0 ? i : -i - 1) - 1;
        return opens[interval] + work - worked[interval];
    }

    /** The time itself when the unit is open then, else its next opening in this year; -1 when there is none. */
    long nextOpen(long time) {
        int i = lastOpenedBy(time);
        if (i >= 0 && time < closes[i]) {
            return time;
        }
        return i + 1 < opens.length ? opens[i + 1] : -1;
    }

    private int lastOpenedBy(long time) {
        int i = Arrays.binarySearch(opens, time);
        return i >= 0 ? i : -i - 2;
    }

    int workingDays() {
        return workingDay.length;
    }

    int workingDaysBefore(LocalDate date) {
        return workingDaysBefore[date.getDayOfYear() - 1];
    }

    int workingDaysThrough(LocalDate date) {
        return workingDaysBefore[date.getDayOfYear()];
    }

    /** When the n-th working day of the year closes, counted from 1. */
    long closing(int n) {
        return closing[n - 1];
    }

    /** True when the unit opens on this day at all. */
    boolean isWorkingDay(LocalDate date) {
        return workingDaysThrough(date) > workingDaysBefore(date);
    }
}
