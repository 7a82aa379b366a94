package org.ganxian.engine.jobs;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionStrategy;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.ganxian.engine.LightTimers;
import org.ganxian.engine.OutsideWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Spring's job executor with locks that live as long as the node, and with threads of their own for {@link OutsideWork}. */
class NodeJobExecutor extends SpringJobExecutor {

    /** A mail server that hangs holds so many threads, and no others. */
    private static final int OUTSIDE_THREADS = 4;

    private static final int OUTSIDE_QUEUE = 1000;

    /** After which what found no room there is offered again, to any node. */
    private static final int LATER_MILLIS = 30_000;

    private final JdbcTemplate jdbc;
    private final WaitingOutside waiting;
    private final LightJobs light;
    private @Nullable LockedJobs locks;
    private @Nullable ThreadPoolExecutor outside;

    NodeJobExecutor(
            JdbcTemplate jdbc, ObjectProvider<OutsideWork> outsideWork, ObjectProvider<LightTimers> lightTimers) {
        this.jdbc = jdbc;
        this.waiting = new WaitingOutside(jdbc, outsideWork);
        this.light = new LightJobs(new NamedParameterJdbcTemplate(jdbc), lightTimers);
    }

    /** Whoever takes jobs learns at once which of them wait outside: asked of each by itself, deadlines would ask, too. */
    @Override
    public Command<AcquiredJobs> getAcquireJobsCmd(int jobs) {
        Command<AcquiredJobs> acquire = super.getAcquireJobsCmd(jobs);
        return context -> {
            AcquiredJobs acquired = acquire.execute(context);
            waiting.lookAt(acquired.getJobIdBatches());
            light.gather(acquired.getJobIdBatches());
            return acquired;
        };
    }

    @Override
    protected void ensureInitialization() {
        super.ensureInitialization();
        acquireJobsRunnable = new SequentialJobAcquisitionRunnable(this) {
            @Override
            protected JobAcquisitionStrategy initializeAcquisitionStrategy() {
                return new EvenAcquisition(jobExecutor);
            }
        };
    }

    @Override
    protected void startExecutingJobs() {
        locks = new LockedJobs(jdbc, getLockOwner(), getLockTimeInMillis());
        locks.start();
        outside = new ThreadPoolExecutor(
                OUTSIDE_THREADS,
                OUTSIDE_THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(OUTSIDE_QUEUE),
                new CustomizableThreadFactory("outside-"));
        outside.allowCoreThreadTimeOut(true);
        super.startExecutingJobs();
    }

    @Override
    protected void stopExecutingJobs() {
        super.stopExecutingJobs();
        if (outside != null) {
            outside.shutdown();
        }
        if (locks != null) {
            locks.stop();
        }
    }

    @Override
    public Runnable getExecuteJobsRunnable(List<String> jobs, ProcessEngineImpl engine) {
        Runnable run = jobs instanceof LightJobs.Few
                ? new FiredTogether(List.copyOf(jobs), engine)
                : super.getExecuteJobsRunnable(jobs, engine);
        LockedJobs locked = locks;
        if (locked == null) {
            return run;
        }
        // Held from now on, since they may wait for a thread.
        List<String> ours = List.copyOf(jobs);
        locked.hold(ours);
        return () -> {
            boolean handedOn = false;
            try {
                handedOn = ours.size() == 1 && handOn(ours.get(0), run, engine, locked);
                if (!handedOn) {
                    run.run();
                }
            } finally {
                if (!handedOn) {
                    locked.release(ours);
                }
            }
        };
    }

    /** @return whether somebody else sees to it */
    private boolean handOn(String job, Runnable run, ProcessEngineImpl engine, LockedJobs locked) {
        ThreadPoolExecutor threads = outside;
        Optional<WaitingOutside.Job> found = threads == null ? Optional.empty() : waiting.forget(job);
        if (threads == null || found.isEmpty()) {
            return false;
        }
        OutsideWork work = found.get().work();
        try {
            threads.execute(() -> {
                try {
                    work.doFor(found.get().key());
                    run.run();
                } finally {
                    work.forget();
                    locked.release(List.of(job));
                }
            });
        } catch (RejectedExecutionException full) {
            locked.release(List.of(job));
            later(job, engine);
        }
        return true;
    }

    private static void later(String job, ProcessEngineImpl engine) {
        engine.getProcessEngineConfiguration().getCommandExecutorTxRequired().execute(context -> {
            JobEntity waiting = context.getJobManager().findJobById(job);
            if (waiting != null) {
                waiting.setDuedate(new Date(ClockUtil.getCurrentTime().getTime() + LATER_MILLIS));
                waiting.unlock();
            }
            return null;
        });
    }
}
