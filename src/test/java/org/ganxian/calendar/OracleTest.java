package org.ganxian.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast computation against {@link MinuteOracle}, on every day of 2024 to 2027 and for several offices. */
class OracleTest {

    /** Round the edges of every office: midnight, openings, lunch, closings. */
    private static final int[] MINUTES = {
        0, 479, 480, 481, 540, 719, 720, 800, 870, 899, 900, 1049, 1050, 1079, 1080, 1439
    };

    private static final long[] LIMITS = {0, 1, 30, 59, 240, 419, 420, 421, 480, 840, 2100, 4200};
    private static final long[] DAYS = {0, 1, 2, 5, 10, 15, 20};

    @ParameterizedTest
    @EnumSource
    void minutesAreDueWhenWalkingFromMinuteToMinuteSaysSo(Offices office) {
        MinuteOracle oracle = new MinuteOracle(office);
        everyStart(start -> {
            for (long limit : LIMITS) {
                Instant due = office.calendar().due(start, Limit.of(Duration.ofMinutes(limit)), ClockKind.WORKING);
                assertEqual(due, oracle.due(start, limit), start, limit);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void daysAreDueWhenWalkingFromDayToDaySaysSo(Offices office) {
        MinuteOracle oracle = new MinuteOracle(office);
        everyStart(start -> {
            for (long days : DAYS) {
                Instant due = office.calendar().due(start, Limit.ofDays(days), ClockKind.WORKING);
                assertEqual(due, oracle.dueAfterDays(start, days), start, days);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void officeTimeComesNextWhenWalkingSaysSo(Offices office) {
        MinuteOracle oracle = new MinuteOracle(office);
        everyStart(start ->
                assertEqual(office.calendar().nextOfficeTime(start), oracle.nextOfficeTime(start), start, "next"));
    }

    @ParameterizedTest
    @EnumSource
    void asMuchHasElapsedAsWalkingCounts(Offices office) {
        MinuteOracle oracle = new MinuteOracle(office);
        Random random = new Random(20260214);
        for (LocalDate day : everyDay()) {
            for (int minute : MINUTES) {
                Instant from = MinuteOracle.at(day, minute);
                Instant to = from.plus(Duration.ofMinutes(random.nextInt(40 * 1440)));
                Duration elapsed = office.calendar().elapsed(from, to, ClockKind.WORKING);
                assertEqual(elapsed.toMinutes(), oracle.elapsed(from, to), from, to);
            }
        }
        Instant begin = MinuteOracle.at(LocalDate.of(2024, 1, 1), 0);
        Instant end = MinuteOracle.at(LocalDate.of(2028, 1, 1), 0);
        assertThat(office.calendar().elapsed(begin, end, ClockKind.WORKING).toMinutes())
                .isEqualTo(oracle.elapsed(begin, end));
    }

    private interface Check {
        void at(Instant start);
    }

    private static void everyStart(Check check) {
        for (LocalDate day : everyDay()) {
            for (int minute : MINUTES) {
                check.at(MinuteOracle.at(day, minute));
            }
        }
    }

    private static List<LocalDate> everyDay() {
        List<LocalDate> days =
                LocalDate.of(2024, 1, 1).datesUntil(LocalDate.of(2028, 1, 1)).toList();
        assertThat(days).hasSize(Year.of(2024).length() + 3 * 365);
        return days;
    }

    /** Cheaper than an assertion object each, which half a million of them would be felt. */
    private static void assertEqual(Object actual, Object expected, Object... at) {
        if (!actual.equals(expected)) {
            assertThat(actual).as("%s", List.of(at)).isEqualTo(expected);
        }
    }
}
