package org.ganxian.insight.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.insight.Area;
import org.ganxian.insight.Diagrams;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Show;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the figures of a period beside earlier ones: the period before, the year before, and what is usual. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Comparisons {

    /** A table of more rows is read by nobody. */
    private static final int MOST_GROWN = 10;

    private record Rate(String key, String name, Show part, Function<CaseCounts, Share> of) {}

    private static final List<Rate> RATES = List.of(
            new Rate("response", "响应率", Show.RESPONDED, CaseCounts::response),
            new Rate("on-time", "按时办结率", Show.IN_TIME, CaseCounts::onTime),
            new Rate("late", "超期率", Show.LATE, CaseCounts::late),
            new Rate("solved", "解决率", Show.SOLVED, CaseCounts::solving),
            new Rate("satisfied", "满意率", Show.SATISFIED, CaseCounts::satisfaction),
            new Rate("call-back", "回访及时率", Show.CALLED_IN_TIME, CaseCounts::callingBack));

    private final Counting counting;
    private final Managers managers;
    private final Categories categories;
    private final Diagrams diagrams;
    private final Clock clock;

    /**
     * Of what the logged-in person looks after.
     *
     * @param within a part of it; null for all
     * @param flow key of the process that it is limited to; null for all, with the rates of orders
     * @throws Refusal 400 for an unknown flow
     */
    @Transactional(readOnly = true)
    public Comparison of(@Nullable String within, @Nullable String flow, ReportingPeriod period) {
        diagrams.requireFlow(flow);
        return of(managers.area(within), flow, period, clock.instant());
    }

    /** As above, for whoever may read it later. */
    public Comparison of(Area area, @Nullable String flow, ReportingPeriod period, Instant now) {
        return counting.steadily(area, () -> compared(area, flow, period, now));
    }

    private Comparison compared(Area area, @Nullable String flow, ReportingPeriod period, Instant now) {
        Count count = counting.past(area, period, flow, now);
        Count before = counting.past(area, period.before(), flow, now);
        Count lastYear = counting.past(area, period.yearBefore(), flow, now);
        // Of a quarter what is usual is the quarter before.
        Count usual =
                period.usual().equals(period.before()) ? before : counting.received(area, period.usual(), flow, now);
        return new Comparison(
                period.inWords(now),
                period.query(now),
                past(period.beforeInWords(), period.before(), before, now),
                past(period.yearBeforeInWords(), period.yearBefore(), lastYear, now),
                lines(Counting.headline(flow), count, before, lastYear),
                growth(period, usual, categoryNames(count), counts(count.byCategory), counts(usual.byCategory)),
                growth(period, usual, placeNames(area), places(area, count), places(area, usual)));
    }

    private static Comparison.Past past(String name, ReportingPeriod period, Count count, Instant now) {
        return new Comparison.Past(
                name, period.from(), period.to(), period.query(now), count.all.of(Show.RECEIVED) > 0);
    }

    private static List<Comparison.Line> lines(String flow, Count now, Count before, Count lastYear) {
        List<Comparison.Line> lines = new ArrayList<>();
        lines.add(counted("received", "收到", Show.RECEIVED, now, before, lastYear));
        lines.add(counted("closed", "办结", Show.CLOSED, now, before, lastYear));
        RATES.forEach(rate -> {
            Share share = rate.of().apply(now.all);
            Share then = rate.of().apply(before.all);
            Share aYearAgo = rate.of().apply(lastYear.all);
            lines.add(new Comparison.Line(
                    rate.key(),
                    rate.name(),
                    rate.part().key(),
                    flow,
                    share.inWords(),
                    then.inWords(),
                    Change.ofRate(share, then),
                    aYearAgo.inWords(),
                    Change.ofRate(share, aYearAgo)));
        });
        Durations.Summary time = now.firstResponse.summary();
        Durations.Summary then = before.firstResponse.summary();
        Durations.Summary aYearAgo = lastYear.firstResponse.summary();
        lines.add(new Comparison.Line(
                "first-response",
                "首次响应用时中位数",
                null,
                null,
                time.inWords(),
                then.inWords(),
                Change.ofTime(time.median(), then.median()),
                aYearAgo.inWords(),
                Change.ofTime(time.median(), aYearAgo.median())));
        return lines;
    }

    private static Comparison.Line counted(
            String key, String name, Show show, Count now, Count before, Count lastYear) {
        int cases = now.all.of(show);
        return new Comparison.Line(
                key,
                name,
                show.key(),
                null,
                Integer.toString(cases),
                Integer.toString(before.all.of(show)),
                change(cases, show, before),
                Integer.toString(lastYear.all.of(show)),
                change(cases, show, lastYear));
    }

    /** Nothing at all was counted then: more than nothing says nothing. */
    private static String change(int now, Show show, Count then) {
        return then.all.of(Show.RECEIVED) == 0 ? Change.NOT_COMPARABLE : Change.ofCount(now, then.all.of(show));
    }

    private static Comparison.Growth growth(
            ReportingPeriod period,
            Count usual,
            Map<String, String> names,
            Map<String, Integer> received,
            Map<String, Integer> before) {
        long measured = period.usual().days();
        String name = "此前 " + (measured % 7 == 0 ? measured / 7 + " 周" : measured + " 天") + "的平均";
        if (usual.all.of(Show.RECEIVED) == 0) {
            return new Comparison.Growth(name, false, List.of(), 0);
        }
        List<Comparison.Grown> grown = names.entrySet().stream()
                .filter(named -> received.getOrDefault(named.getKey(), 0) > 0)
                .map(named -> grown(
                        named.getKey(),
                        named.getValue(),
                        received.getOrDefault(named.getKey(), 0),
                        Change.usual(before.getOrDefault(named.getKey(), 0), measured, period.days())))
                .filter(row -> excess(row).signum() > 0)
                .toList();
        List<Comparison.Grown> told =
                grown.stream().filter(row -> row.received() >= Share.FEWEST).toList();
        Stream<Comparison.Grown> most = told.stream()
                .sorted(Comparator.comparing(Comparisons::excess).reversed().thenComparing(Comparison.Grown::code))
                .limit(MOST_GROWN);
        return new Comparison.Growth(name, true, most.toList(), grown.size() - told.size());
    }

    private static BigDecimal excess(Comparison.Grown row) {
        return BigDecimal.valueOf(row.received()).subtract(row.usual());
    }

    private static Comparison.Grown grown(String code, String name, int received, BigDecimal usual) {
        BigDecimal more = BigDecimal.valueOf(received).subtract(usual);
        String words = "多 " + more.toPlainString() + " 件";
        if (usual.signum() > 0) {
            BigDecimal times = BigDecimal.valueOf(received).divide(usual, 1, RoundingMode.HALF_UP);
            words += "，为平常的 " + times.toPlainString() + " 倍";
        }
        return new Comparison.Grown(code, name, received, usual, words);
    }

    private Map<String, String> categoryNames(Count count) {
        Map<String, String> names = new HashMap<>();
        count.byCategory
                .keySet()
                .forEach(code -> names.put(
                        code, categories.find(code).map(Category::name).orElse(code)));
        return names;
    }

    private static Map<String, Integer> counts(Map<String, CaseCounts> groups) {
        Map<String, Integer> counts = new HashMap<>();
        groups.forEach((code, group) -> counts.put(code, group.of(Show.RECEIVED)));
        return counts;
    }

    private Map<String, String> placeNames(Area area) {
        Map<String, String> names = new HashMap<>();
        parts(area).keySet().forEach(unit -> names.put(unit.code(), unit.name()));
        return names;
    }

    private Map<String, Integer> places(Area area, Count count) {
        Map<String, Integer> places = new HashMap<>();
        parts(area)
                .forEach((unit, codes) -> places.put(
                        unit.code(),
                        codes.stream()
                                .map(count.byPlace::get)
                                .mapToInt(group -> group == null ? 0 : group.of(Show.RECEIVED))
                                .sum()));
        return places;
    }

    private Map<Unit, List<String>> parts(Area area) {
        return area.onlyItself() ? Map.of() : managers.parts(area.unit());
    }
}
