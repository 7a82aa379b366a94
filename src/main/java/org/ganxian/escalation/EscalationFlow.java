package org.ganxian.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demands;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.Choice;
import org.ganxian.escalation.Supervision.Outcome;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bean that {@code processes/escalation.bpmn} calls. */
@CalledByDiagrams
@Component("escalationFlow")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class EscalationFlow {

    /** A flow's call activity is named after the limit that was breached, {@code escalate-first-response}. */
    private static final String CALL = "escalate-";

    private final Supervision.Repository supervisions;
    private final SupervisedFlows flows;
    private final Supervisors supervisors;
    private final EscalationVariables variables;
    private final SupervisionClock supervisionClock;
    private final SupervisionNotices notices;
    private final SuperiorsAnswer answer;
    private final Demands demands;

    /** Only a flow calls this process; nobody starts it. */
    public void begin(DelegateExecution execution) {
        if (execution.getSuperExecution() == null) {
            throw Refusal.forbidden("督办由超时的诉求发起，或由督办员在“督办”页面发起");
        }
    }

    /** Calls the next superior unit, first of all or after one that let its time pass. */
    public void raise(DelegateExecution execution) {
        demands.take(execution.getProcessBusinessKey());
        Instant now = supervisionClock.now();
        Optional<Supervision> before = last(execution);
        before.filter(s -> s.endedAt().isEmpty()).ifPresent(this::unanswered);
        supervisionClock.stopIn(execution.getProcessInstanceId());
        Supervision next = before.map(s -> s.again(now)).orElseGet(() -> first(execution, now));
        if (supervisionClock.late(next).filter(c -> !c.escalates()).isPresent()) {
            variables.nobody(execution);
            return;
        }
        SupervisedFlow flow = flows.of(next.flow());
        String serving = flow.servingUnit(next.subject());
        // A case that meanwhile went to another part of the city climbs there, from the bottom.
        Unit unit = supervisors.above(before.map(Supervision::unitCode)
                .filter(called -> supervisors.isOver(called, serving))
                .orElseGet(() -> flow.unitInCharge(next.subject(), next.step().orElse(null))));
        call(next, unit, Level.of(unit.kind()).answer(), execution);
        variables.level(execution, next.level());
    }

    /** Lets the unit's time run and tells it. */
    private void call(Supervision next, Unit unit, Milestone limit, DelegateExecution execution) {
        Instant due =
                supervisionClock.start(execution, next.subject(), unit.code(), execution.getProcessInstanceId(), limit);
        next.callFor(
                unit,
                execution.getProcessInstanceId(),
                flows.of(next.flow()).owner(next.subject(), next.step().orElse(null)),
                supervisionClock.lateMinutes(next),
                due);
        supervisions.save(next);
        notices.raised(next);
    }

    private void unanswered(Supervision supervision) {
        supervision.end(Outcome.UNANSWERED, null, supervisionClock.now());
        notices.unanswered(supervision);
    }

    private Supervision first(DelegateExecution execution, Instant now) {
        String number = execution.getProcessBusinessKey();
        String call = execution.getSuperExecution().getCurrentActivityId();
        Optional<Milestone> step = Milestone.ofId(call.substring(CALL.length()));
        return step.map(s -> Supervision.ofBreach(supervisionClock.late(number, s), now))
                .orElseGet(() -> supervisions
                        .findFirstBySubjectAndProcessInstanceIsNullAndEndedAtIsNullOrderById(number)
                        .orElseThrow(() -> Refusal.conflict("没有人对这件诉求发起督办")));
    }

    /** The engine groups that may answer. */
    public String groups(DelegateExecution execution) {
        return String.join(",", supervisors.groupsOf(current(execution).unitCode()));
    }

    /** How much more time a superior can choose to grant. */
    public List<Choice> graces() {
        return supervisionClock.graces();
    }

    /** Where a case can be given to. */
    public List<Choice> servingUnits(DelegateExecution execution) {
        return flows.of(current(execution).flow()).servingUnits();
    }

    /** What the superior decided. */
    public void answered(DelegateTask task) {
        answer.take(task, taken(task.getExecution()));
    }

    /** The city has not answered: it is told again and again, and each time is on record. */
    public void remindCity(DelegateExecution execution) {
        Supervision open = taken(execution);
        unanswered(open);
        supervisionClock.stopIn(execution.getProcessInstanceId());
        call(open.again(supervisionClock.now()), supervisors.unit(open.unitCode()), Milestone.CITY_REMINDER, execution);
    }

    private Optional<Supervision> last(DelegateExecution execution) {
        return supervisions.findFirstByProcessInstanceOrderByIdDesc(execution.getProcessInstanceId());
    }

    /** As {@link #current}, for a change: its case stands still before anything of it is read. */
    private Supervision taken(DelegateExecution execution) {
        if (execution != null) {
            demands.take(execution.getProcessBusinessKey());
        }
        return current(execution);
    }

    /** @throws Refusal 404 when the case ended while somebody was still answering */
    private Supervision current(DelegateExecution execution) {
        return Optional.ofNullable(execution)
                .flatMap(this::last)
                .orElseThrow(() -> Refusal.notFound("没有这个任务，诉求可能已经办结或撤回，请刷新"));
    }
}
