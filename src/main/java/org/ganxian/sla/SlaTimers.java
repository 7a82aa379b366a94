package org.ganxian.sla;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Keeps the timers on the diagrams, and the due dates of open tasks, equal to the clocks. */
@Component
class SlaTimers {

    private final ManagementService managementService;
    private final TaskService taskService;
    private final CurrentActor actors;

    SlaTimers(ManagementService managementService, TaskService taskService, CurrentActor actors) {
        this.managementService = managementService;
        this.taskService = taskService;
        this.actors = actors;
    }

    /** Both timers of a clock. A timer that has fired or been stopped is not there any more and stays so. */
    void move(SlaClock clock, Instant due, Instant warn) {
        move(clock.processInstance(), clock.step().dueTimer(), due);
        move(clock.processInstance(), clock.step().warningTimer(), warn);
    }

    private void move(String instance, String timer, Instant due) {
        jobs(instance, timer, job -> managementService.setJobDuedate(job.getId(), Date.from(due)));
    }

    /** What a clock was waiting for has happened. */
    void stop(SlaClock clock) {
        jobs(clock.processInstance(), clock.step().dueTimer(), job -> managementService.deleteJob(job.getId()));
        jobs(clock.processInstance(), clock.step().warningTimer(), job -> managementService.deleteJob(job.getId()));
    }

    /** Open tasks that had the old due date get the new one. */
    void moveTasks(SlaClock clock, Instant from, Instant to) {
        asSystem(() -> taskService
                .createTaskQuery()
                .processInstanceId(clock.processInstance())
                .dueDate(Date.from(from))
                .list()
                .forEach(task -> {
                    task.setDueDate(Date.from(to));
                    taskService.saveTask(task);
                }));
    }

    private void jobs(String instance, String timer, java.util.function.Consumer<Job> change) {
        asSystem(() -> managementService
                .createJobQuery()
                .processInstanceId(instance)
                .activityId(timer)
                .list()
                .forEach(job -> stillThere(() -> change.accept(job))));
    }

    private void asSystem(Runnable work) {
        actors.asSystem(() -> {
            work.run();
            return null;
        });
    }

    /** A job that is gone since it was found means that somebody else was here first. */
    private static void stillThere(Runnable change) {
        try {
            change.run();
        } catch (NullValueException gone) {
            throw Refusal.conflict("该任务刚刚已被他人处理，请刷新后再试");
        }
    }
}
