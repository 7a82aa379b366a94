package org.ganxian.engine.jobs;

import java.util.List;
import org.camunda.bpm.engine.impl.jobexecutor.BackoffJobAcquisitionStrategy;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

/**
 * A node takes as many jobs as are set, or none while a batch of those waits for room. When and how often is left to the
 * engine. Its own strategy takes one less for each batch that waits: then jobs come one by one, and many are locked long
 * before their turn. And it takes twice as many each time after two nodes have reached for the same jobs, up to a thousand,
 * which the other node cannot help with.
 */
class EvenAcquisition extends BackoffJobAcquisitionStrategy {

    EvenAcquisition(JobExecutor executor) {
        super(executor);
    }

    @Override
    protected void reconfigureNumberOfJobsToAcquire(JobAcquisitionContext context) {
        jobsToAcquire.clear();
        context.getAcquiredJobsByEngine().keySet().forEach(engine -> {
            boolean waits = !context.getRejectedJobsByEngine()
                    .getOrDefault(engine, List.of())
                    .isEmpty();
            jobsToAcquire.put(engine, waits ? 0 : baseNumJobsToAcquire);
        });
    }
}
