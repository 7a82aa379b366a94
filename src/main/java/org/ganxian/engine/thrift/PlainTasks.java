package org.ganxian.engine.thrift;

import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;

/** No task has another one below it: nobody may make a task by hand ({@code engine-calls.txt}), and no diagram makes such. */
class PlainTasks extends TaskManager {

    @Override
    public List<Task> findTasksByParentTaskId(String task) {
        return List.of();
    }
}
