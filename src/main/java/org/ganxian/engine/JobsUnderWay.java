package org.ganxian.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.runtime.Job;

/** What the engine's API does not tell of jobs that are being run or have just been made. */
public final class JobsUnderWay {

    private JobsUnderWay() {}

    /** True for the job that this thread is running. */
    public static boolean isRunByThisThread(Job job) {
        CommandContext command = Context.getCommandContext();
        return command != null
                && command.getCurrentJob() != null
                && job.getId().equals(command.getCurrentJob().getId());
    }

    /** True for a job that a thread has taken to run it. */
    public static boolean isTaken(Job job) {
        return ((JobEntity) job).getLockOwner() != null;
    }

    /** Forgets a timer that this very command has made: it is not in the database yet, where queries look. */
    public static void forgetJustMade(String instance, String timer) {
        CommandContext command = Context.getCommandContext();
        if (command != null) {
            command.getDbEntityManager().getDbEntityCache().getCachedEntities().stream()
                    .filter(cached -> cached.getEntityState() == DbEntityState.TRANSIENT)
                    .map(CachedDbEntity::getEntity)
                    .filter(TimerEntity.class::isInstance)
                    .map(TimerEntity.class::cast)
                    .filter(job -> instance.equals(job.getProcessInstanceId()) && timer.equals(job.getActivityId()))
                    .toList()
                    .forEach(TimerEntity::delete);
        }
    }
}
