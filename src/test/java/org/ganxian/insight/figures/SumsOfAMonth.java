package org.ganxian.insight.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandMoved;
import org.ganxian.insight.Area;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.days.DaySums;
import org.ganxian.platform.Tie;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What is over is summed by day, and no figure is another one for it. */
abstract class SumsOfAMonth extends PeriodsOfAMonth {

    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    @Autowired
    DaySums sums;

    @Autowired
    Dashboards dashboards;

    @Autowired
    Comparisons comparisons;

    @Autowired
    StepWaits steps;

    @Autowired
    List<Tie> ties;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void noFigureIsAnotherOneWhenDaysAreSummed() {
        List<Object> before = figures();
        List<Integer> live = seenLive();

        sumsUpTo(3);
        int some = count("insight_case where summed = 1");
        assertThat(figures()).isEqualTo(before);
        sumsUpTo(30);

        assertThat(count("insight_case where summed = 1")).isGreaterThan(some).isGreaterThan(5);
        assertThat(count("insight_case where is_open = true and summed <> 0")).isZero();
        assertThat(count("insight_wait where left_at is not null and summed = 0"))
                .isZero();
        assertThat(count("insight_case where summed = 2")).isZero();
        assertThat(figures()).isEqualTo(before);
        assertThat(seenLive()).isEqualTo(live);
        assertThat(found()).isEmpty();
    }

    /** Its own step takes it out, once; what it counts for then is counted by each look. */
    @Test
    void aCaseThatMovesAgainIsTakenOutOfTheSums() {
        List<Object> before = figures();
        sumsUpTo(30);
        List<Demand> over = List.of(reworkedTwice);
        for (Demand one : over) {
            assertThat(summed(one)).isEqualTo(1);
            for (int i = 0; i < 2; i++) {
                transaction.executeWithoutResult(status -> events.publishEvent(new DemandMoved(one.number())));
                assertThat(summed(one)).isZero();
                assertThat(count("insight_round where summed = 0 and number = '" + one.number() + "'"))
                        .isEqualTo(3);
                assertThat(figures()).isEqualTo(before);
                assertThat(found()).isEmpty();
            }
        }
        sumsUpTo(30);
        assertThat(summed(reworkedTwice)).isEqualTo(1);
        assertThat(figures()).isEqualTo(before);
    }

    @Test
    void aSumThatIsWrongIsFoundInTheNightAndMadeAnew() {
        sumsUpTo(30);
        List<Object> before = figures();
        String day = jdbc.queryForObject("select cast(min(counted_day) as char(10)) from insight_day", String.class);
        jdbc.update("update insight_day set received = received + 1 where counted_day = ? and part = 'P'", day);
        jdbc.update("delete from insight_day_lengths where counted_day = ?", day);
        assertThat(figures()).isNotEqualTo(before);

        assertThat(found()).containsExactly(day);
        transaction.executeWithoutResult(status -> tie().repair(day));
        assertThat(found()).isEmpty();
        assertThat(figures()).isEqualTo(before);
    }

    private void sumsUpTo(int days) {
        ClockUtil.setCurrentTime(Date.from(end.plus(Duration.ofDays(days))));
        while (sums.hasMore()) {
            sums.next();
        }
        ClockUtil.setCurrentTime(Date.from(end));
    }

    private int summed(Demand demand) {
        return count("insight_case where summed = 1 and number = '" + demand.number() + "'");
    }

    private Tie tie() {
        return ties.stream().filter(t -> t.id().equals("day-sums")).findFirst().orElseThrow();
    }

    private List<String> found() {
        List<String> days =
                tie().after("", 1_000).stream().map(Tie.Kept::number).toList();
        assertThat(days).isSorted().isNotEmpty();
        return tie().broken(days).keySet().stream().sorted().toList();
    }

    /** Those of the city go by the sums. */
    private List<Object> figures() {
        Area city = story.as("manager", () -> managers.area(null));
        List<Object> figures = new ArrayList<>();
        for (ReportingPeriod period : List.of(
                ReportingPeriod.last(30, end),
                ReportingPeriod.last(7, end),
                ReportingPeriod.of(JUNE.plusDays(7)),
                new ReportingPeriod(JUNE.plusDays(8), JUNE.plusDays(20)))) {
            for (String flow : new String[] {null, "order", "window-service"}) {
                figures.add(dashboards.of(city, flow, period, end));
                figures.add(comparisons.of(city, flow, period, end));
            }
            figures.add(steps.of("order", city, period, end));
            figures.add(steps.of("window-service", city, period, end));
        }
        return figures;
    }

    /** Those of a district go by the rows, which must say the same. */
    private List<Integer> seenLive() {
        Area district = story.as("manager", () -> managers.area("350602"));
        ReportingPeriod june = new ReportingPeriod(JUNE, JUNE.plusDays(29));
        List<Integer> seen = new ArrayList<>();
        seen.add(dashboards.of(district, null, june, end).received().total());
        steps.of("order", district, june, end)
                .steps()
                .forEach(step -> seen.add(step.stays() == null ? -1 : step.stays()));
        assertThat(seen.get(0)).isPositive();
        return seen;
    }
}
