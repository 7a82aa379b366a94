package org.ganxian.engine;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/**
 * The tasks of whoever is logged in: those they hold and those of their groups, not all that the engine lets them see.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MyTasks {

    private final TaskService taskService;
    private final RuntimeService runtimeService;
    private final CurrentActor currentActor;

    /**
     * One of them.
     *
     * @throws Refusal 403 for somebody else's, 404 for one that is not there any more
     */
    public Task get(String taskId) {
        Task task = taskService.createTaskQuery().taskId(taskId).singleResult();
        if (task != null && isForMe(task)) {
            return task;
        }
        boolean exists = currentActor.asSystem(
                () -> taskService.createTaskQuery().taskId(taskId).count() > 0);
        throw exists ? Refusal.forbidden("您无权查看该任务") : Refusal.notFound("任务不存在，可能已被办结或撤回");
    }

    /**
     * One of them, or one of a case that the person worked on before: to be looked at.
     *
     * @throws Refusal as {@link #get}
     */
    public Task look(String taskId) {
        Task task = taskService
                .createTaskQuery()
                .taskId(taskId)
                .taskInvolvedUser(currentActor.username().orElse(""))
                .singleResult();
        return task == null ? get(taskId) : task;
    }

    /** Ids of those among these tasks that {@link #look} shows. */
    public Set<String> toLookAt(Collection<String> taskIds) {
        String[] ids = taskIds.toArray(String[]::new);
        String me = currentActor.username().orElse("");
        Stream<Task> involved = taskService.createTaskQuery().taskIdIn(ids).taskInvolvedUser(me).list().stream();
        Stream<Task> ofMyGroups = currentActor.groups().isEmpty()
                ? Stream.empty()
                : taskService
                        .createTaskQuery()
                        .taskIdIn(ids)
                        .taskCandidateGroupIn(currentActor.groups())
                        .includeAssignedTasks()
                        .list()
                        .stream();
        return Stream.concat(involved, ofMyGroups).map(Task::getId).collect(Collectors.toSet());
    }

    /** @throws Refusal as {@link #get}, and 403 for one that the person has not taken */
    public Task held(String taskId) {
        Task task = get(taskId);
        if (!holds(task)) {
            throw Refusal.forbidden("请先领取该任务");
        }
        return task;
    }

    public boolean holds(Task task) {
        return currentActor.username().filter(u -> u.equals(task.getAssignee())).isPresent();
    }

    /** Whether it is for this person to work on, not only to be looked at. */
    public boolean isForMe(Task task) {
        return holds(task)
                || !currentActor.groups().isEmpty()
                        && taskService
                                        .createTaskQuery()
                                        .taskId(task.getId())
                                        .taskCandidateGroupIn(currentActor.groups())
                                        .includeAssignedTasks()
                                        .count()
                                > 0;
    }

    /** The number of the case that a task belongs to; empty for a task outside a process. */
    public Optional<String> numberOf(Task task) {
        return Optional.ofNullable(currentActor.asSystem(() -> runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .singleResult()))
                .map(ProcessInstance::getBusinessKey);
    }
}
