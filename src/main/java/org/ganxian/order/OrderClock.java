package org.ganxian.order;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.calendar.Limit;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.Deadlines;
import org.ganxian.sla.Priority;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.ganxian.sla.SlaStep;
import org.ganxian.sla.SlaSubject;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An order's clocks: which run when. How long and until when is for {@code sla}. */
@Component
class OrderClock {

    static final String FLOW = "order";

    private final SlaClocks clocks;
    private final Demands demands;
    private final Categories categories;
    private final OrderVariables variables;
    private final RuntimeService runtimeService;
    private final CurrentActor currentActor;
    private final Clock clock;

    OrderClock(
            SlaClocks clocks,
            Demands demands,
            Categories categories,
            OrderVariables variables,
            RuntimeService runtimeService,
            CurrentActor currentActor,
            Clock clock) {
        this.clocks = clocks;
        this.demands = demands;
        this.categories = categories;
        this.variables = variables;
        this.runtimeService = runtimeService;
        this.currentActor = currentActor;
        this.clock = clock;
    }

    /** Starts the clocks of a demand, or of its rework, now. */
    void start(DelegateExecution execution, Demand demand) {
        start(execution, demand, SlaStep.DISPATCH);
        SlaClock response = start(execution, demand, SlaStep.FIRST_CONTACT);
        SlaClock completion = start(execution, demand, SlaStep.COMPLETION);
        demand.schedule(new Deadlines(response.dueAt(), completion.dueAt()));
    }

    SlaClock start(DelegateExecution execution, Demand demand, SlaStep step) {
        SlaClock started = clocks.start(subject(execution, demand), step, clock.instant());
        variables.deadline(execution, step, started.dueAt(), started.warnAt());
        return started;
    }

    private SlaSubject subject(DelegateExecution execution, Demand demand) {
        return new SlaSubject(
                FLOW,
                demand.number(),
                String.join(" / ", categories.path(demand.categoryCode())),
                demand.priority(),
                demand.servingUnit(),
                execution.getProcessInstanceId());
    }

    void prioritise(Demand demand, Priority priority) {
        demand.prioritise(priority);
        clocks.prioritise(demand.number(), priority);
    }

    /** Stops the clocks while the resident has the next move. */
    void pause(Demand demand, Instant latestEnd) {
        Instant now = clock.instant();
        demand.pauseAt(now);
        clocks.pause(demand.number(), now, latestEnd);
    }

    void resume(Demand demand) {
        demand.resume();
        clocks.resume(demand.number(), clock.instant());
    }

    /** What this step's clock was waiting for has happened. */
    void stop(Demand demand, SlaStep step) {
        clocks.stop(demand.number(), step, clock.instant());
    }

    /** The demand is done with, in whatever way. */
    void stopAll(Demand demand) {
        clocks.stopAll(demand.number(), clock.instant());
    }

    SlaClock breach(Demand demand, SlaStep step) {
        return clocks.breach(demand.number(), step, clock.instant());
    }

    /** The clocks whose warning is due, each once. */
    List<SlaClock> warn(Demand demand) {
        return clocks.warn(demand.number(), clock.instant());
    }

    /** @throws Refusal when the completion cannot be extended by this now */
    void mayExtend(Demand demand, Limit more) {
        clocks.mayExtend(demand.number(), SlaStep.COMPLETION, more, clock.instant());
    }

    /** @throws Refusal when the completion cannot be extended by this now */
    SlaClock extend(Demand demand, Limit more) {
        return clocks.extend(demand.number(), SlaStep.COMPLETION, more, clock.instant());
    }

    /** The limit for completion that runs. */
    Optional<SlaClock> completion(Demand demand) {
        return clocks.running(demand.number(), SlaStep.COMPLETION);
    }

    /** The demand's row and the process read what the clock says. */
    @EventListener
    void moved(DeadlineMoved moved) {
        if (!FLOW.equals(moved.flow())) {
            return;
        }
        Demand demand = demands.get(moved.number());
        switch (moved.step()) {
            case FIRST_CONTACT -> demand.schedule(new Deadlines(moved.due(), demand.completionDue()));
            case COMPLETION -> demand.schedule(new Deadlines(demand.firstResponseDue(), moved.due()));
            default -> {}
        }
        // Whoever may move a deadline need not have rights to the process.
        currentActor.asSystem(() -> {
            variables.deadline(runtimeService, moved);
            return null;
        });
    }
}
