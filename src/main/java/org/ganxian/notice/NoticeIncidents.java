package org.ganxian.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Keeps a row of the outbox FAILED for exactly as long as its job has an incident in Cockpit. The engine makes the
 * incident itself, beside this.
 */
@Component
class NoticeIncidents extends AbstractCamundaConfiguration implements IncidentHandler {

    private final ObjectProvider<Outbox> outbox;

    NoticeIncidents(ObjectProvider<Outbox> outbox) {
        this.outbox = outbox;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<IncidentHandler> handlers = engine.getCustomIncidentHandlers() == null
                ? new ArrayList<>()
                : new ArrayList<>(engine.getCustomIncidentHandlers());
        handlers.add(this);
        engine.setCustomIncidentHandlers(handlers);
        // Beside the engine's own handler instead of in its place.
        engine.setCompositeIncidentHandlersEnabled(true);
    }

    @Override
    public String getIncidentHandlerType() {
        return Incident.FAILED_JOB_HANDLER_TYPE;
    }

    @Override
    public Incident handleIncident(IncidentContext context, String message) {
        onNotice(context, id -> outbox.getObject().giveUp(id));
        return null;
    }

    @Override
    public void resolveIncident(IncidentContext context) {
        onNotice(context, id -> outbox.getObject().tryAgain(id));
    }

    @Override
    public void deleteIncident(IncidentContext context) {
        // The instance was deleted: nobody will send it any more.
    }

    private static void onNotice(IncidentContext context, Consumer<String> change) {
        if (context.getExecutionId() == null) {
            return;
        }
        ExecutionEntity execution =
                Context.getCommandContext().getExecutionManager().findExecutionById(context.getExecutionId());
        if (execution != null
                && Outbox.PROCESS.equals(execution.getProcessDefinition().getKey())
                && execution.getProcessBusinessKey() != null) {
            change.accept(execution.getProcessBusinessKey());
        }
    }
}
