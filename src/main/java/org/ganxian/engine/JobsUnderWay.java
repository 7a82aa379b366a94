package org.ganxian.engine;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.ManagementServiceImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;

/** What the engine's API does not tell of jobs that are being run or have just been made. */
public final class JobsUnderWay {

    private JobsUnderWay() {}

    /** The timers of an instance, as the database has them, asked for by their instance alone. */
    public static List<Job> timersOf(ManagementService management, String instance) {
        return ((ManagementServiceImpl) management)
                .getCommandExecutor()
                .execute(command -> command.getJobManager().findJobsByProcessInstanceId(instance).stream()
                        .filter(TimerEntity.class::isInstance)
                        .map(Job.class::cast)
                        .toList());
    }

    /** True for the job that this thread is running. */
    public static boolean isRunByThisThread(Job job) {
        CommandContext command = Context.getCommandContext();
        return command != null
                && command.getCurrentJob() != null
                && job.getId().equals(command.getCurrentJob().getId());
    }

    /** The timer on the diagram that this thread is firing, by its id; empty outside of jobs. */
    public static Optional<String> firing() {
        return Optional.ofNullable(Context.getCommandContext())
                .map(CommandContext::getCurrentJob)
                .filter(TimerEntity.class::isInstance)
                .map(JobEntity::getActivityId);
    }

    /** True for a job that a thread has taken to run it; what a dead node had taken is nobody's once its time is over. */
    public static boolean isTaken(Job job) {
        JobEntity taken = (JobEntity) job;
        return taken.getLockOwner() != null
                && (taken.getLockExpirationTime() == null
                        || taken.getLockExpirationTime().after(ClockUtil.getCurrentTime()));
    }

    /**
     * Deletes a job that is not {@linkplain #isTaken taken}. The engine's own way refuses what a dead node has left, too,
     * and reads the job again. Should its thread come back after all, one of both loses by the job's revision.
     */
    public static void delete(ManagementService management, Job job) {
        ((ManagementServiceImpl) management).getCommandExecutor().execute(command -> {
            JobEntity left = command.getDbEntityManager().selectById(JobEntity.class, job.getId());
            if (left != null) {
                left.delete();
            }
            return null;
        });
    }

    /**
     * Gives a job another date. The engine's own way reads it again.
     *
     * @return false for one that is gone since it was found
     */
    public static boolean setDue(ManagementService management, Job job, Date due) {
        return ((ManagementServiceImpl) management).getCommandExecutor().execute(command -> {
            JobEntity there = command.getDbEntityManager().selectById(JobEntity.class, job.getId());
            if (there != null) {
                there.setDuedate(due);
            }
            return there != null;
        });
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
