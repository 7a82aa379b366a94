package org.ganxian.platform;

import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.springframework.beans.factory.ObjectProvider;

/** Full history, except that of variables only {@link EngineFacts} are kept and of forms nothing that was typed. */
class FactsOnlyHistory extends AbstractHistoryLevel {

    private final ObjectProvider<EngineFacts> facts;

    FactsOnlyHistory(ObjectProvider<EngineFacts> facts) {
        this.facts = facts;
    }

    @Override
    public int getId() {
        return 60;
    }

    @Override
    public String getName() {
        return "facts-only";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, Object entity) {
        if (entity instanceof VariableInstance variable) {
            return facts.stream().anyMatch(f -> f.names().contains(variable.getName()));
        }
        return !HistoryEventTypes.FORM_PROPERTY_UPDATE.equals(type);
    }
}
