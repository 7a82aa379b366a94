package org.ganxian.sla;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.engine.JobsUnderWay;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the timers on the diagrams, and the due dates of open tasks, equal to the clocks. */
@Component
@RequiredArgsConstructor
class SlaTimers {

    private final ManagementService managementService;
    private final TaskService taskService;
    private final CurrentActor actors;

    private final Cache<String, String> places =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** Both timers of a clock. A timer that has fired or been stopped is not there any more and stays so. */
    void move(SlaClock clock, Instant due, Instant warn) {
        timers(clock, (job, timer) -> setDue(job, timer.equals(clock.step().dueTimer()) ? due : warn));
    }

    /** As {@link #delete}: what a thread has taken to fire does not look at its date any more. */
    private void setDue(Job job, Instant due) {
        if (JobsUnderWay.isRunByThisThread(job)) {
            return;
        }
        requireUntaken(job);
        if (!JobsUnderWay.setDue(managementService, job, Date.from(due))) {
            throw Refusal.conflict("该任务刚刚已被他人处理，请刷新后再试");
        }
    }

    /** What a clock was waiting for has happened. */
    void stop(SlaClock clock) {
        timers(clock, (job, timer) -> delete(job));
        JobsUnderWay.forgetJustMade(clock.processInstance(), clock.step().dueTimer());
        JobsUnderWay.forgetJustMade(clock.processInstance(), clock.step().warningTimer());
    }

    /** The timer that is firing ends by itself; one that another thread has begun to fire cannot be stopped any more. */
    private void delete(Job job) {
        if (JobsUnderWay.isRunByThisThread(job)) {
            return;
        }
        requireUntaken(job);
        JobsUnderWay.delete(managementService, job);
    }

    private static void requireUntaken(Job job) {
        if (JobsUnderWay.isTaken(job)) {
            throw Refusal.conflict("期限刚刚到期，系统正在处理，请刷新后再试");
        }
    }

    /** Open tasks that had the old due date get the new one. */
    void moveTasks(SlaClock clock, Instant from, Instant to) {
        if (from.equals(to)) {
            return;
        }
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

    /** The timers and the dated open tasks of many cases, read at once. */
    Many many(Collection<String> instances) {
        Map<String, List<Job>> jobs = new HashMap<>();
        List<Task> tasks = new ArrayList<>();
        if (!instances.isEmpty()) {
            asSystem(() -> {
                Map<String, String> activities =
                        managementService.createJobDefinitionQuery().activityIdIn(Milestone.timers()).list().stream()
                                .collect(Collectors.toMap(JobDefinition::getId, JobDefinition::getActivityId));
                managementService
                        .createJobQuery()
                        .timers()
                        .processInstanceIds(Set.copyOf(instances))
                        .list()
                        .forEach(job -> jobs.computeIfAbsent(
                                        place(job.getProcessInstanceId(), activities.get(job.getJobDefinitionId())),
                                        p -> new ArrayList<>())
                                .add(job));
                tasks.addAll(taskService
                        .createTaskQuery()
                        .processInstanceIdIn(instances.toArray(String[]::new))
                        .list());
            });
        }
        return new Many(jobs, tasks.stream().filter(t -> t.getDueDate() != null).collect(groupingByInstanceAndDate()));
    }

    private static Collector<Task, ?, Map<String, List<Task>>> groupingByInstanceAndDate() {
        return Collectors.groupingBy(
                task -> place(task.getProcessInstanceId(), task.getDueDate().toInstant()));
    }

    private static String place(String instance, @Nullable Object what) {
        return instance + " " + what;
    }

    /**
     * What was read. Tasks are found by the dates they had then, so that none is moved by one clock to where another
     * clock takes it further.
     */
    @RequiredArgsConstructor(access = AccessLevel.PRIVATE)
    final class Many {

        private final Map<String, List<Job>> jobs;
        private final Map<String, List<Task>> tasks;

        /** To what the clock says now. */
        void move(SlaClock clock) {
            move(clock.processInstance(), clock.step().dueTimer(), clock.dueAt());
            move(clock.processInstance(), clock.step().warningTimer(), clock.warnAt());
        }

        private void move(String instance, String timer, Instant due) {
            asSystem(() -> jobs.getOrDefault(place(instance, timer), List.of()).forEach(job -> setDue(job, due)));
        }

        void moveTasks(SlaClock clock, Instant from) {
            Instant dated = from.truncatedTo(ChronoUnit.MILLIS);
            asSystem(() -> tasks.getOrDefault(place(clock.processInstance(), dated), List.of())
                    .forEach(task -> {
                        task.setDueDate(Date.from(clock.dueAt()));
                        taskService.saveTask(task);
                    }));
        }
    }

    /** What is to be done to the timers of a clock, with the place of each on the diagram. */
    private void timers(SlaClock clock, BiConsumer<Job, String> change) {
        Set<String> wanted = Set.of(clock.step().dueTimer(), clock.step().warningTimer());
        asSystem(() -> JobsUnderWay.timersOf(managementService, clock.processInstance())
                .forEach(job -> {
                    String timer = place(job);
                    if (wanted.contains(timer)) {
                        stillThere(() -> change.accept(job, timer));
                    }
                }));
    }

    /** Where a timer stands on its diagram, by its id: what the job's definition says never changes. */
    private String place(Job job) {
        return places.get(
                job.getJobDefinitionId(),
                id -> managementService
                        .createJobDefinitionQuery()
                        .jobDefinitionId(id)
                        .singleResult()
                        .getActivityId());
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
