package org.ganxian.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvenAcquisitionTest {

    private static final String ENGINE = "default";

    private final JobAcquisitionContext look = new JobAcquisitionContext();
    private EvenAcquisition acquisition;

    @BeforeEach
    void fortyAtATime() {
        DefaultJobExecutor executor = new DefaultJobExecutor();
        executor.setMaxJobsPerAcquisition(40);
        acquisition = new EvenAcquisition(executor);
    }

    @Test
    void noneIsTakenWhileABatchWaitsForRoom() {
        look.submitAcquiredJobs(ENGINE, new AcquiredJobs(40));
        look.submitRejectedBatch(ENGINE, List.of("ten", "jobs", "together"));
        acquisition.reconfigure(look);

        assertThat(acquisition.getNumJobsToAcquire(ENGINE)).isZero();

        look.reset();
        look.submitAcquiredJobs(ENGINE, new AcquiredJobs(0));
        acquisition.reconfigure(look);

        assertThat(acquisition.getNumJobsToAcquire(ENGINE)).isEqualTo(40);
    }

    @Test
    void noMoreAreTakenAfterAnotherNodeWasQuicker() {
        AcquiredJobs some = new AcquiredJobs(40);
        some.addJobIdBatch("ours");
        some.addJobIdBatch("theirs");
        some.removeJobId("theirs");
        look.submitAcquiredJobs(ENGINE, some);
        acquisition.reconfigure(look);

        assertThat(acquisition.getNumJobsToAcquire(ENGINE)).isEqualTo(40);
        assertThat(acquisition.getWaitTime()).as("the other node's turn").isPositive();
    }
}
