package org.ganxian.engine.thrift;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * The execution of a task, a job or a message that is waited for is read with all others of its process, and so is the process
 * of an execution. The engine reads it by itself, and then all of them, it among them.
 */
class WholeTrees extends ExecutionManager {

    /** What was read ahead, by process instance, until somebody asks for it. */
    private final Map<String, List<ExecutionEntity>> ahead = new HashMap<>();

    @Override
    public @Nullable ExecutionEntity findExecutionById(String id) {
        if (getDbEntityManager().getCachedEntity(ExecutionEntity.class, id) == null) {
            processOf(id).ifPresent(process -> ahead.put(process, super.findExecutionsByProcessInstanceId(process)));
        }
        return super.findExecutionById(id);
    }

    /** Once: what is asked later is read as it is then. */
    @Override
    public List<ExecutionEntity> findExecutionsByProcessInstanceId(String process) {
        List<ExecutionEntity> known = ahead.remove(process);
        return known == null ? super.findExecutionsByProcessInstanceId(process) : known;
    }

    private Optional<String> processOf(String execution) {
        return Stream.of(
                        known(ExecutionEntity.class)
                                .filter(part -> execution.equals(part.getProcessInstanceId()))
                                .map(ExecutionEntity::getProcessInstanceId),
                        known(TaskEntity.class)
                                .filter(task -> execution.equals(task.getExecutionId()))
                                .map(TaskEntity::getProcessInstanceId),
                        known(JobEntity.class)
                                .filter(job -> execution.equals(job.getExecutionId()))
                                .map(JobEntity::getProcessInstanceId),
                        known(EventSubscriptionEntity.class)
                                .filter(event -> execution.equals(event.getExecutionId()))
                                .map(EventSubscriptionEntity::getProcessInstanceId))
                .flatMap(found -> found)
                .findFirst();
    }

    private <T extends DbEntity> Stream<T> known(Class<T> type) {
        return getDbEntityManager().getCachedEntitiesByType(type).stream();
    }
}
