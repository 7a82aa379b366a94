package org.ganxian.window.flow;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.casework.FlowLimit;
import org.ganxian.casework.FlowVariables;
import org.ganxian.engine.variables.MultiInstanceFacts;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/** All that the process {@code window-service} keeps in the engine, and the only place that knows the names. */
@Component
public class WindowVariables extends FlowVariables<WindowVariables.Name> {

    public static final String FLOW = "window-service";

    /** What was decided, for the case as a whole. */
    enum Next {
        ACCEPT,
        ANSWER,
        REJECT,
        SUPPLEMENT,
        DEEMED,
        SETTLED,
        RECTIFY
    }

    /** What was decided in one department, while others decide for themselves. */
    enum DepartmentNext {
        DRAFTED,
        VISIT,
        PROCEDURE,
        EXTEND,
        LOST,
        APPROVED,
        RETURN
    }

    enum Name {
        applicationId,
        applicationNext,
        departmentNext,
        applicationResult,
        applicationGranted,
        applicationSatisfied,
        acceptanceDue,
        acceptanceWarning,
        supplementDue,
        decisionDue,
        decisionWarning,
        procedureDue,
        issueDue,
        issueWarning,
        collectionDue,
        chaseDue,
        applicationRatingDue,
        applicationCallBackDue,
        applicationCallBackWarning,
        rectificationDue,
        rectificationWarning
    }

    private static final List<FlowLimit<Name>> LIMITS = List.of(
            FlowLimit.of(Milestone.ACCEPTANCE, Name.acceptanceDue)
                    .warnedBy(Name.acceptanceWarning)
                    .asFirstResponse(),
            FlowLimit.of(Milestone.DECISION, Name.decisionDue)
                    .warnedBy(Name.decisionWarning)
                    .asCompletion(),
            FlowLimit.of(Milestone.ISSUE, Name.issueDue)
                    .warnedBy(Name.issueWarning)
                    .asCompletion(),
            FlowLimit.of(Milestone.ANSWER, Name.supplementDue),
            FlowLimit.of(Milestone.PROCEDURE, Name.procedureDue),
            FlowLimit.of(Milestone.COLLECTION, Name.collectionDue),
            FlowLimit.of(Milestone.CHASE, Name.chaseDue),
            FlowLimit.of(Milestone.RATING, Name.applicationRatingDue),
            FlowLimit.of(Milestone.CALL_BACK, Name.applicationCallBackDue).warnedBy(Name.applicationCallBackWarning),
            FlowLimit.of(Milestone.RECTIFICATION, Name.rectificationDue).warnedBy(Name.rectificationWarning));

    WindowVariables() {
        super(FLOW, Name.class, LIMITS);
    }

    /** Removes everything that was submitted, so that nothing typed stays in the engine and nothing forged survives. */
    void settle(VariableScope scope, Application application) {
        forgetTyped(scope);
        set(scope, Name.applicationId, application.id());
    }

    /** Code of the department that this step of 部门办理 belongs to. */
    static String departmentOf(VariableScope scope) {
        return MultiInstanceFacts.of(scope, MultiInstanceFacts.DEPARTMENT);
    }

    void next(VariableScope scope, Next next) {
        set(scope, Name.applicationNext, next);
    }

    void next(DelegateTask task, DepartmentNext next) {
        setLocal(task.getExecution(), Name.departmentNext, next);
    }

    void result(VariableScope scope, Application.Result result) {
        set(scope, Name.applicationResult, result);
    }

    void granted(VariableScope scope, boolean granted) {
        set(scope, Name.applicationGranted, granted);
    }

    @Override
    public void satisfied(VariableScope scope, boolean satisfied) {
        set(scope, Name.applicationSatisfied, satisfied);
    }
}
