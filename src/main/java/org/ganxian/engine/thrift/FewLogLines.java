package org.ganxian.engine.thrift;

import java.util.List;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserOperationLogManager;

/**
 * The engine's record of what people do, without a line that a task was completed: by whom and when stands with the task's
 * own history, since nobody completes what another holds, and in the case's timeline.
 */
class FewLogLines extends UserOperationLogManager {

    @Override
    public void logTaskOperations(String operation, TaskEntity task, List<PropertyChange> changes) {
        if (!UserOperationLogEntry.OPERATION_TYPE_COMPLETE.equals(operation)) {
            super.logTaskOperations(operation, task, changes);
        }
    }
}
