package org.ganxian.window.flow;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.organization.Units;
import org.ganxian.platform.Texts;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 后台办理 as a whole: from the notice of acceptance to the decision on what the departments think. */
@Component
@RequiredArgsConstructor
class Deciding {

    private final Casework casework;
    private final WindowClock windowClock;
    private final WindowVariables variables;
    private final Application.Repository applications;
    private final DepartmentOpinion.Repository opinions;
    private final Checklist checklist;
    private final WindowDocuments documents;
    private final Units units;

    void issueAcceptanceNotice(DelegateExecution execution) {
        Application application = applications.of(execution);
        documents.acceptance(
                application,
                checklist.of(application).stream()
                        .filter(m -> m.isReceived() || m.heldBy().isPresent())
                        .map(m -> m.name()
                                + m.heldBy()
                                        .map(who -> "（免提交，由%s提供）".formatted(who))
                                        .orElse(""))
                        .toList(),
                windowClock
                        .running(casework.of(execution), Milestone.DECISION)
                        .map(SlaClock::dueAt)
                        .orElseThrow());
    }

    /** Whether the departments' opinions differ, so that their lead has to settle it. */
    boolean departmentsDisagree(DelegateExecution execution) {
        return opinions.findByApplicationIdOrderById(applications.of(execution).id()).stream()
                        .map(DepartmentOpinion::agrees)
                        .distinct()
                        .count()
                > 1;
    }

    void decide(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Application application = applications.of(execution);
        if (!departmentsDisagree(execution)) {
            List<DepartmentOpinion> all = opinions.findByApplicationIdOrderById(application.id());
            application.agreeOn(Objects.requireNonNull(all.get(0).agrees(), "approved without a word"), grounds(all));
        }
        application.decide(windowClock.now());
        documents.decision(application);
        casework.done(demand, Step.DECIDED, Texts.shorten(application.decisionInWords(), Demands.NOTE_LENGTH));
        variables.granted(execution, application.isGranted());
    }

    private @Nullable String grounds(List<DepartmentOpinion> all) {
        return all.size() == 1
                ? all.get(0).grounds()
                : all.stream()
                        .map(o -> units.get(o.unit()).name() + "：" + o.grounds())
                        .collect(Collectors.joining("\n"));
    }

    /** 申请人死亡 or 主体终止: nothing is left to decide. */
    void terminate(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Application application = applications.of(execution);
        documents.termination(application);
        demand.completeAt(windowClock.now());
        casework.done(demand, Step.TERMINATED, application.reason());
    }

    /** What was left by it has stopped its clocks already. */
    void withdrawn(DelegateExecution execution) {
        casework.of(execution).completeAt(windowClock.now());
    }

    void settled(Submission given) {
        boolean granted = switch (given.typed().decision()) {
            case "grant" -> true;
            case "refuse" -> false;
            default -> throw FormInput.unknownDecision(given.typed().decision());
        };
        given.application().agreeOn(granted, given.required("grounds", "请填写协调结果和理由，将写入决定书"));
        casework.done(
                given.demand(), Step.DISAGREEMENT_SETTLED, given.application().decisionInWords());
    }
}
