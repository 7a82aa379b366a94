package org.ganxian.insight.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.insight.Diagrams;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Show;
import org.ganxian.organization.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Says of a list what it shows, and where to go on from it. */
@Component
@RequiredArgsConstructor
class ListWords {

    private static final List<Show> TABS = List.of(
            Show.OPEN,
            Show.OVERDUE,
            Show.DUE_SOON,
            Show.DUE_TODAY,
            Show.PAUSED,
            Show.ASKED,
            Show.FOLLOW_UP,
            Show.FOLLOW_UP_OVERDUE,
            Show.RECEIVED,
            Show.IN_HAND,
            Show.DONE,
            Show.ENDED,
            Show.CLOSED,
            Show.LATE,
            Show.RATED,
            Show.HISTORY);

    /**
     * @param title zh-CN, such as 芗城区 · 已超时
     * @param flows the same list of one business each, and of all
     * @param limits zh-CN, what it is further limited to
     * @param query of the list's address
     * @param all query of the same list with fewer limits; null when it has none
     */
    record Words(
            String title,
            List<String> limits,
            String query,
            @Nullable String all,
            List<Tab> tabs,
            List<Tab> flows) {}

    record Tab(String name, String query, boolean current) {}

    private final Categories categories;
    private final Diagrams diagrams;

    /** @throws org.ganxian.platform.Refusal 400 for a list of an unknown business */
    Words of(CaseFilter filter) {
        diagrams.requireFlow(filter.flow());
        List<String> limits = limits(filter);
        return new Words(
                filter.area().unit().name()
                        + (filter.area().onlyItself() ? "（未定位到下级）" : "") + " · "
                        + filter.show().title(),
                limits,
                query(filter, filter.show(), true),
                limits.isEmpty() ? null : query(filter, filter.show(), false, null),
                Stream.concat(TABS.stream(), Stream.of(filter.show()))
                        .distinct()
                        .map(show -> new Tab(show.title(), query(filter, show, false), show == filter.show()))
                        .toList(),
                flows(filter));
    }

    private List<Tab> flows(CaseFilter filter) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("全部", query(filter, filter.show(), true, null), filter.flow() == null));
        diagrams.flows()
                .forEach((flow, name) ->
                        tabs.add(new Tab(name, query(filter, filter.show(), true, flow), flow.equals(filter.flow()))));
        return tabs;
    }

    private List<String> limits(CaseFilter filter) {
        List<String> limits = new ArrayList<>();
        ReportingPeriod period = filter.period();
        if (period != null) {
            limits.add(period.inWords(filter.now()));
        }
        if (filter.category() != null) {
            limits.add(categories.find(filter.category()).map(Category::name).orElse(filter.category()));
        }
        if (filter.thing() != null) {
            limits.add(categories.find(filter.thing()).map(Category::name).orElse(filter.thing()));
        }
        if (filter.flow() != null) {
            limits.add(diagrams.name(filter.flow()));
        }
        if (filter.level() != null) {
            limits.add(Unit.Kind.valueOf(filter.level()).title() + "级");
        }
        if (filter.step() != null) {
            limits.add("在“" + diagrams.names(filter.definition()).getOrDefault(filter.step(), filter.step()) + "”环节");
        }
        return limits;
    }

    private static String query(CaseFilter filter, Show show, boolean limited) {
        return query(filter, show, limited, filter.flow());
    }

    private static String query(CaseFilter filter, Show show, boolean limited, @Nullable String flow) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("show", show.key());
        query.put("within", filter.area().within());
        // Kept from tab to tab: whoever looks at one business goes on with it.
        query.put("flow", flow);
        if (limited) {
            query.put("category", filter.category());
            query.put("level", filter.level());
            query.put("definition", filter.definition());
            query.put("step", filter.step());
            query.put("thing", filter.thing());
            if (filter.period() != null) {
                query.putAll(filter.period().query(filter.now()));
            }
        }
        return "?"
                + query.entrySet().stream()
                        .filter(e -> e.getValue() != null)
                        .map(e -> UriComponentsBuilder.newInstance()
                                .queryParam(e.getKey(), e.getValue())
                                .encode()
                                .build()
                                .getQuery())
                        .collect(Collectors.joining("&"));
    }
}
