package org.ganxian.insight.steps;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.insight.Area;
import org.ganxian.insight.Sql;
import org.ganxian.insight.cases.CaseHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cases that are in a step now, and who has each. */
@Component
@RequiredArgsConstructor
class Waiting {

    /**
     * @param post zh-CN, by unit and duty
     * @param name zh-CN; null for whoever may not know it, and while nobody has taken it
     * @param due null when nothing is due
     */
    record Row(
            String number,
            String title,
            String post,
            @Nullable String name,
            Instant since,
            @Nullable Instant due,
            boolean late) {}

    private record Stay(
            String number, Instant since, @Nullable Instant due) {}

    /** As {@code StepWaits} counts them. */
    private static final String OPEN = " from insight_wait w"
            + " where w.definition = :definition and w.activity = :step and w.left_day is null and w.summed = 0 and w.is_open = true";

    private final NamedParameterJdbcTemplate jdbc;
    private final Demands demands;
    private final CaseHolder holder;

    long count(Area area, String definition, String step) {
        Long count = jdbc.queryForObject(
                "select count(distinct w.number)" + OPEN + inArea(area),
                parameters(area, definition, step),
                Long.class);
        return count == null ? 0 : count;
    }

    /** Those that are there longest first. */
    @Transactional(readOnly = true)
    public List<Row> of(Area area, String definition, String step, Pageable page, Instant now) {
        List<Stay> stays = jdbc.query(
                "select w.number, min(w.entered_at), min(w.due_at)" + OPEN + inArea(area)
                        + " group by w.number order by min(w.entered_at), w.number limit " + page.getPageSize()
                        + " offset " + page.getOffset(),
                parameters(area, definition, step),
                (row, i) -> stay(row));
        Map<String, Demand> found = demands.all(stays.stream().map(Stay::number).toList()).stream()
                .collect(Collectors.toMap(Demand::number, Function.identity()));
        Map<String, CaseHolder.Holder> holders =
                holder.at(stays.stream().map(Stay::number).toList(), step);
        return stays.stream()
                .map(stay ->
                        row(stay, found.get(stay.number()), Objects.requireNonNull(holders.get(stay.number())), now))
                .toList();
    }

    private static Row row(Stay stay, @Nullable Demand demand, CaseHolder.Holder who, Instant now) {
        return new Row(
                stay.number(),
                demand == null ? "" : demand.title(),
                who.post(),
                who.name(),
                stay.since(),
                stay.due(),
                stay.due() != null && stay.due().isBefore(now));
    }

    private static Stay stay(ResultSet row) throws SQLException {
        return new Stay(
                row.getString(1),
                Objects.requireNonNull(Sql.instant(row.getObject(2, LocalDateTime.class))),
                Sql.instant(row.getObject(3, LocalDateTime.class)));
    }

    private static String inArea(Area area) {
        return area.isWholeCity() ? "" : " and w.area_code in (:codes)";
    }

    private static MapSqlParameterSource parameters(Area area, String definition, String step) {
        return new MapSqlParameterSource(area.parameters())
                .addValue("definition", definition)
                .addValue("step", step);
    }
}
