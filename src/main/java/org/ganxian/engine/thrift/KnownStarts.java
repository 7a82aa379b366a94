package org.ganxian.engine.thrift;

import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;

/** A task's line of history is not read to learn when the task began: the task says so itself. */
class KnownStarts extends DbHistoryEventHandler {

    @Override
    protected void insertOrUpdate(HistoryEvent event) {
        DbEntityManager entities = getDbEntityManager();
        if (event instanceof HistoricTaskInstanceEventEntity task
                && task.getStartTime() != null
                && !isInitialEvent(event)
                && entities.getCachedEntity(event.getClass(), event.getId()) == null) {
            entities.merge(event);
        } else {
            super.insertOrUpdate(event);
        }
    }
}
