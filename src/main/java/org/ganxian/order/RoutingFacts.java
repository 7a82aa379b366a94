package org.ganxian.order;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.FlowVariables;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.CalledByDiagrams;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/** What {@code processes/routing.dmn} looks at. */
@CalledByDiagrams
@Component("routingFacts")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RoutingFacts {

    /** @param dangerWords a description with one of them is taken for danger until the duty desk has looked */
    @ConfigurationProperties("ganxian.routing")
    record Settings(List<String> dangerWords) {}

    private final Demands demands;
    private final Categories categories;
    private final Settings settings;

    public boolean danger(DelegateExecution execution) {
        String text = demandOf(execution).description();
        return settings.dangerWords().stream().anyMatch(text::contains);
    }

    public boolean placeKnown(DelegateExecution execution) {
        return demandOf(execution).placeCode() != null;
    }

    /** Name of the category's first, second or third level; null where it names only an upper one. */
    public @Nullable String category(DelegateExecution execution, int level) {
        List<String> path = categories.path(demandOf(execution).categoryCode());
        return level <= path.size() ? path.get(level - 1) : null;
    }

    private Demand demandOf(DelegateExecution execution) {
        return demands.get(FlowVariables.numberOf(execution));
    }
}
