package org.ganxian.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.DecisionService;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.demand.Demand;
import org.ganxian.engine.tables.DecisionTables;
import org.ganxian.engine.tables.ShippedTables;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.data.NewCases;
import org.ganxian.platform.data.PerTransaction;
import org.ganxian.sla.Priority;
import org.springframework.stereotype.Component;

/** Where {@code processes/routing.dmn} sends an order. */
@Component
@RequiredArgsConstructor
class Routing {

    static final String DECISION = "routing";

    private static final String DUTY_DESK = "DUTY_DESK";

    private final RoutingFacts facts;
    private final DecisionService decisions;
    private final Categories categories;
    private final Units units;
    private final OrderGroups groups;
    private final ShippedTables shipped;
    private final CurrentActor actors;
    private final NewCases fresh;
    private final PerTransaction<Map<String, Boolean>> serving = new PerTransaction<>(HashMap::new);

    /** What a row of the table says. */
    record Rule(Map<String, Object> row) {

        Priority priority() {
            return Priority.valueOf(text("priority"));
        }

        boolean isForTheDutyDesk() {
            return DUTY_DESK.equals(text("target"));
        }

        private String text(String output) {
            return (String) Objects.requireNonNull(row.get(output), output);
        }
    }

    /** The row that applies to a demand as it is now. */
    Rule ruleFor(Demand demand) {
        return actors.asSystem(() -> rule(
                DecisionTables.ask(
                                decisions.evaluateDecisionTableByKey(DECISION).variables(facts.of(demand)))
                        .getResultList(),
                demand));
    }

    /**
     * The row that the table gave, or the release's where the city's has none for such a demand.
     *
     * @throws IllegalStateException when neither has
     */
    Rule rule(List<Map<String, Object>> answer, Demand demand) {
        return new Rule(answer.stream()
                .findFirst()
                .or(() -> shipped.answer(DECISION, facts.of(demand)))
                .orElseThrow(() -> new IllegalStateException("分派规则没有适用的条目：" + demand.number())));
    }

    /** The unit that a row names for a demand; empty where there is none, or nobody in it to dispatch. */
    Optional<Unit> unitBy(Rule rule, Demand demand) {
        return (switch (rule.text("target")) {
                    case "BRANCH" -> units.branchServing(demand.placeCode());
                    case "DEPARTMENT" -> units.departmentFor((String) rule.row().get("function"), demand.placeCode());
                    default -> Optional.<Unit>empty();
                })
                .filter(unit -> canServe(unit, demand)
                        && groups.whyNotServing(demand, unit).isEmpty());
    }

    /** Asked once by a transaction that registers many cases: it changes nobody's duties. */
    private boolean canServe(Unit unit, Demand demand) {
        return fresh.has(demand.number())
                ? serving.get().computeIfAbsent(unit.code(), code -> groups.canServe(unit))
                : groups.canServe(unit);
    }

    /** Code of a category that somebody has chosen. */
    String requireCategory(String code) {
        if (!categories.isChoice(code)) {
            throw Refusal.field("category", categories.askBack(code));
        }
        // A form that was opened before a merger may still have the former code.
        return categories.present(code).map(Category::code).orElse(code);
    }

    /** zh-CN. */
    String nameOf(String category) {
        return String.join(" / ", categories.path(category));
    }
}
