package org.ganxian.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.engine.EngineClock;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** How the demo's cases come to where their story says: by the same forms that people fill in, at the time they did. */
@Component
@Profile("demo")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DemoStories {

    /** How long the steps took, one after the other: some are done at once, some wait. */
    private static final List<Duration> STEPS =
            Stream.of(4, 35, 260, 90, 7, 245, 50, 3).map(Duration::ofMinutes).toList();

    private final TaskService taskService;
    private final FormService formService;
    private final IdentityService identityService;
    private final HistoryService historyService;

    private int stepsTold;

    /** Whether any story of this process was told already. */
    public boolean areTold(String flow) {
        return historyService
                        .createHistoricProcessInstanceQuery()
                        .processDefinitionKey(flow)
                        .count()
                > 0;
    }

    /** Somebody takes a task of theirs, of several of this key the first, unless they have it, and fills in its form. */
    public void fills(String username, Demand demand, String key, Map<String, Object> form) {
        as(username, groups -> formService.submitTaskForm(taken(username, groups, demand, key), form));
    }

    public void claims(String username, Demand demand, String key) {
        as(username, groups -> taken(username, groups, demand, key));
    }

    private String taken(String username, List<String> groups, Demand demand, String key) {
        Task task = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(demand.number())
                .taskDefinitionKey(key)
                .taskCandidateGroupIn(groups)
                .includeAssignedTasks()
                .orderByTaskCreateTime()
                .asc()
                .list()
                .get(0);
        if (task.getAssignee() == null) {
            taskService.claim(task.getId(), username);
        }
        return task.getId();
    }

    private void as(String username, Consumer<List<String>> work) {
        List<String> groups = identityService.createGroupQuery().groupMember(username).list().stream()
                .map(Group::getId)
                .toList();
        identityService.setAuthentication(username, groups);
        try {
            work.accept(groups);
        } finally {
            identityService.clearAuthentication();
        }
    }

    public static void itIs(Instant when) {
        EngineClock.stopAt(when);
    }

    public static void isNow() {
        EngineClock.reset();
    }

    /** Some time goes by before the next step, but never past the present. */
    public void later() {
        Instant next = EngineClock.now().plus(STEPS.get(stepsTold++ % STEPS.size()));
        Instant now = Instant.now();
        itIs(next.isBefore(now) ? next : now);
    }
}
