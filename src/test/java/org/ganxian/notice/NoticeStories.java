package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the tests of notices do again and again. */
@TestComponent
class NoticeStories {

    static final String NUMBER = "ZZ20261124-000001";
    static final Notice WARNING = new Notice("SLA_WARNING", NUMBER, "诉求快到期：首次响应", "首次响应还剩 30 分钟。\n请尽快联系群众。");

    final JdbcTemplate jdbc;
    final ManagementService management;
    private final Notices notices;
    private final People people;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    NoticeStories(
            JdbcTemplate jdbc,
            ManagementService management,
            Notices notices,
            People people,
            RuntimeService runtime,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.management = management;
        this.notices = notices;
        this.people = people;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    /** Somebody new, whose inbox is empty. */
    String somebody(String email) {
        String username = "somebody" + UUID.randomUUID().toString().substring(0, 8);
        people.add(new Person(username, "新人", null, "350602004", Duty.CLERK, null), "ganxian");
        people.setEmail(username, email);
        return username;
    }

    void tell(Notice notice, String... usernames) {
        transaction.executeWithoutResult(t -> notices.tell(List.of(usernames), notice));
    }

    /** The only row that waits, failed or not, as a new test finds and leaves none. */
    Map<String, Object> row() {
        return jdbc.queryForMap("select * from notice_outbox");
    }

    List<Map<String, Object>> rows() {
        return jdbc.queryForList("select * from notice_outbox order by channel, recipient");
    }

    Job job() {
        return management.createJobQuery().processDefinitionKey("notice").singleResult();
    }

    /** Those that are due at once: MySQL rounds that to a second, which may be the next one. */
    List<Job> dueJobs() {
        return management
                .createJobQuery()
                .processDefinitionKey("notice")
                .withRetriesLeft()
                .active()
                .duedateLowerThan(new Date(ClockUtil.getCurrentTime().getTime() + 1000))
                .list();
    }

    void runDueJobs() {
        dueJobs().forEach(job -> management.executeJob(job.getId()));
    }

    void startAgain(String outboxId) {
        runtime.startProcessInstanceByKey("notice", outboxId);
    }

    long incidents() {
        return runtime.createIncidentQuery().incidentType("failedJob").count();
    }

    long instances() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("notice")
                .count();
    }

    /** Nothing is left from the test before. */
    void clear() {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey("notice")
                .list()
                .forEach(i -> runtime.deleteProcessInstance(i.getId(), "test"));
        jdbc.update("delete from notice_outbox");
        jdbc.update("delete from notice_inbox");
        assertThat(instances()).isZero();
    }

    /** Of the notice that this job is to send. */
    public String keyOf(Job job) {
        return runtime.createProcessInstanceQuery()
                .processInstanceId(job.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
    }
}
