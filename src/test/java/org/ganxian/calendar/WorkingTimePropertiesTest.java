package org.ganxian.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.ganxian.platform.PeopleTime;

/** What holds for every start from 2024 to 2027, to the nanosecond, every limit, both clocks of hours and several offices. */
class WorkingTimePropertiesTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST = 90 * 7 * 3600 * SECOND;

    @Property
    void dueIsNeverBeforeStart(
            @ForAll Offices office,
            @ForAll("clocks") ClockKind clock,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit) {
        assertThat(office.calendar().due(start, limit, clock)).isAfterOrEqualTo(start);
    }

    @Property
    void aLongerLimitIsNeverDueEarlier(
            @ForAll Offices office,
            @ForAll("clocks") ClockKind clock,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit,
            @ForAll @LongRange(max = LONGEST) long more,
            @ForAll @IntRange(max = 30) int moreDays) {
        Limit longer = limit.days() > 0
                ? Limit.ofDays(limit.days() + moreDays)
                : Limit.of(limit.time().plusNanos(more));
        assertThat(office.calendar().due(start, longer, clock))
                .isAfterOrEqualTo(office.calendar().due(start, limit, clock));
    }

    @Property
    void aLaterStartIsNeverDueEarlier(
            @ForAll Offices office,
            @ForAll("clocks") ClockKind clock,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit,
            @ForAll("spans") Duration later) {
        assertThat(office.calendar().due(start.plus(later), limit, clock))
                .isAfterOrEqualTo(office.calendar().due(start, limit, clock));
    }

    @Property
    void whatElapsesUntilDueIsTheLimit(
            @ForAll Offices office,
            @ForAll("clocks") ClockKind clock,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit) {
        Instant due = office.calendar().due(start, limit, clock);
        Elapsed elapsed = office.calendar().explainElapsed(start, due, clock);
        if (limit.days() > 0) {
            assertThat(elapsed.days()).isEqualTo(limit.days());
        } else {
            assertThat(elapsed.time()).isEqualTo(limit.time());
        }
    }

    @Property
    void aMomentBeforeDueTheLimitIsNotUsedUp(
            @ForAll Offices office,
            @ForAll("clocks") ClockKind clock,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit) {
        Instant due = office.calendar().due(start, limit, clock);
        if (due.isAfter(start)) {
            Elapsed elapsed = office.calendar().explainElapsed(start, due.minusNanos(1), clock);
            if (limit.days() > 0) {
                assertThat(elapsed.days()).isLessThan(limit.days());
            } else {
                assertThat(elapsed.time()).isLessThan(limit.time());
            }
        }
    }

    @Property
    void splittingAnIntervalAddsUp(
            @ForAll Offices office,
            @ForAll("clocks") ClockKind clock,
            @ForAll("instants") Instant a,
            @ForAll("spans") Duration first,
            @ForAll("spans") Duration second) {
        Instant b = a.plus(first);
        Instant c = b.plus(second);
        WorkingCalendar calendar = office.calendar();
        assertThat(calendar.elapsed(a, b, clock).plus(calendar.elapsed(b, c, clock)))
                .isEqualTo(calendar.elapsed(a, c, clock));
    }

    @Property
    void aPauseShiftsDueByExactlyTheTimePaused(
            @ForAll Offices office,
            @ForAll("clocks") ClockKind clock,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit,
            @ForAll @DoubleRange(max = 0.99) double when,
            @ForAll("spans") Duration length) {
        WorkingCalendar calendar = office.calendar();
        Instant due = calendar.due(start, limit, clock);
        Instant pausedAt = start.plusNanos((long) (Duration.between(start, due).toNanos() * when));
        Instant resumedAt = pausedAt.plus(length);

        Instant shifted = calendar.shifted(due, pausedAt, resumedAt, clock);

        if (pausedAt.isBefore(due)) {
            assertThat(shifted).isAfterOrEqualTo(due);
            assertThat(calendar.elapsed(due, shifted, clock)).isEqualTo(calendar.elapsed(pausedAt, resumedAt, clock));
            Duration remained = calendar.elapsed(pausedAt, due, clock);
            if (remained.isZero()) {
                assertThat(calendar.elapsed(min(resumedAt, shifted), max(resumedAt, shifted), clock))
                        .isZero();
            } else {
                assertThat(calendar.elapsed(resumedAt, shifted, clock)).isEqualTo(remained);
            }
        } else {
            assertThat(shifted).isEqualTo(due);
        }
    }

    @Property
    void twoPausesInARowShiftAsOneDoes(
            @ForAll Offices office,
            @ForAll("clocks") ClockKind clock,
            @ForAll("instants") Instant pausedAt,
            @ForAll("spans") Duration toDue,
            @ForAll("spans") Duration first,
            @ForAll("spans") Duration second) {
        WorkingCalendar calendar = office.calendar();
        Instant due = calendar.nextOfficeTime(pausedAt.plus(toDue)).plusNanos(1);
        Instant between = pausedAt.plus(first);
        Instant resumedAt = between.plus(second);
        Instant afterFirst = calendar.shifted(due, pausedAt, between, clock);
        assertThat(calendar.shifted(afterFirst, between, resumedAt, clock))
                .isEqualTo(calendar.shifted(due, pausedAt, resumedAt, clock));
    }

    @Property
    void aPauseOutsideOfficeHoursShiftsNothing(
            @ForAll Offices office,
            @ForAll("instants") Instant pausedAt,
            @ForAll @DoubleRange(max = 1) double part,
            @ForAll("spans") Duration toDue) {
        WorkingCalendar calendar = office.calendar();
        Duration untilOpening = Duration.between(pausedAt, calendar.nextOfficeTime(pausedAt));
        Instant resumedAt = pausedAt.plusNanos((long) (untilOpening.toNanos() * part));
        Instant due = pausedAt.plus(toDue);
        assertThat(calendar.shifted(due, pausedAt, resumedAt, ClockKind.WORKING))
                .isEqualTo(due);
    }

    @Property
    void nextOfficeTimeIsTheFirstInstantFromWhichTimeRuns(@ForAll Offices office, @ForAll("instants") Instant instant) {
        WorkingCalendar calendar = office.calendar();
        Instant open = calendar.nextOfficeTime(instant);
        assertThat(calendar.elapsed(instant, open, ClockKind.WORKING)).isZero();
        assertThat(calendar.elapsed(open, open.plusNanos(1), ClockKind.WORKING)).isEqualTo(Duration.ofNanos(1));
        assertThat(calendar.nextOfficeTime(open)).isEqualTo(open);
    }

    @Property
    void aFractionOfALimitLiesInBetweenAndIsThatMuchOfIt(
            @ForAll Offices office,
            @ForAll("clocks") ClockKind clock,
            @ForAll("instants") Instant start,
            @ForAll("limits") Limit limit,
            @ForAll @DoubleRange(max = 1) double fraction) {
        WorkingCalendar calendar = office.calendar();
        Instant due = calendar.due(start, limit, clock);
        Instant warning = calendar.fractionDue(start, due, fraction, clock);
        assertThat(warning).isBetween(start, due);
        long whole = calendar.elapsed(start, due, clock).toNanos();
        long part = calendar.elapsed(start, warning, clock).toNanos();
        assertThat((double) part).isCloseTo(whole * fraction, Offset.offset(whole / 1e12 + 1));
    }

    @Property
    void noDayIsBothSkippedAndCountedAndTheDaysAddUp(
            @ForAll Offices office, @ForAll("instants") Instant start, @ForAll @IntRange(min = 1, max = 60) int days) {
        WorkingCalendar calendar = office.calendar();
        Deadline deadline = calendar.explain(start, Limit.ofDays(days), ClockKind.WORKING);
        LocalDate first = start.atZone(PeopleTime.ZONE).toLocalDate();
        LocalDate last = deadline.due().minusNanos(1).atZone(PeopleTime.ZONE).toLocalDate();
        List<LocalDate> skipped = deadline.skipped().stream()
                .filter(d -> !d.reason().startsWith("部分时段停办"))
                .map(SkippedDay::date)
                .toList();
        assertThat(skipped).isSorted().doesNotHaveDuplicates().doesNotContain(last);
        long afterFirst = first.plusDays(1).datesUntil(last.plusDays(1)).count();
        assertThat(afterFirst - skipped.stream().filter(d -> d.isAfter(first)).count())
                .isEqualTo(days);
    }

    /** Any time from 2024 to 2027; half of them are whole minutes near the edges of office hours. */
    @Provide
    Arbitrary<ClockKind> clocks() {
        return Arbitraries.of(ClockKind.WORKING, ClockKind.WALL);
    }

    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<LocalDate> days = Arbitraries.longs().between(0, 4 * 365).map(LocalDate.of(2024, 1, 1)::plusDays);
        Arbitrary<Instant> edges = Combinators.combine(
                        days,
                        Arbitraries.of(
                                0, 480, 540, 570, 690, 705, 720, 750, 840, 870, 900, 975, 1050, 1080, 1100, 1439),
                        Arbitraries.integers().between(-1, 1))
                .as((day, minute, off) -> MinuteOracle.at(day, minute + off));
        Arbitrary<Instant> any = Combinators.combine(days, Arbitraries.longs().between(0, 86_400 * SECOND - 1))
                .as((day, nanos) -> MinuteOracle.at(day, 0).plusNanos(nanos));
        return Arbitraries.oneOf(edges, any);
    }

    @Provide
    Arbitrary<Limit> limits() {
        Arbitrary<Limit> days = Arbitraries.integers().between(1, 120).map(Limit::ofDays);
        Arbitrary<Limit> minutes =
                Arbitraries.integers().between(0, 7 * 60 * 20).map(m -> Limit.of(Duration.ofMinutes(m)));
        Arbitrary<Limit> hours = Arbitraries.integers().between(0, 200).map(h -> Limit.of(Duration.ofHours(h)));
        Arbitrary<Limit> nanos = Arbitraries.longs().between(0, LONGEST).map(n -> Limit.of(Duration.ofNanos(n)));
        return Arbitraries.oneOf(days, minutes, hours, nanos);
    }

    /** From nothing to two months. */
    @Provide
    Arbitrary<Duration> spans() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 60 * 86_400 * SECOND).map(Duration::ofNanos),
                Arbitraries.integers().between(0, 60 * 1440).map(Duration::ofMinutes),
                Arbitraries.integers().between(0, 72).map(Duration::ofHours));
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant max(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}
