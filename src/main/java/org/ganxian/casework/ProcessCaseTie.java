package org.ganxian.casework;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.RunningCases;
import org.ganxian.platform.Tie;
import org.springframework.stereotype.Component;

/** A process of a flow has a case. */
@Component
@RequiredArgsConstructor
class ProcessCaseTie implements Tie {

    private final Demands demands;
    private final RunningCases cases;
    private final List<FlowVariables<?>> flows;

    @Override
    public String id() {
        return "process-case";
    }

    @Override
    public String title() {
        return "流程与诉求";
    }

    @Override
    public List<Kept> after(String key, int most) {
        return cases.after(key, flows.stream().map(FlowVariables::flow).toList(), most).stream()
                .map(instance -> new Kept(instance.id(), instance.number()))
                .toList();
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Set<String> known = demands.all(numbers).stream().map(Demand::number).collect(Collectors.toSet());
        return numbers.stream()
                .distinct()
                .filter(number -> !known.contains(number))
                .collect(Collectors.toMap(number -> number, number -> "流程在进行，却没有这件诉求"));
    }
}
