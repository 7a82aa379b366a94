package org.ganxian.insight.figures;

import static org.ganxian.insight.Sql.utc;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.insight.Area;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Sql;
import org.ganxian.insight.days.Days;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was reported of each day, kept as it was; the process {@code daily-report} makes it in the night after. A day that
 * is counted otherwise later gets a new edition beside the first, never another number in its place.
 */
@Component("dailyReports")
@CalledByDiagrams
@RequiredArgsConstructor
public class DailyReports {

    /** As far back as a dashboard shows. */
    private static final int DAYS = 90;

    private static final String COUNTED = "select district_code, area_code, flow, sum(received), sum(closed),"
            + " sum(in_time), sum(late) from ("
            + "select district_code, area_code, flow, 1 received, 0 closed, 0 in_time, 0 late"
            + " from insight_case where received_day = :day" + Days.SUMMED_OR_NOT
            + " union all select district_code, area_code, flow, 0, 1,"
            + " case when in_time = true then 1 else 0 end, case when late = true then 1 else 0 end"
            + " from insight_round where closed_day = :day" + Days.SUMMED_OR_NOT
            + ") counted group by district_code, area_code, flow";
    private static final String REPORTED = "select district_code, area_code, flow, received, closed, in_time, late"
            + " from insight_report_part where report_day = :day and edition = :edition";
    private static final String PART = "insert into insight_report_part (report_day, edition, district_code, area_code,"
            + " flow, received, closed, in_time, late) values (:day, :edition, :district, :area, :flow, :received,"
            + " :closed, :inTime, :late)";
    private static final String SUM = "insert into insight_report_sum (report_day, edition, district_code, flow,"
            + " received, closed, in_time, late) values (:day, :edition, :district, :flow, :received, :closed, :inTime,"
            + " :late)";

    /** @param area empty for all places of the district together */
    private record Place(String district, String area, String flow) {}

    private record Sums(int received, int closed, int inTime, int late) {

        private Sums plus(Sums others) {
            return new Sums(
                    received + others.received, closed + others.closed, inTime + others.inTime, late + others.late);
        }
    }

    private record Edition(LocalDate day, int number) {

        private MapSqlParameterSource parameters() {
            return new MapSqlParameterSource().addValue("day", day).addValue("edition", number);
        }
    }

    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;

    /** Reports what is not reported yet up to yesterday, and what has been counted otherwise since. */
    @Transactional
    public void make() {
        Instant now = clock.instant();
        LocalDate yesterday = ReportingPeriod.day(now).minusDays(1);
        Map<LocalDate, Integer> editions = latest(yesterday.minusDays(DAYS - 1L), yesterday);
        LocalDate first = editions.keySet().stream().min(LocalDate::compareTo).orElse(yesterday);
        // One day after the other: those of all places of a quarter are many.
        first.datesUntil(yesterday.plusDays(1)).forEach(day -> {
            Map<Place, Sums> found = parts(COUNTED, new MapSqlParameterSource("day", day));
            Integer edition = editions.get(day);
            if (edition == null || !found.equals(parts(REPORTED, new Edition(day, edition).parameters()))) {
                keep(new Edition(day, edition == null ? 1 : edition + 1), found, now);
            }
        });
        unsummed(first, yesterday).forEach(edition -> sum(edition, parts(REPORTED, edition.parameters())));
    }

    /** What a node of a version before the sums has reported. */
    private List<Edition> unsummed(LocalDate from, LocalDate to) {
        return jdbc.query(
                "select r.report_day, r.edition from insight_report r left join insight_report_sum s"
                        + " on s.district_code = :city and s.report_day = r.report_day and s.edition = r.edition"
                        + " where r.report_day between :from and :to and s.report_day is null",
                new MapSqlParameterSource()
                        .addValue("city", Area.CITY)
                        .addValue("from", from)
                        .addValue("to", to),
                (row, i) -> new Edition(row.getObject(1, LocalDate.class), row.getInt(2)));
    }

