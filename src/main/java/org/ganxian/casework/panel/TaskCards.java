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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tasks of a list with their demands. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TaskCards {

    /** {@code inFull} is for those who work the task, or worked on its case before. */
    public record Card(Task task, Demand demand, boolean inFull) {}

    private final MyTasks myTasks;
    private final TaskService taskService;
    private final RuntimeService runtimeService;
    private final Demands demands;
    private final CurrentActor currentActor;

    /** Those of these tasks that the person may see. */
    public List<Card> of(Collection<String> taskIds) {
        List<Task> tasks = taskService
                .createTaskQuery()
                .taskIdIn(taskIds.toArray(String[]::new))
                .list();
        if (tasks.isEmpty()) {
            return List.of();
        }
        Set<String> instances = tasks.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, String> numbers = currentActor.asSystem(
                () -> runtimeService.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .filter(i -> i.getBusinessKey() != null)
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey)));
        Map<String, Demand> byNumber =
                demands.all(numbers.values()).stream().collect(Collectors.toMap(Demand::number, Function.identity()));
        Set<String> inFull = myTasks.toLookAt(taskIds);
        List<Card> cards = new ArrayList<>();
        for (Task task : tasks) {
            Demand demand = byNumber.get(numbers.get(task.getProcessInstanceId()));
            if (demand != null) {
                cards.add(new Card(task, demand, inFull.contains(task.getId())));
            }
        }
        return cards;
    }
}
