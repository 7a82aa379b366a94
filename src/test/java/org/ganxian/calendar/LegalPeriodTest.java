package org.ganxian.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.ganxian.calendar.imports.ShippedCalendar;
import org.ganxian.platform.PeopleTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Periods of the law by example (民事诉讼法第八十五条), and on every day of four years against a walk from day to day. */
class LegalPeriodTest {

    private final WorkingCalendar city = Offices.CITY.calendar();

    /** What is due is the end of the day named. */
    @ParameterizedTest(name = "{0}: {2} from {1} ends with {3}")
    @CsvSource(textBlock = """
            # rule,                                   start,              limit,  last day
            theDayOfTheStartIsNotCounted,             2026-03-02T00:00,   P1D,    2026-03-03
            aLateStartOfTheDayCountsAlike,            2026-03-02T23:59:59, P1D,   2026-03-03
            daysOffInBetweenCount,                    2026-03-05T10:00,   P5D,    2026-03-10
            aSaturdayAtTheEndRollsToMonday,           2026-03-05T10:00,   P2D,    2026-03-09
            theEndOfSpringFestivalRollsPastIt,        2026-02-13T10:00,   P5D,    2026-02-24
            aMakeUpSaturdayIsNoDayOff,                2026-02-12T10:00,   P2D,    2026-02-14
            aMakeUpSundayIsNoDayOff,                  2026-09-18T10:00,   P2D,    2026-09-20
            nationalHolidaysRollToTheNextWorkingDay,  2026-09-01T10:00,   P30D,   2026-10-08
            aStartOnADayOffIsAStart,                  2026-10-03T10:00,   P15D,   2026-10-19
            thirtyDaysAreNoMonth,                     2026-01-05T10:00,   P30D,   2026-02-04
            aMonthEndsOnTheSameNumber,                2026-01-05T10:00,   P1M,    2026-02-05
            aMonthWithoutThatNumberEndsOnItsLast,     2026-03-31T10:00,   P1M,    2026-04-30
            ofTheLongestToTheShortest,                2025-01-31T10:00,   P1M,    2025-02-28
            inALeapYear,                              2024-01-31T10:00,   P1M,    2024-02-29
            aMonthThatEndsOnASundayRolls,             2026-02-08T10:00,   P1M,    2026-03-09
            aMonthAndItsExtensionRollOnce,            2026-01-05T10:00,   P1M30D, 2026-03-09
            overTheYearsBorder,                       2025-12-02T10:00,   P30D,   2026-01-04
            """)
    void endsWithThisDay(String rule, LocalDateTime start, String limit, LocalDate lastDay) {
        assertThat(city.due(at(start), Limit.parse(limit), ClockKind.CALENDAR)).isEqualTo(endOf(lastDay));
    }

    @Test
    void aLimitOfNothingIsDueAtItsStart() {
        Instant night = at(LocalDateTime.parse("2026-10-03T23:10"));
        assertThat(city.due(night, Limit.parse("P0D"), ClockKind.CALENDAR)).isEqualTo(night);
    }

    @Test
    void whatMovedTheEndIsSaid() {
        Deadline deadline =
                city.explain(at(LocalDateTime.parse("2026-02-13T10:00")), Limit.ofDays(5), ClockKind.CALENDAR);
        assertThat(deadline.counted()).isEqualTo(Duration.ofDays(5));
        assertThat(deadline.skipped()).hasSize(6).allMatch(day -> day.reason().equals("春节"));
        assertThat(deadline.skipped().get(0).date()).isEqualTo("2026-02-18");
        assertThat(deadline.provisional()).isFalse();
    }

    @Test
    void onlyTheYearOfItsEndMakesItProvisional() {
        LocalDateTime lastYearWithoutAList = LocalDateTime.parse("2031-03-04T10:00");
        assertThat(city.explain(at(lastYearWithoutAList), Limit.ofDays(3), ClockKind.CALENDAR)
                        .provisional())
                .isTrue();
        assertThat(city.explain(at(LocalDateTime.parse("2026-03-04T10:00")), Limit.ofDays(3), ClockKind.CALENDAR)
                        .provisional())
                .isFalse();
    }

    @Test
    void noPauseStopsIt() {
        Instant start = at(LocalDateTime.parse("2026-03-02T10:00"));
        Instant due = city.due(start, Limit.ofDays(30), ClockKind.CALENDAR);
        assertThat(city.shifted(due, start, start.plus(Duration.ofDays(10)), ClockKind.CALENDAR))
                .isEqualTo(due);
    }

    @Test
    void hoursMeanNothing() {
        Instant start = at(LocalDateTime.parse("2026-03-02T10:00"));
        assertThatIllegalArgumentException().isThrownBy(() -> city.due(start, Limit.parse("PT4H"), ClockKind.CALENDAR));
        assertThatIllegalArgumentException().isThrownBy(() -> city.due(start, Limit.parse("P1M"), ClockKind.WORKING));
        assertThatIllegalArgumentException().isThrownBy(() -> city.due(start, Limit.parse("P1M"), ClockKind.WALL));
    }

    @Test
    void daysThatAreOverHaveElapsed() {
        Instant start = at(LocalDateTime.parse("2026-03-02T10:00"));
        Instant due = city.due(start, Limit.ofDays(10), ClockKind.CALENDAR);
        assertThat(city.explainElapsed(start, due, ClockKind.CALENDAR).days()).isEqualTo(10);
        assertThat(city.explainElapsed(start, due.minusSeconds(1), ClockKind.CALENDAR)
                        .days())
                .isEqualTo(9);
        assertThat(city.explainElapsed(start, start, ClockKind.CALENDAR).days()).isZero();
    }

    /** No office closes the law's calendar. */
    @ParameterizedTest
    @EnumSource
    void walkingFromDayToDaySaysTheSame(Offices office) {
        Holidays holidays = ShippedCalendar.holidays();
        for (LocalDate day = LocalDate.of(2024, 1, 1); day.getYear() < 2028; day = day.plusDays(1)) {
            for (int days : new int[] {1, 2, 7, 15, 30, 60, 90}) {
                LocalDate last = day;
                for (int counted = 0; counted < days; counted++) {
                    last = last.plusDays(1);
                }
                while (holidays.dayOff(last).isPresent()) {
                    last = last.plusDays(1);
                }
                Instant start = at(day.atTime(LocalTime.of(day.getDayOfMonth() % 24, 30)));
                Instant due = office.calendar().due(start, Limit.ofDays(days), ClockKind.CALENDAR);
                if (!due.equals(endOf(last))) {
                    assertThat(due).as(days + " days from " + start).isEqualTo(endOf(last));
                }
            }
        }
    }

    private static Instant at(LocalDateTime time) {
        return time.atZone(PeopleTime.ZONE).toInstant();
    }

    private static Instant endOf(LocalDate day) {
        return at(day.plusDays(1).atStartOfDay());
    }
}
