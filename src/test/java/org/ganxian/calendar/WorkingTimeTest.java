package org.ganxian.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TimeZone;
import org.ganxian.calendar.imports.ShippedCalendar;
import org.ganxian.platform.PeopleTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the working clock by example, in the city's hours: 08:00–12:00, 14:30–17:30, in summer 15:00–18:00. */
class WorkingTimeTest {

    private final WorkingCalendar city = Offices.CITY.calendar();

    @ParameterizedTest(name = "{0}: {2} from {1} is due {3}")
    @CsvSource(textBlock = """
            # rule,                                   start,            limit,   due
            startOnAHolidayCountsFromTheNextOpening,   2026-10-03T10:00, PT2H,    2026-10-08T10:00
            startOnAHolidayCountsDaysAfterIt,          2026-10-03T10:00, P1D,     2026-10-08T17:30
            startOnAWeekendCountsFromMonday,           2026-03-07T10:00, PT30M,   2026-03-09T08:30
            startOnAMakeUpSaturdayCountsThatDay,       2026-02-14T10:00, PT4H,    2026-02-14T16:30
            aMakeUpSaturdayIsAWorkingDay,              2026-02-13T10:00, P1D,     2026-02-14T17:30
            aMakeUpSundayIsAWorkingDay,                2026-09-18T17:00, PT2H,    2026-09-20T09:00
            startInTheLunchBreakCountsFromTheAfternoon,2026-03-04T13:00, PT1H,    2026-03-04T15:30
            oneMinuteBeforeClosingOneMinuteCounts,     2026-03-04T17:29, PT2M,    2026-03-05T08:01
            oneMinuteBeforeLunchOneMinuteCounts,       2026-03-04T11:59, PT2M,    2026-03-04T14:31
            lastWorkingDayBeforeSpringFestival,        2026-02-14T17:00, PT1H,    2026-02-24T08:30
            lastWorkingDayBeforeSpringFestivalInDays,  2026-02-14T17:00, P1D,     2026-02-24T17:30
            fiveDaysOverSpringFestivalAndItsMakeUpDay, 2026-02-14T09:00, P5D,     2026-02-28T17:30
            endsExactlyAtClosingIsDueThen,             2026-03-04T16:30, PT1H,    2026-03-04T17:30
            endsExactlyAtLunchIsDueThen,               2026-03-04T09:00, PT3H,    2026-03-04T12:00
            aWholeDayEndsAtItsClosing,                 2026-03-04T08:00, PT7H,    2026-03-04T17:30
            aWholeDayFromClosingEndsAtTheNextClosing,  2026-03-04T17:30, PT7H,    2026-03-05T17:30
            limitOfNothingIsDueAtTheStart,             2026-03-04T10:10, PT0S,    2026-03-04T10:10
            limitOfNoDaysIsDueAtTheStart,              2026-03-04T10:10, P0D,     2026-03-04T10:10
            limitOfNothingAtNightIsDueAtNight,         2026-03-04T23:10, PT0S,    2026-03-04T23:10
            daysCountFromTheNextWorkingDay,            2026-03-02T08:00, P5D,     2026-03-09T17:30
            daysDoNotCountTheDayOfAnEarlyStart,        2026-03-02T00:01, P1D,     2026-03-03T17:30
            daysDoNotCountTheDayOfALateStart,          2026-03-02T23:59, P1D,     2026-03-03T17:30
            theLastWinterDayClosesEarly,               2026-05-28T10:00, P1D,     2026-05-29T17:30
            theFirstSummerDayClosesLate,               2026-05-29T10:00, P1D,     2026-06-01T18:00
            hoursOverTheSwitchToSummer,                2026-05-29T17:00, PT5H,    2026-06-01T15:30
            theLastSummerDayClosesLate,                2026-09-29T10:00, P1D,     2026-09-30T18:00
            theFirstWinterDayAfterTheHolidays,         2026-09-30T17:30, PT5H,    2026-10-08T15:00
            overTheYearsBorder,                        2025-12-31T17:00, PT1H,    2026-01-04T08:30
            daysOverTheYearsBorder,                    2025-12-30T17:00, P2D,     2026-01-04T17:30
            secondsAreExact,                           2026-03-04T11:59:30, PT90S, 2026-03-04T14:31:00
            """)
    void onTheWorkingClock(String rule, LocalDateTime start, String limit, LocalDateTime due) {
        assertThat(city.due(at(start), Limit.parse(limit), ClockKind.WORKING)).isEqualTo(at(due));
    }

