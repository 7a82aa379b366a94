package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeStories.NUMBER;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.order.Story;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Old notices go, night by night; what nobody read stays a year, and what was never sent. So does the engine's history, without the case. */
@IntegrationTest
class RetentionTest {

    private static final List<String> HISTORY =
            List.of("ACT_HI_PROCINST", "ACT_HI_ACTINST", "ACT_HI_TASKINST", "ACT_HI_VARINST");

    @Autowired
    NoticeStories stories;

    @Autowired
    ManagementService management;

    @Autowired
    HistoryService history;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @BeforeEach
    void nothingIsThere() {
        stories.clear();
    }

    private void inInbox(String title, Duration toldAgo, Duration readAgo) {
        jdbc.update(
                "insert into notice_inbox (username, kind, demand_number, title, body, told_at, read_at)"
                        + " values ('manager', 'SLA_WARNING', ?, ?, '内容', ?, ?)",
                NUMBER,
                title,
                ago(toldAgo),
                readAgo == null ? null : ago(readAgo));
    }

    private void inOutbox(String id, String state, Duration toldAgo, Duration sentAgo) {
        jdbc.update(
                "insert into notice_outbox (id, channel, kind, demand_number, title, body, told_at, state, attempts, sent_at)"
                        + " values (?, 'WEBHOOK', 'SLA_WARNING', ?, '标题', '内容', ?, ?, 1, ?)",
                id,
                NUMBER,
                ago(toldAgo),
                state,
                sentAgo == null ? null : ago(sentAgo));
    }

    private static Timestamp ago(Duration time) {
        return Timestamp.from(Instant.now().minus(time));
    }

    private Job nightly() {
        return management
                .createJobQuery()
                .processDefinitionKey("notice-retention")
                .singleResult();
    }

    @Test
    void theEnginesHistoryOfACaseGoesWhenItsTimeIsOverAndTheCaseStays() {
        Demand ended = ended();
        Demand other = ended();
        assertThat(historyOf(ended)).isGreaterThan(5).isEqualTo(historyOf(other));
        for (String table : HISTORY) {
            jdbc.update(
                    "update " + table + " set REMOVAL_TIME_ = ? where ROOT_PROC_INST_ID_ = ?",
                    ago(Duration.ofDays(1)),
                    instanceOf(ended));
        }
        int stays = staysOf(ended);
        // Off while tests run, see IntegrationTest.
        engine.setHistoryCleanupEnabled(true);
        try {
            history.cleanUpHistoryAsync(true);
            history.findHistoryCleanupJobs().forEach(job -> management.executeJob(job.getId()));
        } finally {
            history.findHistoryCleanupJobs().forEach(job -> management.deleteJob(job.getId()));
            engine.setHistoryCleanupEnabled(false);
        }
        assertThat(instanceOf(ended)).isNull();
        assertThat(historyOf(other)).isGreaterThan(5);
        assertThat(staysOf(ended)).as("what figures read").isEqualTo(stays).isPositive();
        assertThat(demands.timeline(demands.get(ended.number()))).isNotEmpty();
    }

    private Demand ended() {
        Demand lamp = story.aBrokenLamp();
        story.withdraws(lamp);
        return lamp;
    }

    private @Nullable String instanceOf(Demand demand) {
        HistoricProcessInstance found = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(demand.number())
                .singleResult();
        return found == null ? null : found.getId();
    }

    private int historyOf(Demand demand) {
        return HISTORY.stream()
                .mapToInt(table -> jdbc.queryForObject(
                        "select count(*) from " + table + " where ROOT_PROC_INST_ID_ = ?",
                        Integer.class,
                        instanceOf(demand)))
                .sum();
    }

    private int staysOf(Demand demand) {
        return jdbc.queryForObject(
                "select count(*) from insight_wait where number = ?", Integer.class, demand.number());
    }

    @Test
    void whatWasReadOrSentLongAgoIsForgottenAndNothingElse() {
        inInbox("read long ago", Duration.ofDays(200), Duration.ofDays(91));
        inInbox("read lately", Duration.ofDays(200), Duration.ofDays(89));
        inInbox("never read", Duration.ofDays(364), null);
        inInbox("never read in a year", Duration.ofDays(366), null);
        inOutbox("sent long ago", "SENT", Duration.ofDays(40), Duration.ofDays(31));
        inOutbox("sent lately", "SENT", Duration.ofDays(40), Duration.ofDays(29));
        inOutbox("dropped long ago", "DROPPED", Duration.ofDays(31), null);
        inOutbox("dropped lately", "DROPPED", Duration.ofDays(29), null);
        inOutbox("failed", "FAILED", Duration.ofDays(200), null);
        inOutbox("waiting", "WAITING", Duration.ofDays(200), null);

        management.executeJob(nightly().getId());

        assertThat(jdbc.queryForList("select title from notice_inbox", String.class))
                .containsExactlyInAnyOrder("read lately", "never read");
        assertThat(jdbc.queryForList("select id from notice_outbox", String.class).stream()
                        .map(String::strip))
                .containsExactlyInAnyOrder("sent lately", "dropped lately", "failed", "waiting");
        Set<String> walked = history.createHistoricActivityInstanceQuery().finished().list().stream()
                .filter(a -> a.getProcessDefinitionKey().equals("notice-retention"))
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toSet());
        Set<String> drawn = new HashSet<>();
        repository
                .getBpmnModelInstance(nightly().getProcessDefinitionId())
                .getModelElementsByType(FlowNode.class)
                .forEach(node -> drawn.add(node.getId()));
        assertThat(walked).isEqualTo(drawn).hasSize(3);
    }

    @Test
    void itComesBackAtHalfPastTwoInTheNight() {
        management.executeJob(nightly().getId());
        Instant next = nightly().getDuedate().toInstant();
        assertThat(next).isAfter(Instant.now());
        // The engine counts in the JVM's zone, which the application sets to UTC.
        assertThat(LocalTime.ofInstant(next, ZoneOffset.systemDefault())).isEqualTo(LocalTime.of(18, 30));
    }
}
