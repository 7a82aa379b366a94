package org.ganxian.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Working time the slow and obvious way: every minute from December 2023 to 2028 is open or not, and answers are found by
 * counting the open ones. It shares nothing with the program: days off stand here once more, as the notices and,
 * for 2027 and 2028, the lunar calendar name them.
 */
final class MinuteOracle {

    private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);
    private static final int MINUTES_A_DAY = 1440;

    private static final String OFF = """
            2024-01-01 2024-02-10/2024-02-17 2024-04-04/2024-04-06 2024-05-01/2024-05-05 2024-06-10
            2024-09-15/2024-09-17 2024-10-01/2024-10-07
            2025-01-01 2025-01-28/2025-02-04 2025-04-04/2025-04-06 2025-05-01/2025-05-05 2025-05-31/2025-06-02
            2025-10-01/2025-10-08
            2026-01-01/2026-01-03 2026-02-15/2026-02-23 2026-04-04/2026-04-06 2026-05-01/2026-05-05
            2026-06-19/2026-06-21 2026-09-25/2026-09-27 2026-10-01/2026-10-07
            2027-01-01 2027-02-05/2027-02-08 2027-04-05 2027-05-01/2027-05-02 2027-06-09 2027-09-15
            2027-10-01/2027-10-03
            2028-01-01 2028-01-25/2028-01-28 2028-04-04 2028-05-01/2028-05-02 2028-05-28 2028-10-01/2028-10-03
            """;
    private static final String WORKED = """
            2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
            2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
            2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
            """;

    /** Every minute that is open, counted from the first of all. */
    private final int[] open;

    private final long firstMinute = Offices.FIRST.atStartOfDay().toEpochSecond(SHANGHAI) / 60;

    MinuteOracle(Offices office) {
        Set<LocalDate> off = dates(OFF);
        Set<LocalDate> worked = dates(WORKED);
        IntStream.Builder minutes = IntStream.builder();
        int index = 0;
        for (LocalDate day = Offices.FIRST; day.isBefore(Offices.END); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek().getValue() >= 6;
            boolean countryWorks = worked.contains(day) || !weekend && !off.contains(day);
            for (int minute = 0; minute < MINUTES_A_DAY; minute++, index++) {
                boolean isOpen = countryWorks && office.opensUsually(day, minute) || office.opensSpecially(day, minute);
                if (isOpen && !office.isClosed(day, minute)) {
                    minutes.add(index);
                }
            }
        }
        open = minutes.build().toArray();
    }

    private static Set<LocalDate> dates(String text) {
        Set<LocalDate> dates = new HashSet<>();
        for (String part : text.strip().split("\\s+")) {
            String[] ends = part.split("/");
            LocalDate last = LocalDate.parse(ends[ends.length - 1]);
            for (LocalDate day = LocalDate.parse(ends[0]); !day.isAfter(last); day = day.plusDays(1)) {
                dates.add(day);
            }
        }
        return dates;
    }

    /** The first moment by which so many open minutes have passed. */
    Instant due(Instant start, long minutes) {
        return minutes == 0 ? start : instant(open[openBefore(index(start)) + (int) minutes - 1] + 1);
    }

    /** Goes on from day to day until so many days with an open minute have passed, to the end of that day's last one. */
    Instant dueAfterDays(Instant start, long days) {
        if (days == 0) {
            return start;
        }
        int day = index(start) / MINUTES_A_DAY;
        for (long left = days; left > 0; left--) {
            day = open[openBefore((day + 1) * MINUTES_A_DAY)] / MINUTES_A_DAY;
        }
        return instant(open[openBefore((day + 1) * MINUTES_A_DAY) - 1] + 1);
    }

    long elapsed(Instant from, Instant to) {
        return openBefore(index(to)) - openBefore(index(from));
    }

    Instant nextOfficeTime(Instant instant) {
        return instant(open[openBefore(index(instant))]);
    }

    /** How many open minutes there are before this one. */
    private int openBefore(int minute) {
        int found = Arrays.binarySearch(open, minute);
        return found >= 0 ? found : -found - 1;
    }

    private int index(Instant instant) {
        if (instant.getEpochSecond() % 60 != 0 || instant.getNano() != 0) {
            throw new IllegalArgumentException("The oracle knows whole minutes only: " + instant);
        }
        return (int) (instant.getEpochSecond() / 60 - firstMinute);
    }

    private Instant instant(int index) {
        return Instant.ofEpochSecond((firstMinute + index) * 60);
    }

    static Instant at(LocalDate day, int minute) {
        return LocalDateTime.of(day, java.time.LocalTime.MIDNIGHT)
                .plusMinutes(minute)
                .toInstant(SHANGHAI);
    }
}