    @ParameterizedTest(name = "{0}: {2} from {1} is due {3}")
    @CsvSource(textBlock = """
            noGapAtMidnight,         2026-03-04T23:30, PT1H,  2026-03-05T00:30
            noGapAtTheWeekend,       2026-03-06T23:30, PT48H, 2026-03-08T23:30
            noGapInTheHolidays,      2026-10-01T10:00, PT2H,  2026-10-01T12:00
            noGapAtTheYearsBorder,   2026-12-31T23:59, PT2M,  2027-01-01T00:01
            aDayIsTwentyFourHours,   2026-03-06T10:10, P1D,   2026-03-07T10:10
            daysAndHoursAddUp,       2026-03-06T10:10, P1DT2H, 2026-03-07T12:10
            limitOfNothing,          2026-03-06T10:10, PT0S,  2026-03-06T10:10
            """)
    void onTheWallClock(String rule, LocalDateTime start, String limit, LocalDateTime due) {
        assertThat(city.due(at(start), Limit.parse(limit), ClockKind.WALL)).isEqualTo(at(due));
        assertThat(city.explain(at(start), Limit.parse(limit), ClockKind.WALL))
                .isEqualTo(new Deadline(at(due), Limit.parse(limit).wall(), List.of(), false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # rule,                              due,              paused,           resumed,          shifted
            aPauseOverNightShiftsNothing,        2026-03-05T10:00, 2026-03-04T18:00, 2026-03-05T07:00, 2026-03-05T10:00
            aPauseOverTheWeekendShiftsNothing,   2026-03-09T10:00, 2026-03-06T17:30, 2026-03-09T08:00, 2026-03-09T10:00
            aPauseInTheLunchBreakShiftsNothing,  2026-03-04T17:30, 2026-03-04T12:00, 2026-03-04T14:30, 2026-03-04T17:30
            aPauseOfAnHourShiftsByAnHour,        2026-03-04T16:00, 2026-03-04T09:00, 2026-03-04T10:00, 2026-03-04T17:00
            whatDoesNotFitGoesOnNextMorning,     2026-03-04T17:00, 2026-03-04T09:00, 2026-03-04T10:00, 2026-03-05T08:30
            aPauseLongerThanTheRestKeepsTheRest, 2026-03-04T11:00, 2026-03-04T10:00, 2026-03-10T15:00, 2026-03-10T16:00
            aDeadlineOfDaysMovesByHoursToo,      2026-03-06T17:30, 2026-03-04T10:00, 2026-03-04T12:00, 2026-03-09T10:00
            whatWasPastAtThePauseStays,          2026-03-04T10:00, 2026-03-04T10:00, 2026-03-10T10:00, 2026-03-04T10:00
            """)
    void aPauseMovesADeadlineByTheTimePaused(
            String rule, LocalDateTime due, LocalDateTime paused, LocalDateTime resumed, LocalDateTime shifted) {
        assertThat(city.shifted(at(due), at(paused), at(resumed), ClockKind.WORKING))
                .isEqualTo(at(shifted));
    }

    @Test
    void onTheWallClockEveryPauseCounts() {
        Instant due = at("2026-03-06T10:00");
        Instant paused = at("2026-03-04T18:00");
        assertThat(city.shifted(due, paused, paused.plus(Duration.ofHours(13)), ClockKind.WALL))
                .isEqualTo(due.plus(Duration.ofHours(13)));
    }

    @Test
    void skippedDaysSayWhyAndMakeUpDaysAreCounted() {
        Deadline deadline = city.explain(at("2026-02-13T16:30"), Limit.parse("PT9H"), ClockKind.WORKING);
        assertThat(deadline.due()).isEqualTo(at("2026-02-24T09:00"));
        assertThat(deadline.counted()).isEqualTo(Duration.ofHours(9));
        assertThat(deadline.provisional()).isFalse();
        assertThat(deadline.skipped()).hasSize(9).allMatch(d -> d.reason().equals("春节"));
        assertThat(deadline.skipped().get(0).date()).isEqualTo("2026-02-15");
        assertThat(city.explain(at("2026-09-30T10:00"), Limit.parse("P4D"), ClockKind.WORKING)
                        .skipped())
                .extracting(SkippedDay::reason)
                .containsExactly("国庆节", "国庆节", "国庆节", "国庆节", "国庆节", "国庆节", "国庆节", "周末");
    }

    @Test
    void ofWorkingDaysTheOpeningTimeOfTheDaysCountedIsTold() {
        Deadline deadline = city.explain(at("2026-03-02T09:00"), Limit.parse("P5D"), ClockKind.WORKING);
        assertThat(deadline.counted()).isEqualTo(Duration.ofHours(35));
        assertThat(deadline.skipped())
                .extracting(d -> d.date() + d.reason())
                .containsExactly("2026-03-07周末", "2026-03-08周末");
    }

    @Test
    void aUnitsClosuresAreToldWithTheirReason() {
        WorkingCalendar window = Offices.WINDOW.calendar();
        assertThat(window.explain(at("2024-05-05T10:00"), Limit.parse("P1D"), ClockKind.WORKING)
                        .skipped())
                .extracting(SkippedDay::reason)
                .containsExactly("劳动节", "单位停办：搬迁", "单位停办：搬迁", "单位停办：搬迁", "单位停办：搬迁", "单位停办：搬迁");
        assertThat(window.explain(at("2025-03-04T10:00"), Limit.parse("PT10H"), ClockKind.WORKING))
                .satisfies(d ->
                        assertThat(d.skipped()).extracting(SkippedDay::reason).containsOnly("部分时段停办（14:00–24:00）：停电"));
    }

    @Test
    void anExtraOpeningCountsOnADayOff() {
        assertThat(Offices.WINDOW.calendar().due(at("2026-08-07T17:30"), Limit.parse("PT1H"), ClockKind.WORKING))
                .isEqualTo(at("2026-08-08T10:00"));
    }

    @Test
    void yearsWithoutAPublishedListAreProvisional() {
        assertThat(provisional("2026-12-30T10:00", "P1D")).isFalse();
        assertThat(provisional("2026-12-30T10:00", "P2D")).isTrue();
        assertThat(provisional("2027-03-01T10:00", "PT1H")).isTrue();
        assertThat(provisional("2024-01-02T10:00", "PT1H")).isFalse();
        assertThat(provisional("2023-12-29T10:00", "P2D")).isTrue();
        assertThat(city.explain(at("2027-02-04T10:00"), Limit.parse("P1D"), ClockKind.WORKING))
                .satisfies(d -> assertThat(d.due()).isEqualTo(at("2027-02-09T17:30")))
                .satisfies(d -> assertThat(d.skipped())
                        .hasSize(4)
                        .allMatch(s -> s.reason().equals("春节")));
        assertThat(city.explainElapsed(at("2026-12-31T10:00"), at("2027-01-01T00:00"), ClockKind.WORKING)
                        .provisional())
                .isFalse();
    }

    private boolean provisional(String start, String limit) {
        return city.explain(at(start), Limit.parse(limit), ClockKind.WORKING).provisional();
    }

    @Test
    void midAutumnWithinTheNationalHolidayIsOneDayWithBothNames() {
        assertThat(StatutoryDays.of(2028)).hasSize(12).containsEntry(LocalDate.of(2028, 10, 3), "国庆节、中秋节");
        assertThat(StatutoryDays.of(2027)).hasSize(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Kiritimati", "UTC"})
    void theZoneOfTheJvmChangesNothing(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            WorkingCalendar fresh = new WorkingCalendar(ShippedCalendar.holidays(), Offices.CITY.rules());
            for (Instant start = at("2025-12-25T00:00"); start.isBefore(at("2027-04-10T00:00")); ) {
                Limit limit = Limit.of(Duration.ofHours(11));
                assertThat(fresh.explain(start, limit, ClockKind.WORKING))
                        .isEqualTo(city.explain(start, limit, ClockKind.WORKING));
                start = start.plus(Duration.ofHours(7));
            }
            assertThat(StatutoryDays.of(2027)).hasSize(13).containsKey(LocalDate.of(2027, 4, 5));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T07:00, 2026-03-04T08:00",
        "2026-03-04T08:00, 2026-03-04T08:00",
        "2026-03-04T11:59, 2026-03-04T11:59",
        "2026-03-04T12:00, 2026-03-04T14:30",
        "2026-03-04T17:30, 2026-03-05T08:00",
        "2026-02-14T17:30, 2026-02-24T08:00"
    })
    void remindersWaitForOfficeHours(LocalDateTime instant, LocalDateTime next) {
        assertThat(city.nextOfficeTime(at(instant))).isEqualTo(at(next));
    }

    @Test
    void aWarningComesAfterThreeQuartersOfTheTime() {
        Instant start = at("2026-03-04T10:00");
        assertThat(city.fractionDue(start, at("2026-03-05T10:00"), 0.75, ClockKind.WORKING))
                .isEqualTo(at("2026-03-05T08:15"));
        assertThat(city.fractionDue(start, at("2026-03-05T10:00"), 0.75, ClockKind.WALL))
                .isEqualTo(at("2026-03-05T04:00"));
        assertThat(city.fractionDue(start, start, 0.75, ClockKind.WORKING)).isEqualTo(start);
        assertThat(city.fractionDue(start, at("2026-03-04T12:00"), 1.5, ClockKind.WORKING))
                .isEqualTo(at("2026-03-04T15:30"));
    }

    @Test
    void chinasSummerTimeOf1991IsKnown() {
        assertThat(city.elapsed(at("1991-04-13T00:00"), at("1991-04-16T00:00"), ClockKind.WALL))
                .isEqualTo(Duration.ofHours(71));
        assertThat(Offices.ROUND_THE_CLOCK
                        .calendar()
                        .elapsed(at("1991-09-16T00:00"), at("1991-09-17T00:00"), ClockKind.WORKING))
                .isEqualTo(Duration.ofHours(24));
        assertThat(city.due(at("1991-06-28T17:00"), Limit.parse("PT2H"), ClockKind.WORKING))
                .isEqualTo(at("1991-07-01T09:00"));
    }

    @Test
    void whatTheCalendarDoesNotReachIsRefused() {
        assertThatExceptionOfType(BeyondCalendar.class)
                .isThrownBy(() -> city.due(at("2026-03-04T10:00"), Limit.parse("P3654D"), ClockKind.WALL));
        assertThatExceptionOfType(BeyondCalendar.class)
                .isThrownBy(() -> city.due(at("2026-03-04T10:00"), Limit.parse("PT80000H"), ClockKind.WORKING));
        assertThatExceptionOfType(BeyondCalendar.class)
                .isThrownBy(() -> city.due(at("2026-03-04T10:00"), Limit.parse("P3000D"), ClockKind.WORKING));
        assertThatExceptionOfType(BeyondCalendar.class)
                .isThrownBy(() -> city.due(at("1989-03-04T10:00"), Limit.parse("P1D"), ClockKind.WORKING));
        WorkingCalendar neverOpen =
                new WorkingCalendar(ShippedCalendar.holidays(), new OfficeRules(List.of(), List.of()));
        assertThatExceptionOfType(BeyondCalendar.class)
                .isThrownBy(() -> neverOpen.due(at("2026-03-04T10:00"), Limit.parse("PT1M"), ClockKind.WORKING));
        assertThatExceptionOfType(BeyondCalendar.class)
                .isThrownBy(() -> neverOpen.nextOfficeTime(at("2026-03-04T10:00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> city.due(at("2026-03-04T10:00"), Limit.parse("P1DT1H"), ClockKind.WORKING));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> city.elapsed(at("2026-03-04T10:00"), at("2026-03-04T09:59"), ClockKind.WALL));
    }

    private static Instant at(String local) {
        return at(LocalDateTime.parse(local));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(PeopleTime.ZONE).toInstant();
    }
}
