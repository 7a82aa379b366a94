package org.ganxian.casework.panel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.MyTasks;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.warm.FirstUse;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tasks of a list with their demands. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TaskCards implements FirstUse {

    /** {@code inFull} is for those who work the task, or worked on its case before. */
    public record Card(Task task, Demand demand, boolean inFull) {}

    /** A task whose case is no demand. */
    record OtherCard(Task task, TaskSubjects.Brief brief) {}

    /** Those of a list that the person may see. */
    record Found(List<Card> cards, List<OtherCard> others) {}

    private final MyTasks myTasks;
    private final TaskService taskService;
    private final RuntimeService runtimeService;
    private final Demands demands;
    private final CurrentActor currentActor;
    private final List<TaskSubjects> subjects;

    /** Those of these tasks that the person may see and that have a demand. */
    public List<Card> of(Collection<String> taskIds) {
        return find(taskIds).cards();
    }

    @Override
    public void rehearse() {
        currentActor.asSystem(() -> of(taskService.createTaskQuery().listPage(0, 10).stream()
                .map(Task::getId)
                .toList()));
    }

    /** As {@link #of}, with those that have none. */
    Found find(Collection<String> taskIds) {
        List<Task> tasks = taskService
                .createTaskQuery()
                .taskIdIn(taskIds.toArray(String[]::new))
                .list();
        if (tasks.isEmpty()) {
            return new Found(List.of(), List.of());
        }
        Set<String> instances = tasks.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, String> numbers = currentActor.asSystem(
                () -> runtimeService.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .filter(i -> i.getBusinessKey() != null)
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey)));
        Map<String, Demand> byNumber =
                demands.all(numbers.values()).stream().collect(Collectors.toMap(Demand::number, Function.identity()));
        Map<String, TaskSubjects.Brief> briefs = briefs(numbers.values().stream()
                .filter(number -> !byNumber.containsKey(number))
                .toList());
        Set<String> inFull = myTasks.toLookAt(taskIds);
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (Task task : tasks) {
            String number = numbers.getOrDefault(task.getProcessInstanceId(), "");
            Demand demand = byNumber.get(number);
            TaskSubjects.Brief brief = briefs.get(number);
            if (demand != null) {
                found.cards().add(new Card(task, demand, inFull.contains(task.getId())));
            } else if (brief != null) {
                found.others().add(new OtherCard(task, brief));
            }
        }
        return found;
    }

    private Map<String, TaskSubjects.Brief> briefs(Collection<String> keys) {
        return keys.isEmpty()
                ? Map.of()
                : subjects.stream()
                        .flatMap(one -> one.briefs(keys).entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * What a task without a demand is about, for those who may work it.
     *
     * @throws Refusal 403 for everybody else, 404 where nobody knows
     */
    TaskSubjects.Subject subject(String taskId) {
        Task task = myTasks.get(taskId);
        String key = myTasks.numberOf(task).orElse("");
        boolean holds = myTasks.holds(task);
        return subjects.stream()
                .flatMap(one -> one.subject(key, holds).stream())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("该任务没有关联的内容"));
    }
}
