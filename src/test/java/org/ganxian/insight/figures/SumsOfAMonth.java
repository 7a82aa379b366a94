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
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.insight.Area;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.days.DaySums;
import org.ganxian.order.Story;
import org.ganxian.organization.UnitBook;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Tie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What is over is summed by day, and no figure is another one for it. */
abstract class SumsOfAMonth extends PeriodsOfAMonth {

    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    private static final String DISTRICT = "350602";
    private static final String OTHER_STREET = "350602001";

    @Autowired
    DaySums sums;

    @Autowired
    UnitBook book;

    @Autowired
    Dashboards dashboards;

    @Autowired
    Comparisons comparisons;

    @Autowired
    StepWaits steps;

    @Autowired
    List<Tie> ties;

    @Autowired
    Demands demands;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void noFigureIsAnotherOneWhenDaysAreSummed() {
        List<Object> before = figures();
        areAsTheRowsSay();

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
        areAsTheRowsSay();
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
                moves(one);
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

    /** Thousands are erased in a row when their time is over. */
    @Test
    void aStepThatChangesNothingThatIsCountedLeavesTheSumsAlone() {
        sumsUpTo(30);
        Long stamp = jdbc.queryForObject("select stamp from insight_sums", Long.class);
        transaction.executeWithoutResult(
                status -> demands.record(demands.take(reworkedTwice.number()), Step.ERASED, Actor.SYSTEM, "保存期限已过"));
        assertThat(summed(reworkedTwice)).isEqualTo(1);
        assertThat(count("insight_round where summed = 1 and number = '" + reworkedTwice.number() + "'"))
                .isEqualTo(3);
        assertThat(jdbc.queryForObject("select stamp from insight_sums", Long.class))
                .isEqualTo(stamp);
        assertThat(found()).isEmpty();
    }

    /** What is counted of it was something else that no figure of a month says. */
    private void moves(Demand demand) {
        jdbc.update("update insight_case set level = 'CITY' where number = ?", demand.number());
        transaction.executeWithoutResult(status -> events.publishEvent(new DemandMoved(demand.number())));
        assertThat(count("insight_case where level = 'CITY' and number = '" + demand.number() + "'"))
                .isZero();
    }

    /** Its figures go with it to its new street, those of cases that move again there, too. */
    @Test
    void aCommunityThatMovesTakesItsFiguresAlong() {
        sumsUpTo(30);
        book.move(Story.RONGYIN, OTHER_STREET, Actor.SYSTEM);
        try {
            areAsTheRowsSay();
            moves(reworkedTwice);
            assertThat(summed(reworkedTwice)).isZero();
            areAsTheRowsSay();
            sumsUpTo(30);
            assertThat(summed(reworkedTwice)).isEqualTo(1);
            areAsTheRowsSay();
            assertThat(found()).isEmpty();
        } finally {
            book.move(Story.RONGYIN, STREET, Actor.SYSTEM);
        }
        areAsTheRowsSay();
        assertThat(found()).isEmpty();
    }

    @Test
    void aSumThatIsWrongIsFoundInTheNightAndMadeAnew() {
        sumsUpTo(30);
        List<ReportingPeriod> june = List.of(ReportingPeriod.last(30, end));
        String day = jdbc.queryForObject("select cast(min(counted_day) as char(10)) from insight_day", String.class);
        for (String whose : List.of("", DISTRICT)) {
            Area area = area(whose);
            List<Object> before = figures(area, june);
            for (String wrong : List.of(
                    "update insight_day set counts = replace(counts, ':', ':9')",
                    "delete from insight_day",
                    "update insight_day_lengths set lengths = replace(lengths, ':', ':9')",
                    "delete from insight_day_lengths")) {
                jdbc.update(wrong + " where counted_day = ? and district_code = ?", day, whose);
                assertThat(figures(area, june)).as(wrong + whose).isNotEqualTo(before);

                assertThat(found()).containsExactly(day);
                transaction.executeWithoutResult(status -> tie().repair(day));
                assertThat(found()).isEmpty();
                assertThat(figures(area, june)).isEqualTo(before);
            }
        }
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

    /** Those of the city and of a whole district go by the sums. */
    private List<Object> figures() {
        List<ReportingPeriod> periods = List.of(
                ReportingPeriod.last(30, end),
                new ReportingPeriod(JUNE.plusDays(8), JUNE.plusDays(20)),
                ReportingPeriod.last(7, end),
                ReportingPeriod.of(JUNE.plusDays(7)));
        List<Object> figures = new ArrayList<>(figures(area(null), periods));
        figures.addAll(figures(area(DISTRICT), periods.subList(0, 2)));
        figures.addAll(figures(area("350603"), periods.subList(0, 1)));
        return figures;
    }

    private Area area(@Nullable String within) {
        return story.as("manager", () -> managers.area(within));
    }

    private List<Object> figures(Area area, List<ReportingPeriod> periods) {
        List<Object> figures = new ArrayList<>();
        for (ReportingPeriod period : periods) {
            for (String flow : new String[] {null, "order", "window-service"}) {
                figures.add(dashboards.of(area, flow, period, end));
                figures.add(comparisons.of(area, flow, period, end));
            }
            figures.add(steps.of("order", area, period, end));
            figures.add(steps.of("window-service", area, period, end));
        }
        return figures;
    }

    /** Figures of a district are what its rows come to, by the codes of its places, whether summed or not. */
    private void areAsTheRowsSay() {
        ReportingPeriod june = new ReportingPeriod(JUNE, JUNE.plusDays(29));
        Dashboard figures = dashboards.of(area(DISTRICT), null, june, end);
        String there = " and area_code like '" + DISTRICT + "%'";
        String received = "insight_case where received_day between '2026-06-01' and '2026-06-30'" + there;
        String closed = "insight_round where closed_day between '2026-06-01' and '2026-06-30'" + there;
        assertThat(figures.received().total()).isEqualTo(count(received)).isGreaterThan(10);
        assertThat(figures.firstResponse().cases()).isEqualTo(count(received + " and response_minutes is not null"));
        for (Dashboard.Day day : figures.trend()) {
            assertThat(day.received()).isEqualTo(count(received + " and received_day = '" + day.day() + "'"));
            assertThat(day.closed()).isEqualTo(count(closed + " and closed_day = '" + day.day() + "'"));
        }
        assertThat(figures.parts().rows())
                .filteredOn(row -> row.received() > 0)
                .hasSizeGreaterThan(1)
                .last()
                .matches(row -> row.code().equals(DISTRICT + Area.ITSELF));
        for (Dashboard.Row row : figures.parts().rows()) {
            String code = row.code().replace(Area.ITSELF, "");
            String in = " and area_code in (select code from unit where code = '" + code + "' or parent = '"
                    + (row.divisible() ? code : "") + "')";
            assertThat(row.received()).as(row.name()).isEqualTo(count(received + in));
            assertThat(row.closed()).as(row.name()).isEqualTo(count(closed + in));
        }
        for (Dashboard.Row row : figures.categories()) {
            assertThat(row.received()).isEqualTo(count(received + " and category = '" + row.code() + "'"));
        }
        for (Dashboard.Row row : figures.flows()) {
            assertThat(row.closed()).isEqualTo(count(closed + " and flow = '" + row.code() + "'"));
        }
        for (StepWaits.Step step : steps.of("order", area(DISTRICT), june, end).steps()) {
            int stays =
                    count("insight_wait where definition = 'order' and left_day between '2026-06-01' and '2026-06-30'"
                            + there + " and activity = '" + step.activity() + "'");
            assertThat(step.stays()).isEqualTo(stays > 0 && stays < Share.FEWEST ? null : (Integer) stays);
        }
    }
}
