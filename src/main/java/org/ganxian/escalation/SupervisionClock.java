package org.ganxian.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.calendar.Limit;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.engine.Choice;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.ganxian.sla.SlaSubject;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Until when a superior has to answer: given to the process, followed when the calendar or the limits change. */
@Component
@RequiredArgsConstructor
class SupervisionClock {

    private final Supervision.Repository supervisions;
    private final EscalationVariables variables;
    private final SlaClocks clocks;
    private final RuntimeService runtimeService;
    private final CodeTables codes;
    private final Clock clock;

    Instant now() {
        return clock.instant();
    }

    /** The time of a unit to answer begins now. */
    Instant start(VariableScope scope, String number, String unit, String instance, Milestone limit) {
        SlaClock started = clocks.startAnother(subject(number, unit, instance), limit, now());
        variables.due(scope, limit, started.dueAt());
        return started.dueAt();
    }

    /** What the city lets a superior choose from; the table of limits says how much is too much. */
    List<Choice> graces() {
        return codes.choices(CodeList.GRACE).stream()
                .map(entry -> new Choice(entry.name(), entry.code()))
                .toList();
    }

    /**
     * A superior grants the case more time before the next is called.
     *
     * @throws org.ganxian.platform.Refusal when it is more than the table of limits allows
     */
    Instant grant(VariableScope scope, Supervision supervision, Limit grace) {
        SlaClock granted = clocks.startAnother(
                subject(supervision.subject(), supervision.unitCode(), supervision.processInstance()),
                Milestone.GRACE,
                grace,
                now());
        variables.due(scope, Milestone.GRACE, granted.dueAt());
        return granted.dueAt();
    }

    /** As any clock of the case knows it: all of them know its flow, category and priority. */
    private SlaSubject subject(String number, String unit, String instance) {
        List<SlaClock> all = clocks.of(number);
        return all.get(all.size() - 1).asSubjectOf(unit, instance);
    }

    /** Somebody has answered, or nobody in time. */
    void stopIn(String processInstance) {
        clocks.stopIn(processInstance, now());
    }

    /** The case's clock whose time has passed. */
    SlaClock late(String number, Milestone step) {
        return clocks.latest(number, step)
                .orElseThrow(() -> new IllegalStateException("No clock " + step + " of " + number));
    }

    /** The clock that called for this supervision; empty when a person did. */
    Optional<SlaClock> late(Supervision supervision) {
        return supervision.step().map(step -> late(supervision.subject(), step));
    }

    long lateMinutes(Supervision supervision) {
        return late(supervision).map(c -> clocks.lateAt(c, now()).toMinutes()).orElse(0L);
    }

    /** A supervision's row and process read what its clock says. */
    @EventListener
    void moved(DeadlineMoved moved) {
        if (EscalationVariables.has(moved.step())) {
            supervisions
                    .findFirstByProcessInstanceOrderByIdDesc(moved.processInstance())
                    .filter(s -> s.endedAt().isEmpty())
                    .ifPresent(s -> s.dueAt(moved.due()));
            variables.due(runtimeService, moved);
        }
    }
}
