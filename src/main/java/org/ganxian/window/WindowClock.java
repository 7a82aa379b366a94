package org.ganxian.window;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.calendar.Limit;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.Deadlines;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.ganxian.sla.SlaStep;
import org.ganxian.sla.SlaSubject;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An application's clocks: which run when. How long is for the service item and {@code sla}. */
@Component
class WindowClock {

    static final String FLOW = "window-service";

    /** 行政许可法第四十二条: at most ten working days more, fifteen where several departments decide. */
    private static final int MOST_EXTENSION = 10;

    private static final int MOST_JOINT_EXTENSION = 15;

    private final SlaClocks clocks;
    private final Demands demands;
    private final Categories categories;
    private final WindowVariables variables;
    private final RuntimeService runtimeService;
    private final Clock clock;

    WindowClock(
            SlaClocks clocks,
            Demands demands,
            Categories categories,
            WindowVariables variables,
            RuntimeService runtimeService,
            Clock clock) {
        this.clocks = clocks;
        this.demands = demands;
        this.categories = categories;
        this.variables = variables;
        this.runtimeService = runtimeService;
        this.clock = clock;
    }

    /** The desk has five working days from the receipt. */
    void startAcceptance(DelegateExecution execution, Demand demand, Instant receivedAt) {
        SlaClock acceptance = clocks.start(subject(execution, demand), SlaStep.ACCEPTANCE, receivedAt);
        keep(execution, acceptance);
        demand.schedule(new Deadlines(acceptance.dueAt(), demand.completionDue()));
    }

    /**
     * The departments have what the item promises, from the acceptance; after a deemed one, which took of it already,
     * what the law gives, from the receipt.
     */
    void startDecision(DelegateExecution execution, Demand demand, ServiceItem item, Application application) {
        int days = application.isDeemed() ? item.statutoryDays() : item.promisedDays();
        Instant from = application.isDeemed()
                ? application.receivedAt()
                : application.acceptedAt().orElseThrow();
        SlaClock decision = clocks.startAnother(subject(execution, demand), SlaStep.DECISION, Limit.ofDays(days), from);
        keep(execution, decision);
        demand.schedule(new Deadlines(demand.firstResponseDue(), decision.dueAt()));
    }

    SlaClock start(DelegateExecution execution, Demand demand, SlaStep step) {
        SlaClock started = clocks.start(subject(execution, demand), step, clock.instant());
        keep(execution, started);
        return started;
    }

    /**
     * Stops the departments' clock for a hearing or an expert review, for as long as the applicant was told
     * (行政许可法第四十五条).
     *
     * @throws org.ganxian.platform.Refusal when that is longer than the table of limits allows
     */
    void pause(DelegateExecution execution, Demand demand, int workingDays) {
        Instant now = clock.instant();
        SlaClock procedure =
                clocks.startAnother(subject(execution, demand), SlaStep.PROCEDURE, Limit.ofDays(workingDays), now);
        keep(execution, procedure);
        demand.pauseAt(now);
        clocks.pause(demand.number(), now, procedure.dueAt());
    }

    void resume(Demand demand) {
        stop(demand, SlaStep.PROCEDURE);
        demand.resume();
        clocks.resume(demand.number(), clock.instant());
    }

    private void keep(DelegateExecution execution, SlaClock started) {
        variables.deadline(execution, started.step(), started.dueAt(), started.warnAt());
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

    void stop(Demand demand, SlaStep step) {
        clocks.stop(demand.number(), step, clock.instant());
    }

    void stopAll(Demand demand) {
        clocks.stopAll(demand.number(), clock.instant());
    }

    SlaClock breach(Demand demand, SlaStep step) {
        return clocks.breach(demand.number(), step, clock.instant());
    }

    List<SlaClock> warn(Demand demand) {
        return clocks.warn(demand.number(), clock.instant());
    }

    Optional<SlaClock> running(Demand demand, SlaStep step) {
        return clocks.running(demand.number(), step);
    }

    /** Working days that can be asked for now; 0 when none: extended before, or late. */
    int mostExtension(Demand demand, ServiceItem item) {
        return running(demand, SlaStep.DECISION)
                .filter(c -> c.extension().isEmpty() && clock.instant().isBefore(c.dueAt()))
                .map(c -> (int) Math.min(c.limit().days(), item.isJoint() ? MOST_JOINT_EXTENSION : MOST_EXTENSION))
                .orElse(0);
    }

    /** @throws org.ganxian.platform.Refusal when it cannot be extended by this now */
    SlaClock extend(Demand demand, int workingDays) {
        return clocks.extend(demand.number(), SlaStep.DECISION, Limit.ofDays(workingDays), clock.instant());
    }

    /** The demand's row and the process read what the clock says. */
    @EventListener
    void moved(DeadlineMoved moved) {
        if (!FLOW.equals(moved.flow())) {
            return;
        }
        Demand demand = demands.get(moved.number());
        switch (moved.step()) {
            case ACCEPTANCE -> demand.schedule(new Deadlines(moved.due(), demand.completionDue()));
            case DECISION, ISSUE -> demand.schedule(new Deadlines(demand.firstResponseDue(), moved.due()));
            default -> {}
        }
        variables.deadline(runtimeService, moved);
    }
}
