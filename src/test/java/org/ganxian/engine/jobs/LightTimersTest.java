package org.ganxian.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultAcquireJobsCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.IntegrationTest;
import org.ganxian.engine.LightTimers;
import org.ganxian.engine.OutsideWork;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A Monday's warnings, as a node's job executor takes and runs them. */
@IntegrationTest
class LightTimersTest {

    @Autowired
    Story story;

    @Autowired
    ManagementService management;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ObjectProvider<OutsideWork> outsideWork;

    @Autowired
    ObjectProvider<LightTimers> lightTimers;

    private ProcessEngineConfigurationImpl configuration;
    private JobExecutor idle;
    private NodeJobExecutor node;

    @BeforeEach
    void aNodeThatRunsJobs() {
        configuration = ((ProcessEngineImpl) engine).getProcessEngineConfiguration();
        idle = configuration.getJobExecutor();
        node = new NodeJobExecutor(jdbc, outsideWork, lightTimers) {
            {
                acquireJobsCmdFactory = new DefaultAcquireJobsCommandFactory(this);
            }

            @Override
            public boolean isActive() {
                return true;
            }
        };
        configuration.setJobExecutor(node);
    }

    @AfterEach
    void nobodyRunsJobs() {
        configuration.setJobExecutor(idle);
    }

    @Test
    void warningsOfDifferentCasesFireAFewAtATimeAndEachOnce() {
        List<String> lamps = lampsToWarnOf(12);

        assertThat(run()).containsExactlyInAnyOrder(10, 2);

        assertThat(lamps).allSatisfy(lamp -> assertThat(warnings(lamp)).isEqualTo(1));
        assertThat(warningJobs()).isEmpty();
    }

    @Test
    void whatIsWrongWithOneCaseIsCountedForItAloneAndHoldsNoOther() {
        List<String> lamps = lampsToWarnOf(3);
        String nobodys = "ZZ20200101-000000";
        rename(lamps.get(1), nobodys);

        assertThat(run()).containsExactly(3);

        assertThat(lamps.stream().map(this::warnings)).containsExactly(1, 0, 1);
        assertThat(warningJobs()).singleElement().satisfies(job -> {
            assertThat(job.getExceptionMessage()).isNotNull();
            assertThat(job.getRetries()).isPositive();
        });
        rename(nobodys, lamps.get(1));
        management.executeJob(warningJobs().get(0).getId());
        assertThat(warnings(lamps.get(1))).isEqualTo(1);
    }

    private void rename(String from, String to) {
        jdbc.update("update ACT_RU_EXECUTION set BUSINESS_KEY_ = ? where BUSINESS_KEY_ = ?", to, from);
    }

    private List<String> lampsToWarnOf(int count) {
        List<String> lamps = IntStream.range(0, count)
                .mapToObj(n -> story.aBrokenLamp().number())
                .toList();
        // MySQL rounds the engine's times to the second, up as well.
        Date due = Date.from(Instant.now().minusSeconds(1));
        jdbc.update("update sla_clock set warn_at = ? where step = 'DISPATCH'", due);
        warningJobs().forEach(job -> management.setJobDuedate(job.getId(), due));
        return lamps;
    }

    private List<Job> warningJobs() {
        return management.createJobQuery().activityId("dispatch-warning").list();
    }

    private int warnings(String lamp) {
        return jdbc.queryForObject(
                "select count(*) from timeline_entry t join demand d on d.id = t.demand_id where d.number = ? and t.step ="
                        + " 'WARNED'",
                Integer.class,
                lamp);
    }

    /**
     * Runs those that were put together; what else is due at this hour is left alone.
     *
     * @return how many jobs were run by each thread
     */
    private List<Integer> run() {
        List<List<String>> batches =
                configuration
                        .getCommandExecutorTxRequired()
                        .execute(node.getAcquireJobsCmd(50))
                        .getJobIdBatches()
                        .stream()
                        .filter(LightJobs.Few.class::isInstance)
                        .toList();
        batches.forEach(jobs ->
                node.getExecuteJobsRunnable(jobs, (ProcessEngineImpl) engine).run());
        return batches.stream().map(List::size).collect(Collectors.toList());
    }
}
