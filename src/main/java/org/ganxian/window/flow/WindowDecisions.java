package org.ganxian.window.flow;

import java.util.function.Consumer;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.sla.Milestone;
import org.ganxian.window.flow.WindowVariables.Next;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people decide in the forms of an application. Each method is the completion of one task of
 * {@code processes/window-service.bpmn}: it reads what was typed, tells the application and its demand, and leaves the
 * engine with facts only.
 */
@CalledByDiagrams
@Component("windowDecisions")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class WindowDecisions {

    private final Casework casework;
    private final Application.Repository applications;
    private final WindowClock windowClock;
    private final WindowVariables variables;
    private final Separation separation;
    private final WindowParts parts;

    public void accepted(DelegateTask task) {
        decide(task, Work.ACCEPT, parts.acceptance()::accepted);
    }

    public void handled(DelegateTask task) {
        decide(task, Work.HANDLE, parts.departments()::handled);
    }

    public void visited(DelegateTask task) {
        decide(task, Work.HANDLE, parts.departments()::visited);
    }

    public void procedureEnded(DelegateTask task) {
        decide(task, Work.HANDLE, parts.departments()::procedureEnded);
    }

    public void extensionDecided(DelegateTask task) {
        decide(task, Work.APPROVE, parts.departments()::extensionDecided);
    }

    public void reviewed(DelegateTask task) {
        decide(task, Work.REVIEW, parts.departments()::reviewed);
    }

    public void settled(DelegateTask task) {
        decide(task, Work.APPROVE, parts.deciding()::settled);
    }

    public void issued(DelegateTask task) {
        decide(task, Work.ISSUE, parts.issuing()::issued);
    }

    public void delivered(DelegateTask task) {
        decide(task, Work.ISSUE, parts.issuing()::delivered);
    }

    public void calledBack(DelegateTask task) {
        decide(task, null, this::calledBack);
    }

    public void rectified(DelegateTask task) {
        decide(task, null, this::rectified);
    }

    /** @param work that 受审分离 keeps apart from others; null for one that anybody may do */
    private void decide(DelegateTask task, @Nullable Work work, Consumer<Submission> decision) {
        // The case stands still before anything of it is read.
        Demand demand = casework.of(task);
        Submission given = new Submission(task, applications.of(task.getExecution()), demand, new FormInput(task));
        decision.accept(given);
        if (work != null) {
            separation.record(given.application(), work, task.getAssignee());
        }
        variables.settle(task, given.application());
    }

    /** Whoever was called because it had not been done is called no longer. */
    private void followedUp(Demand demand) {
        windowClock.stopAll(demand);
        casework.noMoreSupervision(demand, windowClock.now());
    }

    private void calledBack(Submission given) {
        String note = given.required("note", "请填写回访情况");
        followedUp(given.demand());
        switch (given.typed().decision()) {
            case "settled" -> {
                casework.done(given.demand(), Step.SETTLED, note);
                variables.next(given.task(), Next.SETTLED);
            }
            case "rectify" -> {
                casework.done(given.demand(), Step.RECTIFICATION, note);
                windowClock.start(given.execution(), given.demand(), Milestone.RECTIFICATION);
                variables.next(given.task(), Next.RECTIFY);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    private void rectified(Submission given) {
        casework.done(given.demand(), Step.RECTIFIED, given.required("result", "请填写整改情况，申请人会看到"));
        followedUp(given.demand());
        windowClock.start(given.execution(), given.demand(), Milestone.CALL_BACK);
    }
}
