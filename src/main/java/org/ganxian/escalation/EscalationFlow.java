package org.ganxian.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.calendar.Limit;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.engine.Typed;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.ganxian.sla.SlaStep;
import org.ganxian.sla.SlaSubject;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bean that {@code processes/escalation.bpmn} calls. */
@Component("escalationFlow")
@Transactional
public class EscalationFlow {

    /** A flow's call activity is named after the limit that was breached, {@code escalate-first-response}. */
    private static final String CALL = "escalate-";

    private final Supervision.Repository supervisions;
    private final SupervisedFlows flows;
    private final Supervisors supervisors;
    private final EscalationVariables variables;
    private final SupervisionNotices notices;
    private final Demands demands;
    private final SlaClocks clocks;
    private final Units units;
    private final CurrentActor currentActor;
    private final Clock clock;

    EscalationFlow(
            Supervision.Repository supervisions,
            SupervisedFlows flows,
            Supervisors supervisors,
            EscalationVariables variables,
            SupervisionNotices notices,
            Demands demands,
            SlaClocks clocks,
            Units units,
            CurrentActor currentActor,
            Clock clock) {
        this.supervisions = supervisions;
        this.flows = flows;
        this.supervisors = supervisors;
        this.variables = variables;
        this.notices = notices;
        this.demands = demands;
        this.clocks = clocks;
        this.units = units;
        this.currentActor = currentActor;
        this.clock = clock;
    }

    /** Only a flow calls this process; nobody starts it. */
    public void begin(DelegateExecution execution) {
        if (execution.getSuperExecution() == null) {
            throw Refusal.forbidden("督办由超时的诉求发起，或由督办员在“督办”页面发起");
        }
    }

    /** Calls the next superior unit, first of all or after one that let its time pass. */
    public void raise(DelegateExecution execution) {
        demands.take(execution.getProcessBusinessKey());
        Instant now = clock.instant();
        Optional<Supervision> before = last(execution);
        before.filter(s -> s.endedAt().isEmpty()).ifPresent(s -> unanswered(s, now));
        clocks.stopIn(execution.getProcessInstanceId(), now);
        Supervision next = before.map(s -> s.again(now)).orElseGet(() -> first(execution, now));
        if (breached(next).filter(c -> !c.escalates()).isPresent()) {
            variables.nobody(execution);
            return;
        }
        SupervisedFlow flow = flows.of(next.flow());
        String serving = flow.servingUnit(next.subject());
        // A case that meanwhile went to another part of the city climbs there, from the bottom.
        Unit unit = supervisors.above(before.map(Supervision::unitCode)
                .filter(called -> supervisors.isOver(called, serving))
                .orElseGet(() -> flow.unitInCharge(next.subject(), next.step().orElse(null))));
        call(next, unit, Level.of(unit.kind()).answer(), execution, now);
        variables.level(execution, next.level());
    }

    /** Lets the unit's time run and tells it. */
    private void call(Supervision next, Unit unit, SlaStep limit, DelegateExecution execution, Instant now) {
        SlaClock answer =
                clocks.startAnother(subject(next.subject(), unit.code(), execution.getProcessInstanceId()), limit, now);
        next.callFor(
                unit,
                execution.getProcessInstanceId(),
                flows.of(next.flow()).owner(next.subject(), next.step().orElse(null)),
                breached(next).map(c -> clocks.lateAt(c, now).toMinutes()).orElse(0L),
                answer.dueAt());
        supervisions.save(next);
        variables.due(execution, limit, answer.dueAt());
        announce(next);
    }

    private void unanswered(Supervision supervision, Instant now) {
        supervision.end(Outcome.UNANSWERED, null, now);
        demands.record(
                demandOf(supervision),
                Step.SUPERVISION_UNANSWERED,
                Actor.SYSTEM,
                units.get(supervision.unitCode()).name());
    }

