package org.ganxian.insight.figures;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.escalation.Level;
import org.ganxian.insight.Area;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Show;
import org.ganxian.insight.cases.CaseFilter;
import org.ganxian.organization.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts an area, from covering indexes alone. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Dashboards {

    private static final List<String> PROCESSES = List.of("order", "window-service", "escalation");
    private static final List<Unit.Kind> UPWARDS =
            List.of(Unit.Kind.COMMUNITY, Unit.Kind.STREET, Unit.Kind.DISTRICT, Unit.Kind.CITY);

    private final NamedParameterJdbcTemplate jdbc;
    private final Managers managers;
    private final Categories categories;
    private final RepositoryService repositoryService;
    private final Clock clock;

    /**
     * The figures of what the logged-in person looks after.
     *
     * @param within a part of it; null for all
     * @param days 7, 30 or 90, today included
     */
    @Transactional(readOnly = true)
    public Dashboard of(@Nullable String within, int days) {
        Instant now = clock.instant();
        Area area = managers.area(within);
        ReportingPeriod period = ReportingPeriod.last(days, now);
        Count count = count(area, period, now);
        CaseCounts today = count.onDay(period.to());
        return new Dashboard(
                now,
                days,
                period.from(),
                period.to(),
                new Dashboard.Place(area.within(), area.unit().name()),
                area.trail().stream().map(Dashboard.Place::of).toList(),
                new Dashboard.Today(today.of(Show.RECEIVED), today.of(Show.CLOSED)),
                open(count),
                rates(count.all),
                count.firstResponse.summary(),
                ladder(count),
                trend(count, period),
                parts(area, count),
                categories(count),
                processes());
    }

    private Count count(Area area, ReportingPeriod period, Instant now) {
        // Grouped in the order of an index, which MySQL does without a temporary table.
        String place = area.isWholeCity() ? "district_code" : "area_code";
        Count count = new Count();
        Function<Show, CaseFilter> filter = show -> CaseFilter.of(show, area, period, now);
        each(filter.apply(Show.OPEN), place + ", category, level", Count.ofOpen(), count::open);
        each(filter.apply(Show.RECEIVED), "received_day, " + place + ", category, marks", "count(*)", count::received);
        each(filter.apply(Show.CLOSED), "closed_day, " + place + ", category", "count(*)", count::closed);
        each(filter.apply(Show.FIRST_RESPONSE), "response_minutes", "count(*)", count::firstResponse);
        each(filter.apply(Show.ASKED), "asked_level", "count(*)", count::asked);
        return count;
    }

    private void each(CaseFilter filter, String group, String counted, RowCallbackHandler row) {
        jdbc.query(
                "select " + group + ", " + counted + " from insight_case where " + filter.condition() + " group by "
                        + group,
                filter.parameters(),
                row);
    }

    private static Dashboard.Open open(Count count) {
        return new Dashboard.Open(
                count.all.of(Show.OPEN),
                count.all.of(Show.DUE_SOON),
                count.all.of(Show.DUE_TODAY),
                count.all.of(Show.OVERDUE),
                count.all.of(Show.PAUSED),
                UPWARDS.stream()
                        .map(k -> new Dashboard.Level(k.name(), k.title(), count.byLevel.getOrDefault(k, 0)))
                        .toList());
    }

    private static List<Dashboard.Rate> rates(CaseCounts counts) {
        return List.of(
                rate("response", "响应率", "限时内首次联系 ÷ 受理，不含不予受理和已合并的", Show.RESPONDED, Show.ACCEPTED, counts.response()),
                rate("solved", "解决率", "回访时群众认可 ÷ 已回访", Show.SOLVED, Show.CALLED_BACK, counts.solving()),
                rate(
                        "satisfied",
                        "满意率",
                        "评价基本满意及以上 ÷ 已评价，未评价的不算满意",
                        Show.SATISFIED,
                        Show.RATED,
                        counts.satisfaction()));
    }

    private static Dashboard.Rate rate(String key, String name, String formula, Show part, Show of, Share share) {
        return new Dashboard.Rate(key, name, formula + "；按收到日期统计", part.key(), of.key(), share);
    }

    private static List<Dashboard.SupervisionEntry> ladder(Count count) {
        return Arrays.stream(Level.values())
                .map(l -> new Dashboard.SupervisionEntry(
                        l.name(), l.title(), count.asked.getOrDefault(l, 0), count.raised.getOrDefault(l, 0)))
                .toList();
    }

    private static List<Dashboard.Day> trend(Count count, ReportingPeriod period) {
        return period.from()
                .datesUntil(period.to().plusDays(1))
                .map(day -> new Dashboard.Day(
                        day,
                        count.onDay(day).of(Show.RECEIVED),
                        count.onDay(day).of(Show.CLOSED)))
                .toList();
    }

    /** Each part with all that lies in it, and what is known no closer than the area itself. */
    private Dashboard.Parts parts(Area area, Count count) {
        Map<Unit, List<String>> parts = area.onlyItself() ? Map.of() : managers.parts(area.unit());
        List<Dashboard.Row> rows = new ArrayList<>();
        parts.forEach((part, codes) -> {
            CaseCounts counts = new CaseCounts();
            codes.stream().map(count.byPlace::get).filter(Objects::nonNull).forEach(counts::add);
            rows.add(Dashboard.Row.of(part.code(), part.name(), part.kind() != Unit.Kind.COMMUNITY, counts));
        });
        CaseCounts itself = count.byPlace.get(area.unit().code());
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
                                Objects.requireNonNull(count.byCategory.get(code))))
                        .toList();
    }

    private List<Dashboard.Process> processes() {
        Map<String, Dashboard.Process> byKey = new HashMap<>();
        ProcessDefinitionQuery latest = repositoryService
                .createProcessDefinitionQuery()
                .latestVersion()
                .processDefinitionKeysIn(PROCESSES.toArray(String[]::new));
        latest.list().forEach(d -> byKey.put(d.getKey(), new Dashboard.Process(d.getId(), d.getKey(), d.getName())));
        return PROCESSES.stream().filter(byKey::containsKey).map(byKey::get).toList();
    }
}
