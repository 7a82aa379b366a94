package org.ganxian.insight.figures;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.escalation.Level;
import org.ganxian.insight.Area;
import org.ganxian.insight.Diagrams;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Show;
import org.ganxian.insight.bursts.BurstList;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts an area, from covering indexes alone. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Dashboards {

    private static final List<String> PROCESSES = List.of("order", "window-service", "mediation", "escalation");
    private static final List<Unit.Kind> UPWARDS =
            List.of(Unit.Kind.COMMUNITY, Unit.Kind.STREET, Unit.Kind.DISTRICT, Unit.Kind.CITY);

    private final Counting counting;
    private final Managers managers;
    private final Categories categories;
    private final Diagrams diagrams;
    private final DailyReports reports;
    private final BurstList bursts;
    private final RepositoryService repositoryService;
    private final Clock clock;

    /**
     * The figures of what the logged-in person looks after.
     *
     * @param within a part of it; null for all
     * @param flow key of the process that they are limited to; null for all
     * @throws Refusal 400 for an unknown flow
     */
    @Transactional(readOnly = true)
    public Dashboard of(@Nullable String within, @Nullable String flow, ReportingPeriod period) {
        diagrams.requireFlow(flow);
        return of(managers.area(within), flow, period, clock.instant());
    }

    /** As above, for whoever may read it later. */
    public Dashboard of(Area area, @Nullable String flow, ReportingPeriod period, Instant now) {
        Count count = counting.steadily(area, () -> counting.all(area, period, flow, now));
        LocalDate day = ReportingPeriod.day(now);
        CaseCounts today = period.to().equals(day)
                ? count.onDay(day)
                : counting.steadily(area, () -> counting.past(area, ReportingPeriod.of(day), flow, now))
                        .onDay(day);
        return new Dashboard(
                now,
                (int) period.days(),
                period.query(now),
                period.inWords(now),
                period.from(),
                period.to(),
                new Dashboard.Place(area.within(), area.unit().name()),
                area.trail().stream().map(Dashboard.Place::of).toList(),
                flow,
                new Dashboard.Today(day, today.of(Show.RECEIVED), today.of(Show.CLOSED)),
                open(count),
                new Dashboard.FollowUp(count.all.of(Show.FOLLOW_UP), count.all.of(Show.FOLLOW_UP_OVERDUE)),
                new Dashboard.Received(
                        count.all.of(Show.RECEIVED),
                        count.all.of(Show.IN_HAND),
                        count.all.of(Show.DONE),
                        count.all.of(Show.ENDED)),
                rates(Counting.headline(flow), count.all),
                count.firstResponse.summary(),
                ladder(count),
                trend(count, period, reports.of(area, period, flow)),
                parts(area, count),
                categories(count),
                flows(count),
                processes(),
                bursts.lasting(area));
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

    private static List<Dashboard.Rate> rates(String flow, CaseCounts counts) {
        return List.of(
                rate(
                        flow,
                        "response",
                        "响应率",
                        "限时内首次联系 ÷ 应已联系，还没受理就超时的算超时，不含不予受理、已合并的，也不含还没到时限又没有联系的",
                        Show.RESPONDED,
                        Show.RESPONSE_DUE,
                        counts.response()),
                rate(
                        flow,
                        "on-time",
                        "按时办结率",
                        "按时办结 ÷（按时办结 + 超期），还没到时限的不算按时，也不算超期",
                        Show.IN_TIME,
                        Show.DUE,
                        counts.onTime()),
                rate(flow, "late", "超期率", "超期 ÷（按时办结 + 超期），超期的含已办结和还没办结的", Show.LATE, Show.DUE, counts.late()),
                rate(
                        flow,
                        "solved",
                        "解决率",
                        "群众认可已解决 ÷ 已征询的全部群众，没有答复的不算解决，还在评价、回访时限内的不计",
                        Show.SOLVED,
                        Show.CONSULTED,
                        counts.solving()),
                rate(
                        flow,
                        "satisfied",
                        "满意率",
                        "评价基本满意及以上 ÷ 已评价，未评价的不算满意",
                        Show.SATISFIED,
                        Show.RATED,
                        counts.satisfaction()),
                rate(
                        flow,
                        "call-back",
                        "回访及时率",
                        "差评后限时内回访 ÷ 应已回访，还没到时限又没有回访的不计",
                        Show.CALLED_IN_TIME,
                        Show.CALL_DUE,
                        counts.callingBack()));
    }

    private static Dashboard.Rate rate(
            String flow, String key, String name, String formula, Show part, Show of, Share share) {
        return new Dashboard.Rate(key, name, formula + "；按收到或返工的日期统计，每次返工另计一次", flow, part.key(), of.key(), share);
    }

    private static List<Dashboard.SupervisionEntry> ladder(Count count) {
        return Arrays.stream(Level.values())
                .map(l -> new Dashboard.SupervisionEntry(
                        l.name(), l.title(), count.asked.getOrDefault(l, 0), count.raised.getOrDefault(l, 0)))
                .toList();
    }

    private static List<Dashboard.Day> trend(
            Count count, ReportingPeriod period, Map<LocalDate, Dashboard.Reported> reported) {
        return period.from()
                .datesUntil(period.to().plusDays(1))
                .map(day -> new Dashboard.Day(
                        day,
                        count.onDay(day).of(Show.RECEIVED),
                        count.onDay(day).of(Show.CLOSED),
                        reported.get(day)))
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

    private List<Dashboard.Row> flows(Count count) {
        return count.byFlow.entrySet().stream()
                .map(e -> Dashboard.Row.of(e.getKey(), diagrams.name(e.getKey()), false, e.getValue()))
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
