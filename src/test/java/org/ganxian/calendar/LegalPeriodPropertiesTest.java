package org.ganxian.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.ganxian.calendar.imports.ShippedCalendar;
import org.ganxian.platform.PeopleTime;

/** What holds of periods of the law for every start from 2024 to 2027, every length and several offices. */
class LegalPeriodPropertiesTest {

    private final Holidays holidays = ShippedCalendar.holidays();

    @Property
    void endsAtMidnightAfterADayOnWhichTheCountryWorks(
            @ForAll Offices office, @ForAll("instants") Instant start, @ForAll("limits") Limit limit) {
        ZonedDateTime due = due(office, start, limit).atZone(PeopleTime.ZONE);
        assertThat(due.toLocalDate().atStartOfDay(PeopleTime.ZONE)).isEqualTo(due);
        assertThat(holidays.dayOff(due.toLocalDate().minusDays(1))).isEmpty();
    }

    @Property
    void betweenTheLastDayCountedAndTheEndAreDaysOffOnly(
            @ForAll Offices office, @ForAll("instants") Instant start, @ForAll("limits") Limit limit) {
        LocalDate counted = day(start).plusMonths(limit.months()).plusDays(limit.days());
        LocalDate last = day(due(office, start, limit)).minusDays(1);
        assertThat(counted.datesUntil(last))
                .allMatch(day -> holidays.dayOff(day).isPresent());
    }

    @Property
    void aLongerPeriodNeverEndsEarlier(
            @ForAll Offices office,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit,
            @ForAll @IntRange(max = 40) int more) {
        assertThat(due(office, start, limit.plus(Limit.ofDays(more)))).isAfterOrEqualTo(due(office, start, limit));
    }

    @Property
    void aLaterStartNeverEndsEarlier(
            @ForAll Offices office,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit,
            @ForAll @IntRange(max = 40 * 86_400) int later) {
        assertThat(due(office, start.plusSeconds(later), limit)).isAfterOrEqualTo(due(office, start, limit));
    }

    @Property
    void everyStartOfADayEndsAlike(
            @ForAll Offices office, @ForAll("instants") Instant start, @ForAll("limits") Limit limit) {
        Instant midnight = day(start).atStartOfDay(PeopleTime.ZONE).toInstant();
        assertThat(due(office, start, limit)).isEqualTo(due(office, midnight, limit));
    }

    @Property
    void aWarningLiesBetween(
            @ForAll Offices office,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit,
            @ForAll @DoubleRange(max = 1) double fraction) {
        Instant due = due(office, start, limit);
        assertThat(office.calendar().fractionDue(start, due, fraction, ClockKind.CALENDAR))
                .isBetween(start, due);
    }

    @Property
    void aPauseMovesNothing(
            @ForAll Offices office,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit,
            @ForAll @IntRange(max = 40 * 86_400) int paused) {
        Instant due = due(office, start, limit);
        assertThat(office.calendar().shifted(due, start, start.plusSeconds(paused), ClockKind.CALENDAR))
                .isEqualTo(due);
    }

    private static Instant due(Offices office, Instant start, Limit limit) {
        return office.calendar().due(start, limit, ClockKind.CALENDAR);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, PeopleTime.ZONE);
    }

    @Provide
    Arbitrary<Instant> instants() {
        Instant first = LocalDate.of(2024, 1, 1).atStartOfDay(PeopleTime.ZONE).toInstant();
        return Arbitraries.longs()
                .between(0, Duration.ofDays(4 * 365).toSeconds())
                .map(first::plusSeconds);
    }

    @Provide
    Arbitrary<Limit> limits() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 120))
                .as((months, days) -> new Limit(months, days, Duration.ZERO))
                .filter(limit -> !limit.isZero());
    }
}
