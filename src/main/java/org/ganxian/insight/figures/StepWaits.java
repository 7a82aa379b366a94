package org.ganxian.insight.figures;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Area;
import org.ganxian.insight.Diagrams;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Sql;
import org.ganxian.insight.days.Days;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How long cases wait in the steps of a diagram. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StepWaits {

    /** @param periodName zh-CN */
    public record OfDiagram(String definition, String periodName, List<Step> steps) {}

    /**
     * @param name zh-CN, as on the diagram
     * @param open cases that are there now
     * @param overdue those of them whose limit has passed
     * @param stays ended ones in the period, with their median in calendar minutes
     */
    public record Step(
            String activity,
            @Nullable String name,
            int open,
            int overdue,
            @Nullable Integer stays,
            @Nullable Integer median,
            boolean suppressed) {

        /** zh-CN, how long it usually takes, or that there is too little to count. */
        public String medianInWords() {
            return new Durations.Summary(stays, median, null, suppressed).inWords();
        }
    }

    private static class Count {
        private int open;
        private int overdue;
        private final Durations ended = new Durations();
    }

    private final NamedParameterJdbcTemplate jdbc;
    private final Managers managers;
    private final Diagrams diagrams;
    private final Days days;
    private final Clock clock;

    /**
     * The steps in which cases of the logged-in person's area wait, or have waited.
     *
     * @param definition key of the process
     * @throws Refusal 404 for a process that is not there
     */
    @Transactional(readOnly = true)
    public OfDiagram of(@Nullable String definition, @Nullable String within, ReportingPeriod period) {
        return of(definition, managers.area(within), period, clock.instant());
    }

    /** As above, for whoever may read it later. */
    public OfDiagram of(@Nullable String definition, Area area, ReportingPeriod period, Instant now) {
        Map<String, String> names = diagrams.names(definition);
        Map<String, Count> counts = days.steadily(area, () -> counts(definition, area, period, now));
        return new OfDiagram(
                definition == null ? "" : definition,
                period.inWords(now),
                counts.entrySet().stream()
                        .filter(e -> names.containsKey(e.getKey()))
                        .map(e -> step(e.getKey(), names.get(e.getKey()), e.getValue()))
                        .toList());
    }

    private Map<String, Count> counts(@Nullable String definition, Area area, ReportingPeriod period, Instant now) {
        Map<String, Count> counts = new TreeMap<>();
        MapSqlParameterSource parameters = new MapSqlParameterSource(area.parameters())
                .addValue("definition", definition)
                .addValue("from", period.from())
                .addValue("to", period.to())
                .addValue("now", Sql.utc(now));
        String inArea = area.isWholeCity() ? "" : " and w.area_code in (:codes)";
        jdbc.query(
                // Of the whole city from insight_wait_live alone: the stays know of their cases what is asked.
                "select w.activity, count(distinct w.number), count(distinct case when w.due_at < :now then w.number end)"
                        + " from insight_wait w"
                        + (area.isWholeCity() ? " /*! force index (insight_wait_live) */" : "")
                        + " where w.definition = :definition and w.left_day is null and w.summed = 0 and w.is_open = true"
                        + inArea
                        + " group by w.activity",
                parameters,
                row -> {
                    Count count = counts.computeIfAbsent(row.getString(1), a -> new Count());
                    count.open = row.getInt(2);
                    count.overdue = row.getInt(3);
                });
        jdbc.query(
                // Gathered by the database, and those alone that are not summed: a quarter of the city has a million.
                "select w.activity, w.minutes, count(*) from insight_wait w where w.definition = :definition"
                        + " and w.left_day between :from and :to" + inArea
                        + (area.isSummed() ? Days.NOT_SUMMED : Days.SUMMED_OR_NOT)
                        + " group by w.activity, w.minutes",
                parameters,
                row -> {
                    counts.computeIfAbsent(row.getString(1), a -> new Count())
                            .ended
                            .add(row.getInt(2), row.getInt(3));
                });
        if (area.isSummed() && definition != null) {
            days.lengths(
                    area.sums(),
                    definition,
                    period,
                    (activity, minutes, stays) -> counts.computeIfAbsent(activity, a -> new Count())
                            .ended
                            .add(minutes, stays));
        }
        return counts;
    }

    private static Step step(String activity, @Nullable String name, Count count) {
        Durations.Summary ended = count.ended.summary();
        return new Step(activity, name, count.open, count.overdue, ended.cases(), ended.median(), ended.suppressed());
    }
}