    private Map<LocalDate, Integer> latest(LocalDate from, LocalDate to) {
        Map<LocalDate, Integer> editions = new HashMap<>();
        jdbc.query(
                "select report_day, max(edition) from insight_report where report_day between :from and :to"
                        + " group by report_day",
                new MapSqlParameterSource().addValue("from", from).addValue("to", to),
                row -> {
                    editions.put(row.getObject(1, LocalDate.class), row.getInt(2));
                });
        return editions;
    }

    private Map<Place, Sums> parts(String query, MapSqlParameterSource parameters) {
        Map<Place, Sums> parts = new HashMap<>();
        jdbc.query(query, parameters, row -> {
            parts.put(
                    new Place(row.getString(1), row.getString(2), row.getString(3)),
                    new Sums(row.getInt(4), row.getInt(5), row.getInt(6), row.getInt(7)));
        });
        return parts;
    }

    private void keep(Edition edition, Map<Place, Sums> found, Instant now) {
        jdbc.update(
                "insert into insight_report (report_day, edition, made_at) values (:day, :edition, :now)",
                edition.parameters().addValue("now", utc(now)));
        insert(PART, edition, found);
        sum(edition, found);
    }

    /** Of the city and of each district. */
    private void sum(Edition edition, Map<Place, Sums> found) {
        Map<Place, Sums> whole = new HashMap<>();
        found.forEach((place, sums) -> Stream.of(Area.CITY, place.district())
                .forEach(district -> whole.merge(new Place(district, "", place.flow()), sums, Sums::plus)));
        insert(SUM, edition, whole);
    }

    private void insert(String statement, Edition edition, Map<Place, Sums> sums) {
        jdbc.batchUpdate(
                statement,
                sums.entrySet().stream()
                        .map(e -> edition.parameters()
                                .addValue("district", e.getKey().district())
                                .addValue("area", e.getKey().area())
                                .addValue("flow", e.getKey().flow())
                                .addValue("received", e.getValue().received())
                                .addValue("closed", e.getValue().closed())
                                .addValue("inTime", e.getValue().inTime())
                                .addValue("late", e.getValue().late()))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** The first edition of each reported day, with those of its later ones that differ for this area and flow. */
    Map<LocalDate, Dashboard.Reported> of(Area area, ReportingPeriod period, @Nullable String flow) {
        Map<LocalDate, List<Dashboard.Reported>> editions = new HashMap<>();
        String parts = area.isSummed() ? "insight_report_sum" : "insight_report_part";
        String there = area.isSummed() ? " and p.district_code = :sums" : area.condition();
        jdbc.query(
                "select r.report_day, r.made_at, coalesce(sum(p.received), 0), coalesce(sum(p.closed), 0),"
                        + " coalesce(sum(p.in_time), 0), coalesce(sum(p.late), 0) from insight_report r"
                        + " left join " + parts + " p on p.report_day = r.report_day and p.edition = r.edition"
                        + there + (flow == null ? "" : " and flow = :flow")
                        + " where r.report_day between :from and :to group by r.report_day, r.edition, r.made_at"
                        + " order by r.report_day, r.edition",
                new MapSqlParameterSource(area.parameters())
                        .addValue("sums", area.isSummed() ? area.sums() : null)
                        .addValue("flow", flow)
                        .addValue("from", period.from())
                        .addValue("to", period.to()),
                row -> {
                    editions.computeIfAbsent(row.getObject(1, LocalDate.class), d -> new ArrayList<>())
                            .add(new Dashboard.Reported(
                                    row.getInt(3),
                                    row.getInt(4),
                                    row.getInt(5),
                                    row.getInt(6),
                                    Objects.requireNonNull(Sql.instant(row.getObject(2, LocalDateTime.class))),
                                    List.of()));
                });
        Map<LocalDate, Dashboard.Reported> reported = new HashMap<>();
        editions.forEach((day, all) -> reported.put(day, all.get(0).correctedBy(all.subList(1, all.size()))));
        return reported;
    }
}
