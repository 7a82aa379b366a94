package org.ganxian.engine.jobs;

import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.management.Metrics;

/**
 * Runs some jobs in one transaction. Should that fail, nothing of it has happened, and each runs by itself as the engine
 * has it: what is wrong with one of them is counted for that one alone.
 */
@Slf4j
class FiredTogether extends ExecuteJobsRunnable {

    private boolean isTried;
    private boolean isDone;

    FiredTogether(List<String> jobs, ProcessEngineImpl engine) {
        super(jobs, engine);
    }

    /** The engine asks for one after the other; with the first, all are run. */
    @Override
    protected void executeJob(String job, CommandExecutor executor, JobFailureCollector failure) {
        if (!isTried) {
            isTried = true;
            isDone = areDone(executor);
        }
        if (!isDone || !jobIds.contains(job)) {
            super.executeJob(job, executor, failure);
        }
    }

    private boolean areDone(CommandExecutor executor) {
        try {
            executor.execute(command -> {
                jobIds.forEach(one -> new ExecuteJobsCmd(one, new JobFailureCollector(one)).execute(command));
                return null;
            });
            countAsDone();
            return true;
        } catch (RuntimeException oneFailed) {
            log.debug("{} jobs are run one by one", jobIds.size(), oneFailed);
            return false;
        }
    }

    /** As the engine does of each. */
    private void countAsDone() {
        ProcessEngineConfigurationImpl engine = processEngine.getProcessEngineConfiguration();
        if (engine.isMetricsEnabled()) {
            engine.getMetricsRegistry().markOccurrence(Metrics.JOB_SUCCESSFUL, jobIds.size());
        }
    }
}
