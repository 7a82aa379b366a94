package org.ganxian.mediation.revisit;

import java.util.Arrays;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.Casework;
import org.ganxian.danger.DangerWords;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationClock;
import org.ganxian.mediation.MediationGroups;
import org.ganxian.mediation.MediationVariables;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationClosing;
import org.ganxian.mediation.dossier.MediationClosing.Performance;
import org.ganxian.mediation.dossier.MediationClosing.Satisfaction;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The revisit of what was mediated and ended without an agreement: the bean that {@code processes/unsettled-revisit.bpmn} calls. The
 * case itself is over by then; who wants mediation again gets a case of its own.
 */
@CalledByDiagrams
@Component("unsettledRevisits")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UnsettledRevisits {

    private static final String PROCESS = "unsettled-revisit";

    /** What is kept of the case. */
    @Component
    record Rows(Mediation.Repository mediations, PanelMember.Repository panels, MediationClosing.Repository closings) {}

    // Nine: a revisit may end in peace, in a danger or in a new case.
    private final Rows rows;
    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final MediationGroups groups;
    private final MediatedOnceMore onceMore;
    private final DangerWords words;
    private final RuntimeService runtime;
    private final CurrentActor current;

    /** Begins to wait, where the case is one of those that are revisited. Nothing else. */
    public void start(Demand demand, Mediation mediation) {
        Ending ending = mediation.ending();
        if (ending != null && Ending.REVISITED.contains(ending) && rows.panels().existsByMediationId(mediation.id())) {
            current.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, demand.number()));
        }
    }

    /**
     * Begun by the case's end, and by nobody else.
     *
     * @throws Refusal 403 for whoever would start it by hand
     */
    public void begins(DelegateExecution execution) {
        if (current.username().isPresent()) {
            throw Refusal.forbidden("没有达成协议的回访由纠纷结束时自动发起");
        }
        clock.start(execution, casework.of(execution), Milestone.UNSETTLED);
    }

    /** The days are over. */
    public void due(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.stop(demand, Milestone.UNSETTLED);
        clock.start(execution, demand, Milestone.REVISIT);
    }

    public void late(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.breach(demand, Milestone.REVISIT);
        casework.tell(
                groups.callersOf(rows.mediations().of(execution)),
                demand,
                "SLA_BREACH",
                "已超时 %s：回访",
                "没有达成协议的纠纷，结束后还没有回访。");
    }

    public void revisited(DelegateTask task) {
        Demand demand = casework.of(task);
        Mediation mediation = rows.mediations().of(task.getExecution());
        FormInput typed = new FormInput(task);
        String note = typed.required("note", "请填写回访情况");
        boolean signs = signs(typed.required("signs", "请选择有没有激化的苗头"));
        MediationClosing closing = rows.closings()
                .save(new MediationClosing(
                        mediation.id(),
                        Performance.NO_AGREEMENT,
                        satisfaction(typed.required("satisfaction", "请选择当事人是否满意")),
                        note,
                        task.getAssignee(),
                        clock.now()));
        closing.saw(signs);
        clock.stop(demand, Milestone.REVISIT);
        switch (typed.decision()) {
            case "over" -> {
                casework.done(demand, Step.REVISITED_AFTERWARDS, null);
                variables.next(task, Next.GO_ON);
            }
            case "again" -> {
                String next = onceMore.register(demand, mediation);
                closing.followedBy(next);
                casework.done(demand, Step.REVISITED_AFTERWARDS, "当事人愿意再次调解，已登记为 " + next + "，重新审查、征询");
                variables.next(task, Next.AGAIN);
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        if (signs || words.tellOfDanger(null, note)) {
            casework.tell(groups.onDuty(), demand, "DANGER", "激化 %s", "回访发现纠纷有激化的苗头，请立即打电话，需要的先拨打 110。");
        }
        variables.settle(task, mediation);
    }

    private static boolean signs(String typed) {
        return switch (typed) {
            case "YES" -> true;
            case "NO" -> false;
            default -> throw Refusal.field("signs", "请选择有没有激化的苗头");
        };
    }

    private static Satisfaction satisfaction(String typed) {
        return Arrays.stream(Satisfaction.values())
                .filter(one -> one.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> Refusal.field("satisfaction", "请选择当事人是否满意"));
    }
}
