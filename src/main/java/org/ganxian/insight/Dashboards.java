package org.ganxian.insight;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.escalation.Level;
import org.ganxian.organization.Unit;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts an area. Three readings of covering indexes, each row once. */
@Component
class Dashboards {

    private static final List<String> PROCESSES = List.of("order", "window-service", "escalation");
    private static final List<Unit.Kind> UPWARDS =
            List.of(Unit.Kind.COMMUNITY, Unit.Kind.STREET, Unit.Kind.DISTRICT, Unit.Kind.CITY);

    private final NamedParameterJdbcTemplate jdbc;
    private final Managers managers;
    private final Categories categories;
    private final RepositoryService repositoryService;
    private final Clock clock;

    Dashboards(
            NamedParameterJdbcTemplate jdbc,
            Managers managers,
            Categories categories,
            RepositoryService repositoryService,
            Clock clock) {
        this.jdbc = jdbc;
        this.managers = managers;
        this.categories = categories;
        this.repositoryService = repositoryService;
        this.clock = clock;
    }

    /**
     * The figures of what the logged-in person looks after.
     *
     * @param within a part of it; null for all
     * @param days 7, 30 or 90, today included
     */
    @Transactional(readOnly = true)
    public Dashboard of(String within, int days) {
        Instant now = clock.instant();
        Area area = managers.area(within);
        Period period = Period.last(days, now);
        Count count = count(area, period, now);
        return new Dashboard(
                now,
                days,
                period.from(),
                period.to(),
                new Dashboard.Place(area.within(), area.unit().name()),
                area.trail().stream().map(Dashboard.Place::of).toList(),
                new Dashboard.Today(count.onDay(period.to()).received, count.onDay(period.to()).closed),
                open(count),
                rates(count.all),
                count.firstResponse.summary(),
                ladder(count),
                trend(count, period),
                parts(area, count),
                categories(count),
                processes());
    }

    private Count count(Area area, Period period, Instant now) {
        String within = area.isWholeCity() ? "" : " and area_code in (:codes)";
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("codes", area.codes())
                .addValue("from", period.from())
                .addValue("to", period.to());
        Count count = new Count(now);
        jdbc.query(
                "select area_code, category, level, paused, due_at from insight_case where is_open = true" + within,
                parameters,
                count::open);
        jdbc.query(
                "select area_code, category, received_day, accepted, responded, response_minutes, called_back, solved,"
                        + " rated, satisfied, raised_street, raised_district, raised_city from insight_case"
                        + " where received_day between :from and :to" + within,
                parameters,
                count::received);
        jdbc.query(
                "select area_code, category, closed_day, 1 from insight_case where closed_day between :from and :to"
                        + within,
                parameters,
                count::closed);
        jdbc.query(
                "select asked_level, count(*) from insight_case where asked_level is not null" + within
                        + " group by asked_level",
                parameters,
                count::asked);
        return count;
    }

    private static Dashboard.Open open(Count count) {
        return new Dashboard.Open(
                count.all.open,
                count.dueSoon,
                count.dueToday,
                count.all.overdue,
                count.paused,
                UPWARDS.stream()
                        .map(k -> new Dashboard.Level(k.name(), k.title(), count.byLevel.getOrDefault(k, 0)))
                        .toList());
    }

    private static List<Dashboard.Rate> rates(Tally tally) {
        return List.of(
                rate("response", "响应率", "限时内首次联系 ÷ 受理，不含不予受理和已合并的", Show.RESPONDED, Show.ACCEPTED, tally.response()),
                rate("solved", "解决率", "回访时群众认可 ÷ 已回访", Show.SOLVED, Show.CALLED_BACK, tally.solving()),
                rate("satisfied", "满意率", "评价基本满意及以上 ÷ 已评价，未评价的不算满意", Show.SATISFIED, Show.RATED, tally.satisfaction()));
    }

    private static Dashboard.Rate rate(String key, String name, String formula, Show part, Show of, Share share) {
        return new Dashboard.Rate(key, name, formula + "；按收到日期统计", part.key(), of.key(), share);
    }

    private static List<Dashboard.Rung> ladder(Count count) {
        return Arrays.stream(Level.values())
                .map(l -> new Dashboard.Rung(
                        l.name(), l.title(), count.asked.getOrDefault(l, 0), count.raised.getOrDefault(l, 0)))
                .toList();
    }

    private static List<Dashboard.Day> trend(Count count, Period period) {
        return period.from()
                .datesUntil(period.to().plusDays(1))
                .map(day -> new Dashboard.Day(day, count.onDay(day).received, count.onDay(day).closed))
                .toList();
    }

    /** Each part with all that lies in it, and what is known no closer than the area itself. */
    private Dashboard.Parts parts(Area area, Count count) {
        Map<Unit, List<String>> parts = area.onlyItself() ? Map.of() : managers.parts(area.unit());
        List<Dashboard.Row> rows = new ArrayList<>();
        parts.forEach((part, codes) -> {
            Tally tally = new Tally();
            codes.forEach(code -> tally.add(count.byPlace.get(code)));
            rows.add(Dashboard.Row.of(part.code(), part.name(), part.kind() != Unit.Kind.COMMUNITY, tally));
        });
        Tally itself = count.byPlace.get(area.unit().code());
        if (!parts.isEmpty() && itself != null) {
            rows.add(Dashboard.Row.of(area.unit().code() + Area.ITSELF, "未定位到下级", false, itself));
        }
        String title = parts.keySet().stream()
                .findFirst()
                .map(part -> "按" + part.kind().title())
                .orElse(null);
        return new Dashboard.Parts(title, rows);
    }

    private List<Dashboard.Row> categories(Count count) {
        return new TreeSet<>(count.byCategory.keySet())
                .stream()
                        .map(code -> Dashboard.Row.of(
                                code,
                                categories.find(code).map(Category::name).orElse(code),
                                false,
                                count.byCategory.get(code)))
                        .toList();
    }

    private List<Dashboard.Process> processes() {
        Map<String, Dashboard.Process> byKey = new HashMap<>();
        repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKeysIn(PROCESSES.toArray(String[]::new))
                .latestVersion()
                .list()
                .forEach(d -> byKey.put(d.getKey(), new Dashboard.Process(d.getId(), d.getKey(), d.getName())));
        return PROCESSES.stream().filter(byKey::containsKey).map(byKey::get).toList();
    }
}
