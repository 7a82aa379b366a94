package org.ganxian.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.engine.RunningCases;
import org.ganxian.engine.RunningCases.Instance;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Tie;
import org.springframework.stereotype.Component;

/**
 * A clock that runs, stands not still and is not late yet has its timer on the diagram, at its own time. The timer of a
 * clock that is late has fired; that of one that stands still waits for the latest end of the pause.
 */
@Component
@RequiredArgsConstructor
class ClockTimerTie implements Tie {

    /** MySQL keeps the engine's times to the second. */
    private static final Duration KEPT_TO = Duration.ofSeconds(1);

    private final SlaClock.Repository clocks;
    private final SlaTimers timers;
    private final RunningCases cases;
    private final ManagementService management;

    @Override
    public String id() {
        return "clock-timer";
    }

    @Override
    public String title() {
        return "计时与定时器";
    }

    @Override
    public List<Kept> after(String key, int most) {
        return ClockProcessTie.running(clocks, key, most);
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        List<SlaClock> ticking = clocks.findBySubjectInAndEndedAtIsNullOrderById(numbers).stream()
                .filter(one -> one.pausedAt().isEmpty() && one.breachedAt().isEmpty())
                .toList();
        Map<String, Instance> instances =
                cases.existing(ticking.stream().map(SlaClock::processInstance).collect(Collectors.toSet()));
        Diagrams diagrams = new Diagrams(instances);
        Map<String, String> found = new HashMap<>();
        for (SlaClock one : ticking) {
            Instance instance = instances.get(one.processInstance());
            if (instance != null) {
                wrong(one, instance, diagrams).ifPresent(what -> found.put(one.subject(), what));
            }
        }
        return found;
    }

    private static Optional<String> wrong(SlaClock one, Instance instance, Diagrams diagrams) {
        return wrong(one, one.step().dueTimer(), one.dueAt(), instance, diagrams)
                .or(() -> one.warnedAt().isPresent()
                        ? Optional.empty()
                        : wrong(one, one.step().warningTimer(), one.warnAt(), instance, diagrams));
    }

    private static Optional<String> wrong(
            SlaClock one, String timer, Instant wanted, Instance instance, Diagrams diagrams) {
        if (!diagrams.isDrawn(instance, timer)) {
            return Optional.empty();
        }
        List<Job> jobs = diagrams.timers(instance, timer);
        String name =
                "“%s”%s".formatted(one.step().title(), timer.equals(one.step().dueTimer()) ? "到期" : "预警");
        if (jobs.isEmpty()) {
            return Optional.of("%s应在 %s，却没有定时器".formatted(name, PeopleTime.of(wanted)));
        }
        return jobs.stream()
                .flatMap(job -> wrong(job, wanted).stream())
                .findFirst()
                .map(what -> what.formatted(name, PeopleTime.of(wanted)));
    }

    private static Optional<String> wrong(Job job, Instant wanted) {
        if (job.getRetries() == 0) {
            return Optional.of("%s（%s）的定时器多次出错后停住，请在 Cockpit 中查明原因后重试");
        }
        // One that has failed is tried again later than it was due.
        boolean elsewhen = job.getExceptionMessage() == null
                && Duration.between(job.getDuedate().toInstant(), wanted).abs().compareTo(KEPT_TO) > 0;
        return elsewhen ? Optional.of("%s应在 %s，定时器却是另一个时间") : Optional.empty();
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    /** A timer at another time; one that is missing cannot be made from outside its diagram. */
    @Override
    public void repair(String number) {
        clocks.findBySubjectAndEndedAtIsNullOrderById(number).stream()
                .filter(one -> one.pausedAt().isEmpty() && one.breachedAt().isEmpty())
                .forEach(one -> timers.move(one, one.dueAt(), one.warnAt()));
    }

    /** Which timers the diagrams of these instances have, and which of them run. */
    private final class Diagrams {

        private final Map<String, String> activities = new HashMap<>();
        private final Set<String> drawn = new HashSet<>();
        private final Map<String, List<Job>> jobs;

        Diagrams(Map<String, Instance> instances) {
            for (JobDefinition one : management
                    .createJobDefinitionQuery()
                    .activityIdIn(Milestone.timers())
                    .list()) {
                activities.put(one.getId(), one.getActivityId());
                drawn.add(one.getProcessDefinitionId() + " " + one.getActivityId());
            }
            jobs = instances.isEmpty()
                    ? Map.of()
                    : management.createJobQuery().timers().processInstanceIds(instances.keySet()).list().stream()
                            .collect(Collectors.groupingBy(job ->
                                    job.getProcessInstanceId() + " " + activities.get(job.getJobDefinitionId())));
        }

        boolean isDrawn(Instance instance, String timer) {
            return drawn.contains(instance.definition() + " " + timer);
        }

        List<Job> timers(Instance instance, String timer) {
            return jobs.getOrDefault(instance.id() + " " + timer, List.of());
        }
    }
}
