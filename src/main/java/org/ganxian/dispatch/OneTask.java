package org.ganxian.dispatch;

import java.util.Map;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demands;
import org.ganxian.engine.MyTasks;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A task that is taken and handed in without opening it, through the engine as in Tasklist. */
@Component
@RequiredArgsConstructor
class OneTask {

    private final MyTasks myTasks;
    private final Demands demands;
    private final TaskService tasks;
    private final FormService forms;
    private final CurrentActor currentActor;

    /**
     * Takes a task and hands it in, both or neither; its case stands still for it.
     *
     * @param form fields by their keys, for the task that it turns out to be
     * @throws Refusal as {@link #claim}, and as the flow does
     */
    @Transactional
    void complete(String taskId, Function<Task, Map<String, Object>> form) {
        Map<String, Object> typed = form.apply(claim(taskId));
        forms.submitTaskForm(taskId, typed);
    }

    /**
     * Takes a task, if this person has not done so already.
     *
     * @throws Refusal 403 for somebody else's task, 404 for one that is gone, 409 for one that another person has taken
     */
    @Transactional
    Task claim(String taskId) {
        // Locked before the engine's rows, as by everybody who moves a case.
        myTasks.numberOf(myTasks.get(taskId)).ifPresent(demands::take);
        Task task = myTasks.get(taskId);
        if (task.getAssignee() == null) {
            tasks.claim(taskId, currentActor.username().orElseThrow());
        } else if (!myTasks.holds(task)) {
            throw Refusal.conflict("已被他人领取");
        }
        return task;
    }

    /** Hands in a task that is held. A deed on several cases locks them by itself, in one order. */
    @Transactional
    void submit(String taskId, Map<String, Object> form) {
        forms.submitTaskForm(myTasks.held(taskId).getId(), form);
    }
}
