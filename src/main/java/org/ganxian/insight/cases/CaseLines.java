package org.ganxian.insight.cases;

import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Due;
import org.ganxian.demand.Status;
import org.ganxian.evaluation.Evaluation;
import org.ganxian.evaluation.Evaluations;
import org.ganxian.insight.Diagrams;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.TimeLeft;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the lines of a list, some hundred at a time. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CaseLines {

    private static final Set<Milestone> FOLLOW_UPS = EnumSet.of(Milestone.CALL_BACK, Milestone.RECTIFICATION);

    private final Demands demands;
    private final Evaluations evaluations;
    private final Categories categories;
    private final Units units;
    private final TimeLeft.Times times;
    private final Diagrams diagrams;
    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;

    /** What is read once for many lines. */
    private record Read(
            Map<Long, Evaluation> rated,
            Map<String, List<TimeLeft>> left,
            Map<String, String> flows,
            Map<String, String> flowNames,
            Map<String, String> places) {}

    /** In the order of the numbers. */
    @Transactional(readOnly = true)
    public List<CaseLine> of(Collection<String> numbers) {
        Map<String, Demand> found =
                demands.all(numbers).stream().collect(Collectors.toMap(Demand::number, Function.identity()));
        Read read = new Read(
                evaluations.latest(found.values().stream().map(Demand::id).toList()),
                times.of(found.keySet(), clock.instant()),
                flows(found.keySet()),
                diagrams.flows(),
                new HashMap<>());
        return numbers.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(d -> line(d, read))
                .toList();
    }

    private Map<String, String> flows(Collection<String> numbers) {
        Map<String, String> flows = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.query(
                    "select number, flow from insight_case where number in (:numbers)",
                    Map.of("numbers", numbers),
                    row -> {
                        flows.put(row.getString(1), row.getString(2));
                    });
        }
        return flows;
    }

    private CaseLine line(Demand demand, Read read) {
        Optional<Evaluation> evaluation = Optional.ofNullable(read.rated().get(demand.id()));
        String flow = read.flows().getOrDefault(demand.number(), "");
        return new CaseLine(
                demand.number(),
                demand.title(),
                read.flowNames().getOrDefault(flow, flow),
                String.join(" / ", categories.path(demand.categoryCode())),
                demand.placeCode() == null ? "地点不明" : read.places().computeIfAbsent(demand.placeCode(), this::place),
                unit(demand, read.places()),
                demand.status().title(),
                demand.priority() == null ? "" : demand.priority().title(),
                demand.receivedAt(),
                left(demand, read.left().getOrDefault(demand.number(), List.of())),
                demand.pausedAt().isPresent(),
                demand.completedAt().orElse(null),
                evaluation.map(e -> e.grade().title()).orElse(null),
                evaluation.map(Evaluation::comment).orElse(null));
    }

    /** Of what the case's row says is due, or after the work of what was promised to an unhappy resident. */
    private static @Nullable TimeLeft left(Demand demand, List<TimeLeft> running) {
        Due due = Due.of(demand);
        return running.stream()
                .filter(left -> due.at() != null ? left.step() == due.step() : FOLLOW_UPS.contains(left.step()))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String unit(Demand demand, Map<String, String> names) {
        if (demand.status() == Status.FINISHED_ELSEWHERE) {
            return "原系统";
        }
        return demand.servingUnit() == null ? null : names.computeIfAbsent(demand.servingUnit(), this::name);
    }

    private String place(String code) {
        String path = units.path(code);
        int district = path.indexOf(" / ");
        return district < 0 ? path : path.substring(district + 3).replace(" / ", " ");
    }

    private String name(String code) {
        return units.find(code).map(Unit::name).orElse(code);
    }
}
