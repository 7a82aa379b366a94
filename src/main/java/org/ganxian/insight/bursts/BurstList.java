package org.ganxian.insight.bursts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Area;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Sql;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The bursts of an area, those that last and those of the past. */
@Component
@RequiredArgsConstructor
public class BurstList {

    private static final String COLUMNS =
            "place_code, category_code, from_day, to_day, cases, usual, measured, begun_at, ended_at";

    /** The dashboard names no more than these; the page of bursts has all. */
    private static final int AT_ONCE = 10;

    @RequiredArgsConstructor
    @Getter
    enum State {
        LASTING("还在持续", "ended_at is null"),
        OVER("已经结束", "ended_at is not null");

        /** zh-CN. */
        private final String title;

        private final String sql;
    }

    @RequiredArgsConstructor
    @Getter
    enum Order {
        LASTING_FIRST("持续的在前", "case when ended_at is null then 0 else 1 end, begun_at desc, id desc"),
        LARGEST("件数多的在前", "cases desc, id desc"),
        OLDEST("最早开始的在前", "begun_at, id");

        /** zh-CN. */
        private final String title;

        private final String sql;
    }

    private final NamedParameterJdbcTemplate jdbc;
    private final BurstWords words;

    /** Those that last, the largest first; at most ten. */
    public List<Burst> lasting(Area area) {
        return read("ended_at is null", area, "order by cases desc, id limit " + AT_ONCE, new MapSqlParameterSource());
    }

    /** Those that began in a period. */
    public List<Burst> begun(Area area, ReportingPeriod period) {
        MapSqlParameterSource days = new MapSqlParameterSource()
                .addValue("begin", begin(period.from()))
                .addValue("end", begin(period.to().plusDays(1)));
        return read("begun_at >= :begin and begun_at < :end", area, "order by begun_at, id", days);
    }

    private static LocalDateTime begin(LocalDate day) {
        return Sql.utc(day.atStartOfDay(PeopleTime.ZONE).toInstant());
    }

    long count(Area area, @Nullable State state) {
        Long count = jdbc.queryForObject(
                "select count(*) from insight_burst where " + which(state) + condition(area),
                area.parameters(),
                Long.class);
        return count == null ? 0 : count;
    }

    List<Burst> of(Area area, @Nullable State state, Order order, Pageable page) {
        return read(
                which(state),
                area,
                "order by " + order.sql() + " limit " + page.getPageSize() + " offset " + page.getOffset(),
                new MapSqlParameterSource());
    }

    private static String which(@Nullable State state) {
        return state == null ? "1 = 1" : state.sql();
    }

    private List<Burst> read(String which, Area area, String order, MapSqlParameterSource parameters) {
        return jdbc.query(
                "select " + COLUMNS + " from insight_burst where " + which + condition(area) + " " + order,
                parameters.addValues(area.parameters()),
                (row, i) -> burst(row));
    }

    private static String condition(Area area) {
        return area.isWholeCity() ? "" : " and district_code = :district and place_code in (:codes)";
    }

    private Burst burst(ResultSet row) throws SQLException {
        LocalDate from = row.getObject(3, LocalDate.class);
        LocalDate to = row.getObject(4, LocalDate.class);
        return new Burst(
                row.getString(1),
                words.place(row.getString(1)),
                row.getString(2),
                words.category(row.getString(2)),
                from,
                to,
                row.getInt(5),
                row.getBigDecimal(6),
                row.getInt(7),
                words.of(from, to, row.getInt(5), row.getBigDecimal(6).toPlainString(), row.getInt(7)),
                Objects.requireNonNull(Sql.instant(row.getObject(8, LocalDateTime.class))),
                Sql.instant(row.getObject(9, LocalDateTime.class)));
    }
}
