package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells what people do, as they would do it: claim, fill in a form, wait. */
@TestComponent
public class Story {

    /** A community with its own branch, whose members are member1, member2 and member6. */
    public static final String RONGYIN = "350602004001";

    /** 民政 / 社会服务: branches serve it. */
    public static final String SOCIAL_SERVICE = "0908";

    public static final String RONGYIN_BRANCH = "350602004001B1";

    @Autowired
    Orders orders;

    @Autowired
    Demands demands;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    JdbcTemplate jdbc;

    /** A resident of 榕荫 whose lamp is broken: an order for the branch. */
    public Demand aBrokenLamp() {
        return placed(SOCIAL_SERVICE, "楼道里的灯坏了，老人夜里上下楼看不清，请人来换一下。", RONGYIN);
    }

    public Demand placed(String category, String text, String place) {
        return orders.place(new NewDemand(
                null,
                category,
                text,
                place,
                "榕荫里 3 号楼 2 单元",
                null,
                null,
                "陈阿伯",
                "13900000001",
                Source.PORTAL,
                null,
                null,
                null,
                null));
    }

    public <T> T as(String username, Supplier<T> work) {
        List<String> groups = identity.createGroupQuery().groupMember(username).list().stream()
                .map(Group::getId)
                .toList();
        identity.setAuthentication(username, groups);
        try {
            return work.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    public void claims(String username, Demand demand, String task) {
        String id = taskOf(demand, task).getId();
        as(username, () -> {
            tasks.claim(id, username);
            return null;
        });
    }

    /** Fills in the form of a task that this person holds; claims it first when nobody does. */
    public void completes(String username, Demand demand, String task, Map<String, Object> form) {
        Task open = taskOf(demand, task);
        as(username, () -> {
            if (open.getAssignee() == null) {
                tasks.claim(open.getId(), username);
            }
            forms.submitTaskForm(open.getId(), form);
            return null;
        });
    }

    public Task taskOf(Demand demand, String key) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(demand.number())
                .taskDefinitionKey(key)
                .singleResult();
        assertThat(task).as("task %s of %s", key, demand.number()).isNotNull();
        return task;
    }

    /** Supervision aside. */
    List<String> openTasks(Demand demand) {
        return openTasks(demand, "order");
    }

    /** Keys of the tasks that a process has open for this case. */
    public List<String> openTasks(Demand demand, String process) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(demand.number())
                .processDefinitionKey(process)
                .list()
                .stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    public void accepts(Demand demand) {
        completes("dispatcher", demand, "screen-order", Map.of("decision", "accept"));
    }

    public void offersToAll(Demand demand) {
        completes(
                "dispatcher",
                demand,
                "dispatch-order",
                Map.of("decision", "open", "skills", "电工", "visitWindow", "周六上午"));
    }

    void names(Demand demand, String member) {
        completes("dispatcher", demand, "dispatch-order", Map.of("decision", "named", "member", member));
    }

    public void contacts(String member, Demand demand) {
        completes(
                member,
                demand,
                "claim-order",
                Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午九点上门"));
    }

    void reports(String member, Demand demand) {
        completes(member, demand, "serve-order", Map.of("decision", "report", "report", "已换好灯管，当场试过能亮。"));
    }

    void approves(Demand demand) {
        completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
    }

    /** Everything from screening to completion by this member. */
    void servedBy(String member, Demand demand) {
        accepts(demand);
        offersToAll(demand);
        contacts(member, demand);
        reports(member, demand);
        approves(demand);
    }

    public Demand rates(Demand demand, int grade) {
        return orders.rate(demand.number(), demand.queryCode(), grade, null);
    }

    public Demand withdraws(Demand demand) {
        return orders.withdraw(demand.number(), demand.queryCode(), null);
    }

    /** Tells what happens while the table of limits says something else in one place of it. */
    public void withPolicy(String place, String instead, Runnable story) {
        String deployment = deployed("sla-policy.dmn", changed("sla-policy.dmn", place, instead));
        try {
            story.run();
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    /** Tells what happens while a table that nobody has checked is in force, as one from before the checks could be. */
    public void withBrokenTable(String table, String place, String instead, Runnable story) {
        String deployment = deployed(table, shipped(table));
        try {
            jdbc.update(
                    "update ACT_GE_BYTEARRAY set BYTES_ = ? where DEPLOYMENT_ID_ = ? and NAME_ = ?",
                    changed(table, place, instead).getBytes(StandardCharsets.UTF_8),
                    deployment,
                    table);
            engine.getDeploymentCache().discardDecisionDefinitionCache();
            story.run();
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    private String deployed(String table, String content) {
        return repository.createDeployment().addString(table, content).deploy().getId();
    }

    private static String changed(String table, String place, String instead) {
        String changed = shipped(table).replaceFirst(place, instead);
        assertThat(changed).isNotEqualTo(shipped(table));
        return changed;
    }

    private static String shipped(String table) {
        try {
            return Files.readString(Path.of("processes", table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Monday, 8 June 2026, 09:00 in Zhangzhou: an ordinary week in the summer hours, 08:00 to 12:00 and 15:00 to 18:00. */
    public void isAWorkingMorning() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-06-08T01:00:00Z")));
    }

    /** Moves the engine's clock and lets every timer that is due fire. */
    public void passes(Duration time) {
        ClockUtil.setCurrentTime(Date.from(now().plus(time)));
        List<Job> due;
        while (!(due = management
                        .createJobQuery()
                        .timers()
                        .active()
                        .duedateLowerThan(ClockUtil.getCurrentTime())
                        .orderByJobDuedate()
                        .asc()
                        .listPage(0, 1))
                .isEmpty()) {
            locked(due.get(0).getId());
            management.executeJob(due.get(0).getId());
        }
    }

    /** As the job executor does before it executes a job: what may not be done to a locked job then fails here, too. */
    private void locked(String job) {
        engine.getCommandExecutorTxRequired().execute(command -> {
            JobEntity entity = command.getJobManager().findJobById(job);
            entity.setLockOwner("story");
            entity.setLockExpirationTime(Date.from(now().plus(Duration.ofMinutes(5))));
            return null;
        });
    }

    public Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    public Status statusOf(Demand demand) {
        return demands.get(demand.number()).status();
    }

    public List<Step> stepsOf(Demand demand) {
        return demands.timeline(demands.get(demand.number())).stream()
                .map(TimelineEntry::step)
                .toList();
    }

    /** The process is over and has left nothing: no task, job or subscription. */
    void assertEndedAt(Demand demand, String endEvent) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(demand.number())
                        .count())
                .isZero();
        var instance = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(demand.number())
                .processDefinitionKey("order")
                .orderByProcessInstanceStartTime()
                .desc()
                .list()
                .get(0);
        assertThat(instance.getEndActivityId()).isEqualTo(endEvent);
        assertThat(tasks.createTaskQuery().processInstanceId(instance.getId()).count())
                .isZero();
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
        assertThat(runtime.createEventSubscriptionQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
    }
}
