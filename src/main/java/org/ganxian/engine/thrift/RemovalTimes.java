package org.ganxian.engine.thrift;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.jspecify.annotations.Nullable;

/**
 * Writes into each line of history when it may go, which is set when its process starts and never again (nobody may call
 * what sets it anew, see {@code engine-calls.txt}): read once on a node.
 */
class RemovalTimes extends CacheAwareHistoryEventProducer {

    private final Cache<String, Optional<Date>> known =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** From memory, where the node has the diagram. */
    @Override
    protected @Nullable ProcessDefinitionEntity getProcessDefinitionEntity(String id) {
        ProcessDefinitionEntity known = StandingDefinitions.known(id);
        return known == null ? super.getProcessDefinitionEntity(id) : known;
    }

    /** With the task's own beginning: see {@link KnownStarts}. */
    @Override
    protected HistoricTaskInstanceEventEntity loadTaskInstanceEvent(DelegateTask task) {
        HistoricTaskInstanceEventEntity event = super.loadTaskInstanceEvent(task);
        if (event.getStartTime() == null) {
            event.setStartTime(task.getCreateTime());
        }
        return event;
    }

    @Override
    protected @Nullable HistoricProcessInstanceEventEntity getHistoricRootProcessInstance(String id) {
        Optional<Date> when = known.getIfPresent(id);
        if (when == null) {
            HistoricProcessInstanceEventEntity root = super.getHistoricRootProcessInstance(id);
            if (root != null) {
                known.put(id, Optional.ofNullable(root.getRemovalTime()));
            }
            return root;
        }
        HistoricProcessInstanceEventEntity root = new HistoricProcessInstanceEventEntity();
        root.setRemovalTime(when.orElse(null));
        return root;
    }
}
