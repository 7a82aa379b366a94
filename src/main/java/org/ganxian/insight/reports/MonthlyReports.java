package org.ganxian.insight.reports;

import static org.ganxian.insight.Sql.utc;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.Calendars;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.insight.Area;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Sql;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 月报: the figures of each month of the city, its districts and its streets, kept as they were made. The process
 * {@code monthly-report} makes those of the month before on the first working day, at 8:00.
 */
@Component("monthlyReports")
@CalledByDiagrams
@RequiredArgsConstructor
public class MonthlyReports {

    private static final Set<Unit.Kind> REPORTED = Set.of(Unit.Kind.CITY, Unit.Kind.DISTRICT, Unit.Kind.STREET);

    /** One that is kept. */
    record Kept(YearMonth month, String area, LocalDate through, int received, int closed, Instant madeAt) {}

    private final ReportBook book;
    private final ReportFiles files;
    private final Managers managers;
    private final Units units;
    private final Calendars calendars;
    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;

    /** Whether it is a working day, and a place has no report of the month before yet. */
    @Transactional(readOnly = true)
    public boolean isDue() {
        LocalDate today = ReportingPeriod.day(clock.instant());
        return calendars.holidays().dayOff(today).isEmpty() && next(today).isPresent();
    }

    /** Makes that of one place more, the city's first. One at a time, so that a fault costs one place's. */
    @Transactional
    public void makeNext() {
        LocalDate today = ReportingPeriod.day(clock.instant());
        next(today).ifPresent(unit -> make(unit, monthBefore(today)));
    }

    private static YearMonth monthBefore(LocalDate today) {
        return YearMonth.from(today).minusMonths(1);
    }

    private Optional<Unit> next(LocalDate today) {
        YearMonth month = monthBefore(today);
        Set<String> made = new HashSet<>(jdbc.queryForList(
                "select area_code from insight_month where report_month = :month and through_day = :end",
                Map.of("month", month.toString(), "end", month.atEndOfMonth()),
                String.class));
        return units.open().stream()
                .filter(unit -> REPORTED.contains(unit.kind()) && !made.contains(unit.code()))
                .findFirst();
    }

    /** One that was made before the month had ended is made anew; others stay. */
    @Transactional
    public void make(Unit unit, YearMonth month) {
        Instant now = clock.instant();
        ReportingPeriod period = ReportingPeriod.of(month, ReportingPeriod.day(now));
        Report report = book.of(managers.areaOf(unit), null, period, now);
        MapSqlParameterSource values =
                new MapSqlParameterSource().addValue("month", month.toString()).addValue("area", unit.code());
        jdbc.update("delete from insight_month where report_month = :month and area_code = :area", values);
        jdbc.update(
                "insert into insight_month (report_month, area_code, made_at, through_day, received, closed, pdf, xlsx)"
                        + " values (:month, :area, :now, :through, :received, :closed, :pdf, :xlsx)",
                values.addValue("now", utc(now))
                        .addValue("through", period.to())
                        .addValue("received", count(report, 0))
                        .addValue("closed", count(report, 1))
                        .addValue("pdf", files.pdf(report, now))
                        .addValue("xlsx", files.xlsx(report)));
    }

    /** What was received stands in the first line of the first table, what was closed in the second. */
    private static int count(Report report, int line) {
        return Integer.parseInt(report.sections().get(0).rows().get(line).get(1).toString());
    }

    long count(Area area) {
        Long count = jdbc.queryForObject(
                "select count(*) from insight_month where area_code = :area",
                Map.of("area", area.unit().code()),
                Long.class);
        return count == null ? 0 : count;
    }

    List<Kept> of(Area area, boolean oldestFirst, Pageable page) {
        return jdbc.query(
                "select report_month, area_code, through_day, received, closed, made_at from insight_month"
                        + " where area_code = :area order by report_month " + (oldestFirst ? "asc" : "desc") + " limit "
                        + page.getPageSize()
                        + " offset " + page.getOffset(),
                Map.of("area", area.unit().code()),
                (row, i) -> new Kept(
                        YearMonth.parse(row.getString(1)),
                        row.getString(2),
                        row.getObject(3, LocalDate.class),
                        row.getInt(4),
                        row.getInt(5),
                        Objects.requireNonNull(Sql.instant(row.getObject(6, LocalDateTime.class)))));
    }

    /** As it was made; empty when there is none. */
    Optional<byte[]> file(YearMonth month, Area area, FileKind kind) {
        return jdbc
                .query(
                        "select " + kind.column()
                                + " from insight_month where report_month = :month and area_code = :area",
                        Map.of("month", month.toString(), "area", area.unit().code()),
                        (row, i) -> row.getBytes(1))
                .stream()
                .findFirst();
    }
}
