package org.ganxian.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.camunda.bpm.engine.task.TaskQuery;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
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
    private final NamedParameterJdbcTemplate jdbc;

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

    /**
     * Tasks that somebody is linked to, of cases that they worked on before among them, but not for holding them; whoever asks. The
     * engine's own question for whoever is involved goes through every open task of the city.
     */
    public List<Task> linkedTo(String username) {
        return taskService
                .createNativeTaskQuery()
                .sql("select RES.* from ACT_RU_TASK RES where RES.ID_ in"
                        + " (select I.TASK_ID_ from ACT_RU_IDENTITYLINK I where I.USER_ID_ = #{username})")
                .parameter("username", username)
                .list();
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

    /**
     * Whether the person holds a task of this case.
     *
     * @param activity id on the diagram of the only one that counts, null for any
     */
    public boolean holdsOneOf(String number, @Nullable String activity) {
        Optional<String> me = currentActor.username();
        if (me.isEmpty()) {
            return false;
        }
        TaskQuery held =
                taskService.createTaskQuery().processInstanceBusinessKey(number).taskAssignee(me.get());
        return (activity == null ? held : held.taskDefinitionKey(activity)).count() > 0;
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

    /**
     * Numbers of the cases that have a task which {@link #look} shows: held, of one's groups, or of a case that one worked on.
     *
     * @param most so many at most, in no order
     */
    public Set<String> numbers(int most) {
        String me = currentActor.username().orElse("");
        List<String> groups = currentActor.groups().isEmpty() ? List.of("") : currentActor.groups();
        return new HashSet<>(jdbc.queryForList(
                "select e.BUSINESS_KEY_ from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_"
                        + " where t.ASSIGNEE_ = :me and e.BUSINESS_KEY_ is not null union"
                        + " select e.BUSINESS_KEY_ from ACT_RU_IDENTITYLINK l join ACT_RU_TASK t on t.ID_ = l.TASK_ID_"
                        + " join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_"
                        + " where (l.USER_ID_ = :me or l.GROUP_ID_ in (:groups) and l.TYPE_ = 'candidate')"
                        + " and e.BUSINESS_KEY_ is not null limit :most",
                Map.of("me", me, "groups", groups, "most", most),
                String.class));
    }

    /** The task of a case that {@link #look} shows; one that the person holds before others. Empty for none. */
    public Optional<String> idFor(String number) {
        List<Task> some = currentActor.asSystem(() -> taskService
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .orderByTaskCreateTime()
                .desc()
                .list());
        Set<String> shown = some.isEmpty()
                ? Set.of()
                : toLookAt(some.stream().map(Task::getId).toList());
        return some.stream()
                .filter(task -> shown.contains(task.getId()))
                .min(Comparator.comparing(task -> !holds(task)))
                .map(Task::getId);
    }
}
