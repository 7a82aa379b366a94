package org.ganxian.window.flow;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.demand.Status;
import org.ganxian.engine.variables.MultiInstanceFacts;
import org.ganxian.organization.Units;
import org.ganxian.organization.units.UnitWork;
import org.springframework.stereotype.Component;

/** The window and the departments of an application, when one of them is merged into another. */
@Component
@RequiredArgsConstructor
class CarriedApplications implements UnitWork.Part {

    private static final Set<Status> OVER =
            Arrays.stream(Status.values()).filter(Status::isFinal).collect(Collectors.toUnmodifiableSet());

    private final Application.Repository applications;
    private final DepartmentOpinion.Repository opinions;
    private final RuntimeService runtime;
    private final Units units;

    @Override
    public List<String> numbersOf(Collection<String> codes) {
        return codes.isEmpty() ? List.of() : applications.goingAt(codes, OVER);
    }

    /** Two departments that decide together are two opinions: one of them cannot stand for both. */
    @Override
    public Optional<String> whyNot(Map<String, String> successors) {
        return successors.entrySet().stream()
                .map(one -> {
                    List<String> both = applications.goingAtBoth(one.getKey(), one.getValue(), OVER);
                    return both.isEmpty()
                            ? null
                            : "“%s”和“%s”正在共同办理 %s 等 %d 件联办申请，请办结后再撤并"
                                    .formatted(
                                            units.get(one.getKey()).name(),
                                            units.get(one.getValue()).name(),
                                            both.get(0),
                                            both.size());
                })
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public void carry(String number, Map<String, String> successors) {
        applications.findByNumber(number).ifPresent(application -> {
            application.carryOver(successors);
            opinions.findByApplicationIdOrderById(application.id()).forEach(opinion -> opinion.carryOver(successors));
            carryFacts(number, successors);
        });
    }

    /** Each department's run of 部门办理 knows whose it is. */
    private void carryFacts(String number, Map<String, String> successors) {
        String[] instances = runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                .map(instance -> instance.getId())
                .collect(Collectors.toSet())
                .toArray(String[]::new);
        if (instances.length == 0) {
            return;
        }
        runtime.createVariableInstanceQuery()
                .processInstanceIdIn(instances)
                .variableName(MultiInstanceFacts.DEPARTMENT)
                .list()
                .forEach(department -> {
                    String next = successors.get(String.valueOf(department.getValue()));
                    if (next != null) {
                        runtime.setVariableLocal(department.getExecutionId(), department.getName(), next);
                    }
                });
    }
}
