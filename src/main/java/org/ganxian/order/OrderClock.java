package org.ganxian.order;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.demand.Demand;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Deadlines;
import org.ganxian.sla.Sla;
import org.springframework.stereotype.Component;

/** Keeps the timers on the diagram equal to the demand's deadlines: stopped, paused, moved. */
@Component
class OrderClock {

    static final String FIRST_RESPONSE_DUE = "first-response-due";
    static final String COMPLETION_DUE = "completion-due";
    static final String CLAIM_DUE = "claim-due";

    private final ManagementService managementService;
    private final Sla sla;
    private final Clock clock;

    OrderClock(ManagementService managementService, Sla sla, Clock clock) {
        this.managementService = managementService;
        this.sla = sla;
        this.clock = clock;
    }

    /**
     * Stops the clock while the resident has the next move. The timers wait for the latest possible end of the pause;
     * {@link #resume} gives them their exact date.
     */
    void pause(DelegateExecution execution, Demand demand, Instant latestEnd) {
        Instant now = clock.instant();
        demand.pauseAt(now);
        move(execution, moved(demand, now, latestEnd));
    }

    /** Moves both deadlines by the time paused. */
    void resume(DelegateExecution execution, Demand demand) {
        Instant now = clock.instant();
        demand.resume(moved(demand, demand.pausedAt().orElse(now), now));
        move(execution, demand);
    }

    private Deadlines moved(Demand demand, Instant pausedAt, Instant resumedAt) {
        return new Deadlines(
                sla.resumed(demand.firstResponseDue(), pausedAt, resumedAt),
                sla.resumed(demand.completionDue(), pausedAt, resumedAt));
    }

    /** Gives running timers the demand's present deadlines. */
    void move(DelegateExecution execution, Demand demand) {
        move(execution, new Deadlines(demand.firstResponseDue(), demand.completionDue()));
    }

    private void move(DelegateExecution execution, Deadlines deadlines) {
        String instance = execution.getProcessInstanceId();
        move(instance, FIRST_RESPONSE_DUE, deadlines.firstResponse());
        move(instance, COMPLETION_DUE, deadlines.completion());
    }

    private void move(String instance, String timer, Instant due) {
        timer(instance, timer)
                .forEach(job -> stillThere(() -> managementService.setJobDuedate(job.getId(), Date.from(due))));
    }

    /** The resident was contacted: this deadline is met. */
    void stopFirstResponse(String processInstanceId) {
        stop(processInstanceId, FIRST_RESPONSE_DUE);
    }

    void stop(DelegateExecution execution, String timer) {
        stop(execution.getProcessInstanceId(), timer);
    }

    private void stop(String instance, String timer) {
        timer(instance, timer).forEach(job -> stillThere(() -> managementService.deleteJob(job.getId())));
    }

    /** A job that is gone since it was found means that somebody else was here first. */
    private static void stillThere(Runnable change) {
        try {
            change.run();
        } catch (NullValueException gone) {
            throw Refusal.conflict("该任务刚刚已被他人处理，请刷新后再试");
        }
    }

    private List<Job> timer(String instance, String activity) {
        return managementService
                .createJobQuery()
                .processInstanceId(instance)
                .activityId(activity)
                .list();
    }
}
