package org.ganxian.engine.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.ganxian.engine.FailureListener;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells what listens when a job gets an incident and when that is resolved. The engine makes the incident itself, beside this. */
@Component
@Slf4j
class FailedJobs extends AbstractCamundaConfiguration implements IncidentHandler {

    private final ObjectProvider<FailureListener> listeners;

    FailedJobs(ObjectProvider<FailureListener> listeners) {
        this.listeners = listeners;
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
    public @Nullable Incident handleIncident(IncidentContext context, String message) {
        log.error(
                "Job {} of {} is given up until an operator tries it again: {}",
                context.getConfiguration(),
                context.getProcessDefinitionId(),
                message);
        tell(context, FailureListener::failed);
        return null;
    }

    @Override
    public void resolveIncident(IncidentContext context) {
        tell(context, FailureListener::resolved);
    }

    @Override
    public void deleteIncident(IncidentContext context) {
        // The instance was deleted: nobody will try it any more.
    }

    private void tell(IncidentContext context, BiConsumer<FailureListener, String> what) {
        if (context.getExecutionId() == null) {
            return;
        }
        ExecutionEntity execution =
                Context.getCommandContext().getExecutionManager().findExecutionById(context.getExecutionId());
        if (execution != null && execution.getProcessBusinessKey() != null) {
            String process = execution.getProcessDefinition().getKey();
            listeners.stream()
                    .filter(listener -> listener.process().equals(process))
                    .forEach(listener -> what.accept(listener, execution.getProcessBusinessKey()));
        }
    }
}
