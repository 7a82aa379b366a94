package org.ganxian.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.calendar.Limit;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.JobsUnderWay;
import org.ganxian.platform.CurrentActor;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Priority;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.ganxian.sla.SlaSubject;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The clocks of a flow's cases: which run when. How long and until when is for {@code sla}. */
@RequiredArgsConstructor
public class FlowClock {

    /** What the clock of any flow is made of. */
    @Component
    public record Parts(
            SlaClocks clocks,
            Demands demands,
            Categories categories,
            RuntimeService runtime,
            CurrentActor currentActor,
            Clock clock) {}

    private final FlowVariables<?> variables;
    private final Parts parts;

    public final Instant now() {
        return parts.clock().instant();
    }

    /** Starts a clock now; one that still runs goes on. */
    public final SlaClock start(DelegateExecution execution, Demand demand, Milestone step) {
        return start(execution, demand, step, now());
    }

    /** Starts a clock as of then; one that still runs goes on. */
    protected final SlaClock start(DelegateExecution execution, Demand demand, Milestone step, Instant from) {
        return keep(execution, demand, parts.clocks().start(subject(execution, demand), step, from));
    }

    /**
     * Starts a clock with a limit that a person chose or a service item promises.
     *
     * @throws Refusal when it ends later than the table of limits allows
     */
    protected final SlaClock start(
            DelegateExecution execution, Demand demand, Milestone step, Limit limit, Instant from) {
        return keep(execution, demand, parts.clocks().startAnother(subject(execution, demand), step, limit, from));
    }

    private SlaClock keep(DelegateExecution execution, Demand demand, SlaClock started) {
        variables.deadline(execution, started);
        follow(demand, started.step(), started.dueAt());
        return started;
    }

    private void follow(Demand demand, Milestone step, Instant due) {
        variables.deadlines(demand, step, due).ifPresent(demand::schedule);
    }

    private SlaSubject subject(DelegateExecution execution, Demand demand) {
        return new SlaSubject(
                variables.flow(),
                demand.number(),
                String.join(" / ", parts.categories().path(demand.categoryCode())),
                Objects.requireNonNull(demand.priority(), "a limit depends on the priority"),
                demand.servingUnit(),
                execution.getProcessInstanceId());
    }

    public final void prioritise(Demand demand, Priority priority) {
        demand.prioritise(priority);
        parts.clocks().prioritise(demand.number(), priority);
    }

    /** The demand is about something else than was thought, and as urgent as that. */
    public final void classify(Demand demand, String category, Priority priority) {
        demand.classify(category);
        demand.prioritise(priority);
        parts.clocks()
                .classify(demand.number(), String.join(" / ", parts.categories().path(category)), priority);
    }

    /** Stops the clocks while somebody else has the next move. */
    public final void pause(Demand demand, Instant latestEnd) {
        Instant now = now();
        demand.pauseAt(now);
        parts.clocks().pause(demand.number(), now, latestEnd);
    }

    /** What the clocks stood still for has ended: they go on where they stopped. */
    public final void resume(Demand demand, Milestone over) {
        stop(demand, over);
        demand.resume();
        parts.clocks().resume(demand.number(), now());
    }

    /** What this step's clock was waiting for has happened. */
    public final void stop(Demand demand, Milestone step) {
        parts.clocks().stop(demand.number(), step, now());
    }

    /** The case, or this part of it, is done with: no clock of it runs on. */
    public final void stopAll(Demand demand) {
        parts.clocks().stopAll(demand.number(), now());
    }

    /** There was a real contact with the resident: the first one is the first response. */
    public final void responded(Demand demand) {
        demand.firstRespondedAt(now());
        stop(demand, Milestone.FIRST_CONTACT);
    }

    public final SlaClock breach(Demand demand, Milestone step) {
        return parts.clocks().breach(demand.number(), step, now());
    }

    /** The clocks whose warning is due, each once. */
    final List<SlaClock> warn(Demand demand) {
        return parts.clocks().warn(demand.number(), JobsUnderWay.firing().orElse(null), now());
    }

    /** The clock of this step that runs. */
    public final Optional<SlaClock> running(Demand demand, Milestone step) {
        return parts.clocks().running(demand.number(), step);
    }

    /** The clock of this step that can be given more time now: it runs, is not late and never had any. */
    public final Optional<SlaClock> extendable(Demand demand, Milestone step) {
        return running(demand, step)
                .filter(c -> c.extension().isEmpty() && c.counted(now()).isBefore(c.dueAt()));
    }

    /** @throws Refusal when this step cannot be extended by this now */
    public final void mayExtend(Demand demand, Milestone step, Limit more) {
        parts.clocks().mayExtend(demand.number(), step, more, now());
    }

    /** @throws Refusal when this step cannot be extended by this now */
    public final SlaClock extend(Demand demand, Milestone step, Limit more) {
        return parts.clocks().extend(demand.number(), step, more, now());
    }

    /** The demand's row and the process read what the clock says. */
    @EventListener
    public void moved(DeadlineMoved moved) {
        if (!variables.flow().equals(moved.flow())) {
            return;
        }
        Demand demand = parts.demands().take(moved.number());
        if (demand.status().isFinal()) {
            // It ended after the clock was read: the clock's version lets nothing of this be committed.
            return;
        }
        follow(demand, moved.step(), moved.due());
        // Whoever may move a deadline need not have rights to the process.
        parts.currentActor().asSystem(() -> {
            variables.deadline(parts.runtime(), moved);
            return null;
        });
    }
}
