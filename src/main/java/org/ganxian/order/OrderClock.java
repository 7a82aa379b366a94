package org.ganxian.order;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.demand.Demand;
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

    /** Stops the clock while the resident has the next move: running timers are suspended. */
    void pause(DelegateExecution execution, Demand demand) {
        demand.pauseAt(clock.instant());
        for (Job timer : timers(execution.getProcessInstanceId())) {
            managementService.suspendJobById(timer.getId());
        }
    }

    /** Moves both deadlines by the time paused and lets the timers run again. */
    void resume(DelegateExecution execution, Demand demand) {
        Instant now = clock.instant();
        Instant pausedAt = demand.pausedAt().orElse(now);
        demand.resume(new Deadlines(
                sla.resumed(demand.firstResponseDue(), pausedAt, now),
                sla.resumed(demand.completionDue(), pausedAt, now)));
        for (Job timer : timers(execution.getProcessInstanceId())) {
            managementService.activateJobById(timer.getId());
        }
        move(execution, demand);
    }

    /** Gives running timers the demand's present deadlines. */
    void move(DelegateExecution execution, Demand demand) {
        String instance = execution.getProcessInstanceId();
        move(instance, FIRST_RESPONSE_DUE, demand.firstResponseDue());
        move(instance, COMPLETION_DUE, demand.completionDue());
    }

    private void move(String instance, String timer, Instant due) {
        timer(instance, timer).forEach(job -> managementService.setJobDuedate(job.getId(), Date.from(due)));
    }

    /** The resident was contacted: this deadline is met. */
    void stopFirstResponse(String processInstanceId) {
        timer(processInstanceId, FIRST_RESPONSE_DUE).forEach(job -> managementService.deleteJob(job.getId()));
    }

    void stop(DelegateExecution execution, String timer) {
        timer(execution.getProcessInstanceId(), timer).forEach(job -> managementService.deleteJob(job.getId()));
    }

    private List<Job> timers(String instance) {
        return Stream.of(FIRST_RESPONSE_DUE, COMPLETION_DUE)
                .flatMap(t -> timer(instance, t).stream())
                .toList();
    }

    private List<Job> timer(String instance, String activity) {
        return managementService
                .createJobQuery()
                .processInstanceId(instance)
                .activityId(activity)
                .list();
    }
}
