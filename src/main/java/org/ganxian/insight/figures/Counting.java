package org.ganxian.insight.figures;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Area;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Show;
import org.ganxian.insight.cases.CaseFilter;
import org.ganxian.insight.days.Days;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts an area's cases, from covering indexes alone. */
@Component
@RequiredArgsConstructor
class Counting {

    private static final String ORDERS = "order";

    private final NamedParameterJdbcTemplate jdbc;
    private final Days days;

    /** Whose rates stand above all. */
    static String headline(@Nullable String flow) {
        return flow == null ? ORDERS : flow;
    }

    /** Looks at what is summed and what is not in one moment. */
    <T> T steadily(Area area, Supplier<T> look) {
        return days.steadily(area, look);
    }

    /** What was in a period, and what is so now. */
    Count all(Area area, ReportingPeriod period, @Nullable String flow, Instant now) {
        Count count = past(area, period, flow, now);
        Function<Show, CaseFilter> filter = show -> CaseFilter.of(show, area, period, flow, now);
        each(filter.apply(Show.OPEN), place(area) + ", category, level, flow", Count.ofOpen(), count::open);
        each(filter.apply(Show.ASKED), "", Count.ofAsked(), count::asked);
        each(filter.apply(Show.FOLLOW_UP), "", Count.ofFollowUp(), count::followUp);
        return count;
    }

    /** What was in a period. */
    Count past(Area area, ReportingPeriod period, @Nullable String flow, Instant now) {
        Count count = live(area, period, flow, now);
        Function<Show, CaseFilter> filter = show -> CaseFilter.of(show, area, period, flow, now);
        each(filter.apply(Show.BEGUN), "begun_day, " + kind(area) + ", marks", "count(*)", count::begun);
        each(filter.apply(Show.CLOSED), "closed_day, " + kind(area), "count(*)", count::closed);
        each(filter.apply(Show.FIRST_RESPONSE), "response_minutes", "count(*)", count::firstResponse);
        if (area.isSummed()) {
            days.counts(area.sums(), period, flow, count);
            days.responses(
                    area.sums(), period, flow, (none, minutes, cases) -> count.firstResponse.add(minutes, cases));
        }
        return count;
    }

    /** What was received in a period. */
    Count received(Area area, ReportingPeriod period, @Nullable String flow, Instant now) {
        Count count = live(area, period, flow, now);
        if (area.isSummed()) {
            days.counts(area.sums(), period, flow, count);
        }
        return count;
    }

    private Count live(Area area, ReportingPeriod period, @Nullable String flow, Instant now) {
        Count count = new Count(headline(flow));
        CaseFilter filter = CaseFilter.of(Show.RECEIVED, area, period, flow, now);
        each(filter, "received_day, " + kind(area) + ", marks", "count(*)", count::received);
        return count;
    }

    private static String place(Area area) {
        return area.isWholeCity() ? "district_code" : "area_code";
    }

    /** In the order of an index, so that MySQL groups without a temporary table. */
    private static String kind(Area area) {
        return place(area) + ", category, flow";
    }

    private void each(CaseFilter filter, String group, String counted, RowCallbackHandler row) {
        boolean isOfPeriod = filter.show().isOfPeriod();
        // What is over is in the sums of the city or the district. Of a smaller part it is a group by itself, in the
        // order of an index.
        String live = isOfPeriod && filter.area().isSummed() ? Days.NOT_SUMMED : "";
        String apart = isOfPeriod && !filter.area().isSummed() ? "summed, " : "";
        jdbc.query(
                "select " + (group.isEmpty() ? "" : group + ", ") + counted + " from "
                        + filter.show().kept().table() + " where " + filter.condition() + live
                        + (group.isEmpty() ? "" : " group by " + apart + group),
                filter.parameters(),
                row);
    }
}
