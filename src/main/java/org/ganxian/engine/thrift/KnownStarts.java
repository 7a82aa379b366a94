package org.ganxian.engine.thrift;

import java.util.Optional;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricVariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * A line of history is not read to learn when something began, where that is known or not asked for: a task says so
 * itself, and what goes on has no duration yet. Nor is it to learn what a fact was before
 * ({@code engine/facts.xml}).
 */
class KnownStarts extends DbHistoryEventHandler {

    /** Each fact's last value is written as it is known, where the engine reads the row of each before. */
    @Override
    protected void insertHistoricVariableUpdateEntity(HistoricVariableUpdateEventEntity event) {
        DbEntityManager entities = getDbEntityManager();
        if (event.isEventOfType(HistoryEventTypes.VARIABLE_INSTANCE_UPDATE)
                && event.getByteValue() == null
                && !shouldWriteHistoricDetail(event)
                && entities.getCachedEntity(HistoricVariableInstanceEntity.class, event.getVariableInstanceId())
                        == null) {
            // In the order in which they were written: a step may write one twice.
            entities.updatePreserveOrder(HistoricVariableInstanceEntity.class, "updateLastValue", event);
        } else {
            super.insertHistoricVariableUpdateEntity(event);
        }
    }

    @Override
    protected void insertOrUpdate(HistoryEvent event) {
        DbEntityManager entities = getDbEntityManager();
        if (!isInitialEvent(event)
                && entities.getCachedEntity(event.getClass(), event.getId()) == null
                && isStartKnown(event, entities)) {
            entities.merge(event);
        } else {
            super.insertOrUpdate(event);
        }
    }

    private static boolean isStartKnown(HistoryEvent event, DbEntityManager entities) {
        if (event instanceof HistoricTaskInstanceEventEntity task) {
            return task.getStartTime() != null;
        }
        if (event instanceof HistoricActivityInstanceEventEntity stay && stay.getEndTime() != null) {
            taskAt(stay, entities).ifPresent(task -> stay.setStartTime(task.getCreateTime()));
        }
        return event instanceof HistoricActivityInstanceEventEntity stay
                && (stay.getEndTime() == null || stay.getStartTime() != null);
    }

    /** The task that somebody has just ended; its making is the beginning of the stay, but for milliseconds. */
    private static Optional<TaskEntity> taskAt(HistoricActivityInstanceEventEntity stay, DbEntityManager entities) {
        return entities.getCachedEntitiesByType(TaskEntity.class).stream()
                .filter(task -> stay.getActivityId().equals(task.getTaskDefinitionKey()))
                .filter(task -> stay.getExecutionId().equals(task.getExecutionId()))
                .findAny();
    }
}
