package org.ganxian.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.FlowVariables;
import org.ganxian.danger.DangerWords;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.CalledByDiagrams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an order is routed by, in the diagram and in {@code processes/routing.dmn}. */
@CalledByDiagrams
@Component("routingFacts")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RoutingFacts {

    private static final int LEVELS = 3;

    private final Demands demands;
    private final Categories categories;
    private final DangerWords words;

    /** Whether title or text are taken for danger, until the duty desk has looked. */
    public boolean danger(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        return words.tellOfDanger(demand.title(), demand.description());
    }

    public boolean placeKnown(DelegateExecution execution) {
        return demandOf(execution).placeCode() != null;
    }

    /** Name of the category's first, second or third level; null where it names only an upper one. */
    public @Nullable String category(DelegateExecution execution, int level) {
        List<String> path = categories.path(demandOf(execution).categoryCode());
        return level <= path.size() ? path.get(level - 1) : null;
    }

    /** The same, by the names that the table has for them. */
    Map<String, Object> of(Demand demand) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("placeKnown", demand.placeCode() != null);
        List<String> path = categories.path(demand.categoryCode());
        for (int level = 1; level <= LEVELS; level++) {
            facts.put("category" + level, level <= path.size() ? path.get(level - 1) : null);
        }
        return facts;
    }

    private Demand demandOf(DelegateExecution execution) {
        return demands.get(FlowVariables.numberOf(execution));
    }
}
