package org.ganxian.insight.days;

import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.insight.ReportingPeriod;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/day-sums.bpmn} calls: puts into the sums what is over, some days a job. Stays are over with
 * their day; a case has a week in which it may still be rated. One that moves later is taken out again by its own step.
 */
@CalledByDiagrams
@Component("daySums")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DaySums {

    private static final int DAYS_OF_A_CASE = 7;
    private static final int ENOUGH = 5_000;

    private static final String CASES_OVER =
            "summed = 0 and is_open = false and follow_up_due is null" + " and coalesce(closed_day, received_day) < ?";
    private static final String STAYS_OVER = "summed = 0 and left_day < ?";

    private final JdbcTemplate jdbc;
    private final Days days;
    private final SummedRows rows;
    private final Clock clock;

    /** Sums the next days, until it has enough of them for one transaction. */
    public void next() {
        days.alone();
        int cases = sum(this::nextCases, this::cases, ENOUGH);
        sum(this::nextStays, this::stays, ENOUGH - cases);
    }

    /** Day by day, until none is left or so many rows are summed; says how many there were. */
    private static int sum(Supplier<@Nullable LocalDate> next, ToIntFunction<LocalDate> sums, int enough) {
        int summed = 0;
        while (summed < enough) {
            LocalDate day = next.get();
            int rows = day == null ? 0 : sums.applyAsInt(day);
            if (rows == 0) {
                return summed;
            }
            summed += rows;
        }
        return summed;
    }

    @Transactional(readOnly = true)
    public boolean hasMore() {
        return nextCases() != null || nextStays() != null;
    }

    private LocalDate today() {
        return ReportingPeriod.day(clock.instant());
    }

    private @Nullable LocalDate nextCases() {
        return first(
                "select received_day from insight_case /*! force index (insight_case_live) */ where received_day is not null and "
                        + CASES_OVER + " order by received_day limit 1",
                today().minusDays(DAYS_OF_A_CASE));
    }

    private @Nullable LocalDate nextStays() {
        return first(
                "select left_day from insight_wait /*! force index (insight_wait_live) */ where " + STAYS_OVER
                        + " order by left_day limit 1",
                today());
    }

    /** Found in the order of the index of those that are not summed, which MySQL would not take by itself. */
    private @Nullable LocalDate first(String query, LocalDate before) {
        return jdbc.queryForList(query, LocalDate.class, before).stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * Marked first and counted then: whoever moves one of them waits until it is in the sums. By itself MySQL would look
     * through all that are closed, of a million two seconds for each day.
     */
    private int cases(LocalDate received) {
        int marked = jdbc.update(
                "update insight_case /*! force index (insight_case_live) */ set summed = 2 where received_day = ? and "
                        + CASES_OVER,
                received,
                today().minusDays(DAYS_OF_A_CASE));
        jdbc.update("update insight_round set summed = 2 where demand_id in"
                + " (select demand_id from insight_case where summed = 2)");
        days.add(rows.cases("summed = 2"), 1);
        jdbc.update("update insight_round set summed = 1 where summed = 2");
        jdbc.update("update insight_case set summed = 1 where summed = 2");
        return marked;
    }

    private int stays(LocalDate left) {
        int marked =
                jdbc.update("update insight_wait set summed = 2 where left_day = ? and " + STAYS_OVER, left, today());
        days.add(rows.stays("summed = 2"), 1);
        jdbc.update("update insight_wait set summed = 1 where summed = 2");
        return marked;
    }
}
