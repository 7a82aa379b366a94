package org.ganxian.insight.cases;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the lines of a list, some hundred at a time. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CaseLines {

    private final Demands demands;
    private final Evaluations evaluations;
    private final Categories categories;
    private final Units units;

    /** In the order of the numbers. */
    @Transactional(readOnly = true)
    public List<CaseLine> of(Collection<String> numbers) {
        Map<String, Demand> found =
                demands.all(numbers).stream().collect(Collectors.toMap(Demand::number, Function.identity()));
        Map<Long, Evaluation> rated =
                evaluations.latest(found.values().stream().map(Demand::id).toList());
        Map<String, String> places = new HashMap<>();
        return numbers.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(d -> line(d, Optional.ofNullable(rated.get(d.id())), places))
                .toList();
    }

    private CaseLine line(Demand demand, Optional<Evaluation> evaluation, Map<String, String> places) {
        Due due = Due.of(demand);
        return new CaseLine(
                demand.number(),
                demand.title(),
                String.join(" / ", categories.path(demand.categoryCode())),
                demand.placeCode() == null ? "地点不明" : places.computeIfAbsent(demand.placeCode(), this::place),
                unit(demand, places),
                demand.status().title(),
                demand.priority() == null ? "" : demand.priority().title(),
                demand.receivedAt(),
                due.name(),
                due.at(),
                demand.pausedAt().isPresent(),
                demand.completedAt().orElse(null),
                evaluation.map(e -> e.grade().title()).orElse(null),
                evaluation.map(Evaluation::comment).orElse(null));
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