    private Supervision first(DelegateExecution execution, Instant now) {
        String number = execution.getProcessBusinessKey();
        String call = execution.getSuperExecution().getCurrentActivityId();
        Optional<SlaStep> step = SlaStep.ofId(call.substring(CALL.length()));
        return step.map(s -> Supervision.ofBreach(latest(number, s), now))
                .orElseGet(() -> supervisions
                        .findFirstBySubjectAndProcessInstanceIsNullAndEndedAtIsNullOrderById(number)
                        .orElseThrow(() -> Refusal.conflict("没有人对这件诉求发起督办")));
    }

    private SlaClock latest(String number, SlaStep step) {
        return clocks.latest(number, step)
                .orElseThrow(() -> new IllegalStateException("No clock " + step + " of " + number));
    }

    private Optional<SlaClock> breached(Supervision supervision) {
        return supervision.step().map(step -> latest(supervision.subject(), step));
    }

    /** As any clock of the case knows it: all of them know its flow, category and priority. */
    private SlaSubject subject(String number, String unit, String instance) {
        List<SlaClock> all = clocks.of(number);
        return all.get(all.size() - 1).asSubjectOf(unit, instance);
    }

    private void announce(Supervision supervision) {
        demands.record(
                demandOf(supervision),
                Step.SUPERVISION_RAISED,
                currentActor.ofId(supervision.raisedBy()),
                notices.inWords(supervision));
        notices.raised(supervision, supervisors.of(supervision.unitCode()));
    }

    /** The engine groups that may answer. */
    public String groups(DelegateExecution execution) {
        return String.join(",", supervisors.groupsOf(current(execution).unitCode()));
    }

    /** Where a case can be given to. */
    public List<Choice> servingUnits(DelegateExecution execution) {
        return flows.of(current(execution).flow()).servingUnits();
    }

    /** What the superior decided. */
    public void answered(DelegateTask task) {
        Supervision supervision = taken(task.getExecution());
        SupervisedFlow flow = flows.of(supervision.flow());
        Actor superior = currentActor.get();
        Typed typed = new Typed(task);
        Instant now = clock.instant();
        String note = typed.required("note", "请填写督办意见");
        String unit = typed.text("unit");
        Outcome outcome = switch (typed.decision()) {
            case "takeOver" -> Outcome.TAKEN_OVER;
            case "redispatch" -> Outcome.REDISPATCHED;
            case "grant" -> Outcome.GRANTED;
            case "note" -> Outcome.NOTED;
            default -> throw Typed.unknownDecision(typed.decision());
        };
        clocks.stopIn(supervision.processInstance(), now);
        supervision.end(outcome, superior.id(), now);
        String what = switch (outcome) {
            case TAKEN_OVER -> {
                flow.takeOver(supervision.subject(), superior.id());
                yield "接管";
            }
            case REDISPATCHED -> {
                flow.redispatch(supervision.subject(), unit);
                yield unit == null ? "改派本单位其他人" : "改派" + units.get(unit).name();
            }
            case GRANTED -> "同意延时至 " + PeopleTime.of(grant(task, supervision, typed, now));
            default -> "批注";
        };
        demands.record(demandOf(supervision), Step.SUPERVISION_ANSWERED, superior, what + "。" + note);
        notices.answered(supervision, what);
        variables.outcome(task, outcome);
    }

    private Instant grant(DelegateTask task, Supervision supervision, Typed typed, Instant now) {
        Limit grace = Limit.chosen("grace", typed.required("grace", "请选择延长多久"));
        SlaClock granted = clocks.startAnother(
                subject(supervision.subject(), supervision.unitCode(), supervision.processInstance()),
                SlaStep.GRACE,
                grace,
                now);
        variables.due(task, SlaStep.GRACE, granted.dueAt());
        return granted.dueAt();
    }

    /** The city has not answered: it is told again and again, and each time is on record. */
    public void remindCity(DelegateExecution execution) {
        Instant now = clock.instant();
        Supervision open = taken(execution);
        unanswered(open, now);
        clocks.stopIn(execution.getProcessInstanceId(), now);
        call(open.again(now), units.get(open.unitCode()), SlaStep.CITY_REMINDER, execution, now);
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

    private Demand demandOf(Supervision supervision) {
        return demands.get(supervision.subject());
    }
}
