package org.ganxian.window;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.engine.EngineVariables;
import org.ganxian.engine.MultiInstanceFacts;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.SlaStep;
import org.springframework.stereotype.Component;

/** All that the process {@code window-service} keeps in the engine, and the only place that knows the names. */
@Component
class WindowVariables extends EngineVariables {

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

    private enum Name {
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
        rectificationDue
    }

    @Override
    public Set<String> names() {
        return Arrays.stream(Name.values()).map(Name::name).collect(Collectors.toSet());
    }

    /** Removes everything that was submitted, so that nothing typed stays in the engine and nothing forged survives. */
    void settle(VariableScope scope, Application application) {
        forgetTyped(scope);
        set(scope, Name.applicationId, application.id());
    }

    /**
     * The application's number, which is the process's business key.
     *
     * @param execution null when the process ended while somebody was still deciding
     * @throws Refusal 404 then
     */
    static String numberOf(DelegateExecution execution) {
        if (execution == null) {
            throw Refusal.notFound("没有这个任务，可能已被办结或撤回，请刷新");
        }
        return execution.getProcessBusinessKey();
    }

    /** Code of the department that this step belongs to; null outside 部门办理. */
    static String departmentOf(VariableScope scope) {
        return (String) scope.getVariable(MultiInstanceFacts.DEPARTMENT);
    }

    void next(VariableScope scope, Next next) {
        set(scope, Name.applicationNext, next.name());
    }

    void next(DelegateTask task, DepartmentNext next) {
        asFact(() -> task.getExecution().setVariableLocal(Name.departmentNext.name(), next.name()));
    }

    void result(VariableScope scope, Application.Result result) {
        set(scope, Name.applicationResult, result.name());
    }

    void granted(VariableScope scope, boolean granted) {
        set(scope, Name.applicationGranted, granted);
    }

    void satisfied(VariableScope scope, boolean satisfied) {
        set(scope, Name.applicationSatisfied, satisfied);
    }

    /** What the timers and due dates of this step read. */
    void deadline(VariableScope scope, SlaStep step, Instant due, Instant warn) {
        dates(step, due, warn).forEach((name, date) -> set(scope, name, date));
    }

    /** As {@link #deadline}, from outside the process. */
    void deadline(RuntimeService runtime, DeadlineMoved moved) {
        asFact(() -> dates(moved.step(), moved.due(), moved.warn())
                .forEach((name, date) -> runtime.setVariable(moved.processInstance(), name.name(), date)));
    }

    private static Map<Name, Date> dates(SlaStep step, Instant due, Instant warn) {
        return switch (step) {
            case ACCEPTANCE -> Map.of(Name.acceptanceDue, date(due), Name.acceptanceWarning, date(warn));
            case DECISION -> Map.of(Name.decisionDue, date(due), Name.decisionWarning, date(warn));
            case ISSUE -> Map.of(Name.issueDue, date(due), Name.issueWarning, date(warn));
            case ANSWER -> Map.of(Name.supplementDue, date(due));
            case PROCEDURE -> Map.of(Name.procedureDue, date(due));
            case COLLECTION -> Map.of(Name.collectionDue, date(due));
            case CHASE -> Map.of(Name.chaseDue, date(due));
            case RATING -> Map.of(Name.applicationRatingDue, date(due));
            case CALL_BACK -> Map.of(Name.applicationCallBackDue, date(due));
            case RECTIFICATION -> Map.of(Name.rectificationDue, date(due));
            default -> Map.of();
        };
    }
}
