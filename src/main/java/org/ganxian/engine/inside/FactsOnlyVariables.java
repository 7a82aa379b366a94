package org.ganxian.engine.inside;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.ganxian.engine.variables.EngineFacts;
import org.ganxian.platform.Refusal;

/**
 * The last look before the engine writes to the database: a variable that is none of the {@link EngineFacts} and still
 * there fails the whole step, whatever door it came through.
 */
class FactsOnlyVariables extends CommandInterceptor implements CommandContextListener {

    private final KnownFacts facts;

    FactsOnlyVariables(KnownFacts facts) {
        this.facts = facts;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Context.getCommandContext().registerCommandContextListener(this);
        return next.execute(command);
    }

    @Override
    public void onCommandContextClose(CommandContext context) {
        List<String> left = context.getDbEntityManager().getDbEntityCache().getCachedEntities().stream()
                .filter(cached -> cached.getEntityState() == DbEntityState.TRANSIENT)
                .map(cached -> cached.getEntity())
                .filter(VariableInstanceEntity.class::isInstance)
                .map(variable -> ((VariableInstanceEntity) variable).getName())
                .filter(name -> !facts.has(name))
                .toList();
        if (!left.isEmpty()) {
            Refusal refusal = Refusal.forbidden("流程中不保存这些内容，请填写在任务表单中：" + String.join("、", left));
            throw new ProcessEngineException(refusal.getMessage(), refusal);
        }
    }

    @Override
    public void onCommandFailed(CommandContext context, Throwable failure) {
        // Nothing is written then.
    }
}
