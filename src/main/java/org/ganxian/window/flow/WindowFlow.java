package org.ganxian.window.flow;

import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.CaseFlow;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.window.flow.Application.Result;
import org.ganxian.window.flow.WindowVariables.Next;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/window-service.bpmn} calls where something happens. What people decide in forms is for
 * {@link WindowDecisions}, how it happens for the part of the diagram where it does, who may work on a step for {@link WindowGroups} and {@link Separation}.
 */
@CalledByDiagrams
@Component("windowFlow")
@Transactional
public class WindowFlow extends CaseFlow {

    public static final String FILED = "application-filed";
    public static final String SUPPLIED = "materials-supplied";

    private final Casework casework;
    private final WindowVariables variables;
    private final WindowClock windowClock;
    private final WindowGroups groups;
    private final Units units;
    private final Application.Repository applications;
    private final Separation separation;
    private final WindowParts parts;

    WindowFlow(
            Casework casework,
            WindowVariables variables,
            WindowClock windowClock,
            WindowGroups groups,
            Units units,
            Application.Repository applications,
            Separation separation,
            WindowParts parts) {
        super(casework, variables, windowClock, groups);
        this.casework = casework;
        this.variables = variables;
        this.windowClock = windowClock;
        this.groups = groups;
        this.units = units;
        this.applications = applications;
        this.separation = separation;
        this.parts = parts;
    }

    // 前台受理

    /** An application that a door has filed enters; only a fresh one may. */
    public void enter(DelegateExecution execution) {
        Demand demand = entered(execution, "申请");
        Application application = applications.of(execution);
        casework.happened(demand, Step.TO_DESK, units.get(application.desk()).name());
        variables.settle(execution, application);
        variables.result(execution, Result.OPEN);
        windowClock.startAcceptance(execution, demand, application.receivedAt());
    }

    public void issueNonAcceptance(DelegateExecution execution) {
        parts.acceptance().issueNonAcceptance(execution);
    }

    public void issueSupplementNotice(DelegateExecution execution) {
        parts.acceptance().issueSupplementNotice(execution);
    }

    public void supplemented(DelegateExecution execution) {
        parts.acceptance().supplemented(execution);
    }

    public void supplementOverdue(DelegateExecution execution) {
        parts.acceptance().supplementOverdue(execution);
    }

    public void deskDone(DelegateExecution execution) {
        parts.acceptance().deskDone(execution);
    }

    // 后台办理

    public void issueAcceptanceNotice(DelegateExecution execution) {
        parts.deciding().issueAcceptanceNotice(execution);
    }

    public void signed(DelegateTask task) {
        parts.departments().signed(task);
    }

    public void procedureOverdue(DelegateExecution execution) {
        parts.departments().procedureOverdue(execution);
    }

    public boolean departmentsDisagree(DelegateExecution execution) {
        return parts.deciding().departmentsDisagree(execution);
    }

    public void decide(DelegateExecution execution) {
        parts.deciding().decide(execution);
    }

    public void terminate(DelegateExecution execution) {
        parts.deciding().terminate(execution);
    }

    public void withdrawn(DelegateExecution execution) {
        parts.deciding().withdrawn(execution);
    }

    /** 后台办理 is left, with a decision or without one. */
    public void officeDone(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Application application = applications.of(execution);
        workEnded(demand);
        demand.resume();
        variables.result(execution, application.result());
        if (application.result() == Result.DECIDED) {
            windowClock.start(execution, demand, Milestone.ISSUE);
        }
    }

    // 统一出件

    public void chase(DelegateExecution execution) {
        parts.issuing().chase(execution);
    }

    /** 统一出件 is left: the applicant has the result and is asked how it went. */
    public void windowDone(DelegateExecution execution) {
        workEnded(casework.of(execution));
        waitForRating(execution);
    }

    public void archive(DelegateExecution execution) {
        parts.issuing().archive(execution);
    }

    // Late

    /** 行政许可法第三十二条: who is not told in five working days counts as accepted from the day of the receipt. */
    public void deemAccepted(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Application application = applications.of(execution);
        SlaClock breached = windowClock.breach(demand, Milestone.ACCEPTANCE);
        String text = "应于 %s 前受理或一次告知补正，已到期".formatted(PeopleTime.of(breached.dueAt()));
        casework.happened(demand, Step.ACCEPTANCE_LATE, text);
        casework.tell(groups.inCharge(demand), demand, "SLA_BREACH", "已超时 %s：受理", text + "，依法视为受理，已报上级督办。");
        application.accept(windowClock.now(), true);
        // Whoever took it in and let the time pass has had the acceptance in hand.
        demand.registeredBy().ifPresent(clerk -> separation.record(application, Work.ACCEPT, clerk));
        casework.happened(demand, Step.DEEMED_ACCEPTED, "自收到申请材料之日起计算办理期限");
        windowClock.stop(demand, Milestone.ACCEPTANCE);
        variables.next(execution, Next.DEEMED);
    }

    public void decisionLate(DelegateExecution execution) {
        late(execution, Milestone.DECISION, Step.DECISION_LATE);
    }

    public void issueLate(DelegateExecution execution) {
        late(execution, Milestone.ISSUE, Step.ISSUE_LATE);
    }

    /** Names the departments that have not spoken. */
    @Override
    protected String outstanding(Demand demand, Milestone limit) {
        if (limit != Milestone.DECISION) {
            return "";
        }
        List<DepartmentOpinion> left = groups.outstanding(applications.of(demand));
        return left.isEmpty()
                ? ""
                : left.stream().map(o -> units.get(o.unit()).name()).collect(Collectors.joining("、", "，尚未提交意见：", ""));
    }
}
