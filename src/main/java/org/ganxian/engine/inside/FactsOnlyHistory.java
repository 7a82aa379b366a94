package org.ganxian.engine.inside;

import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.ganxian.engine.variables.EngineFacts;
import org.ganxian.platform.Refusal;

/**
 * Full history, except that of variables only {@link EngineFacts} are kept, of forms nothing that was typed, and nothing
 * that nobody reads (decision 034). It is
 * told of every write, so it is also where a fact is refused that anybody but its flow writes: history would keep it
 * even where the flow overwrites it at once.
 */
class FactsOnlyHistory extends AbstractHistoryLevel {

    /** A case has its own timeline, its own audit and its own clocks; the engine's lines of these were only written. */
    private static final Set<HistoryEventType> READ_BY_NOBODY = Set.of(
            HistoryEventTypes.FORM_PROPERTY_UPDATE,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL,
            HistoryEventTypes.DMN_DECISION_EVALUATE,
            HistoryEventTypes.IDENTITY_LINK_ADD,
            HistoryEventTypes.IDENTITY_LINK_DELETE,
            HistoryEventTypes.JOB_CREATE,
            HistoryEventTypes.JOB_SUCCESS,
            HistoryEventTypes.JOB_DELETE);

    private final KnownFacts facts;

    FactsOnlyHistory(KnownFacts facts) {
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
            Optional<EngineFacts> flow = facts.of(variable.getName());
            if (flow.isPresent() && isWrite(type) && !flow.get().areBeingWritten()) {
                Refusal refusal = Refusal.forbidden("“" + variable.getName() + "”由系统填写，不能提交或修改");
                throw new ProcessEngineException(refusal.getMessage(), refusal);
            }
            return flow.isPresent();
        }
        return !READ_BY_NOBODY.contains(type);
    }

    private static boolean isWrite(HistoryEventType type) {
        return HistoryEventTypes.VARIABLE_INSTANCE_CREATE.equals(type)
                || HistoryEventTypes.VARIABLE_INSTANCE_UPDATE.equals(type);
    }
}
