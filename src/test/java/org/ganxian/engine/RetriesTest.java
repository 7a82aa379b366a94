package org.ganxian.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.bpmn.parser.DefaultFailedJobParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.FailedJobRetryConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.BreaksTies;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What fails is tried again, each time after a longer wait: a mistake may be mended, a neighbour may come back. */
@IntegrationTest
@BreaksTies("takes a clock away, so that its timer fails")
@Tag("any-database")
class RetriesTest {

    @Autowired
    Story story;

    @Autowired
    ManagementService management;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    @Test
    void aTimerThatFailsIsTriedAgainWithGrowingWaits() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        jdbc.update("delete from sla_clock where subject = ?", lamp.number());
        List<Duration> waits = new ArrayList<>();
        for (Job job = timer(); job.getRetries() > 0; job = timer()) {
            String id = job.getId();
            assertThatThrownBy(() -> management.executeJob(id)).hasStackTraceContaining("No clock COMPLETION");
            if (timer().getRetries() > 0) {
                waits.add(Duration.between(story.now(), timer().getDuedate().toInstant()));
            }
        }
        assertThat(waits)
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(6));
    }

    private Job timer() {
        return management.createJobQuery().activityId("completion-due").list().get(0);
    }

    @Test
    void everyTimerAndEveryJobOfEveryProcessIsTriedAtLeastFiveTimes() {
        List<ActivityImpl> withJobs = new ArrayList<>();
        for (ProcessDefinition one :
                repository.createProcessDefinitionQuery().latestVersion().list()) {
            collect((ProcessDefinitionEntity) repository.getProcessDefinition(one.getId()), withJobs);
        }
        assertThat(withJobs)
                .hasSizeGreaterThan(20)
                .allSatisfy(activity -> assertThat(retries(activity)).isGreaterThanOrEqualTo(5));
    }

    private static void collect(ScopeImpl scope, List<ActivityImpl> found) {
        for (ActivityImpl activity : scope.getActivities()) {
            String type = String.valueOf(activity.getProperty("type"));
            if (activity.isAsyncBefore() || activity.isAsyncAfter() || type.contains("Timer")) {
                found.add(activity);
            }
            collect(activity, found);
        }
    }

    private static int retries(ActivityImpl activity) {
        FailedJobRetryConfiguration cycle =
                activity.getProperties().get(DefaultFailedJobParseListener.FAILED_JOB_CONFIGURATION);
        assertThat(cycle).as(activity.getId()).isNotNull();
        return cycle.getRetries();
    }
}
