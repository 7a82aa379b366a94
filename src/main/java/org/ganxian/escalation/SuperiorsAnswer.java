package org.ganxian.escalation;

import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.calendar.Limit;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.escalation.Supervision.Outcome;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Component;

/** What a superior decided in the form of a supervision. */
@Component
@RequiredArgsConstructor
class SuperiorsAnswer {

    private final SupervisedFlows flows;
    private final EscalationVariables variables;
    private final SupervisionClock supervisionClock;
    private final SupervisionNotices notices;
    private final Handovers handovers;
    private final Units units;
    private final CurrentActor currentActor;

    void take(DelegateTask task, Supervision supervision) {
        SupervisedFlow flow = flows.of(supervision.flow());
        Actor superior = currentActor.get();
        FormInput typed = new FormInput(task);
        String note = typed.required("note", "请填写督办意见");
        String unit = typed.text("unit");
        Outcome outcome = switch (typed.decision()) {
            case "takeOver" -> Outcome.TAKEN_OVER;
            case "redispatch" ->
                unit != null && handovers.mustAsk(flow, supervision.subject(), unit)
                        ? Outcome.ASKED
                        : Outcome.REDISPATCHED;
            case "grant" -> Outcome.GRANTED;
            case "note" -> Outcome.NOTED;
            default -> throw FormInput.unknownDecision(typed.decision());
        };
        supervisionClock.stopIn(supervision.processInstance());
        supervision.end(outcome, superior.id(), supervisionClock.now());
        String what = switch (outcome) {
            case TAKEN_OVER -> {
                flow.takeOver(supervision.subject(), superior.id());
                yield "接管";
            }
            case REDISPATCHED, ASKED -> {
                // Else a supervision could do what the page of the case cannot, or the other way round.
                boolean done = handovers.give(flow, supervision.subject(), unit, note);
                String whom = unit == null ? "本单位其他人" : units.get(unit).name();
                yield done ? "改派" + whom : "请求改派" + whom + "，等待对方同意";
            }
            case GRANTED ->
                "同意延时至 "
                        + PeopleTime.of(supervisionClock.grant(
                                task, supervision, Limit.chosen("grace", typed.required("grace", "请选择延长多久"))));
            default -> "批注";
        };
        notices.answered(supervision, superior, what, note);
        variables.outcome(task, outcome);
    }
}
