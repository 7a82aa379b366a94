package org.ganxian.sla.recomputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.calendar.CalendarList;
import org.ganxian.calendar.StaffDesk;
import org.ganxian.calendar.imports.CalendarImports;
import org.ganxian.calendar.imports.ShippedCalendar;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.order.Story;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.ResultActions;

/** Changes the calendar of 2026, lets recomputations run batch by batch, and reads what they did. */
@TestComponent
class RecomputationDesk {

    @Autowired
    StaffDesk staff;

    @Autowired
    CalendarImports imports;

    @Autowired
    Recomputations recomputations;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    SlaClocks clocks;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    private String interruptedAt = "";

    /** What moves a deadline of this demand fails, as when a database goes down; null for none any more. */
    void interruptAt(Demand demand) {
        interruptedAt = demand == null ? "" : demand.number();
    }

    @EventListener
    void moved(DeadlineMoved moved) {
        if (moved.number().equals(interruptedAt)) {
            throw new TransientDataAccessResourceException("interrupted");
        }
    }

    /** Its process is gone, and its clocks have not heard of it. */
    void endsBehindTheClocks(Demand demand) {
        runtime.deleteProcessInstance(instance(demand), "test", true, true, true, true);
    }

    /** No case and no recomputation is left of what was before. */
    void clear() {
        runtime.createProcessInstanceQuery()
                .list()
                .forEach(i -> runtime.deleteProcessInstanceIfExists(i.getId(), "test", true, true, true, true));
        for (String table : List.of("recomputation_move", "recomputation", "sla_pause", "sla_clock")) {
            jdbc.update("delete from " + table);
        }
    }

    /** The shipped list of 2026 with these days off as well; answers the import's id. */
    long importsWithDaysOff(String... days) throws Exception {
        String shipped = ShippedCalendar.lists().stream()
                .filter(l -> l.proposal().year() == 2026)
                .map(l -> new String(l.content(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        String more = Arrays.stream(days).map(d -> d + ",HOLIDAY,端午节\n").collect(Collectors.joining());
        return imported(shipped.stripTrailing() + "\n" + more);
    }

    long imported(String list) throws Exception {
        return staff.read(staff.importList(list, "source", "测试用，虚构", "acceptWarnings", "true")
                        .andExpect(status().isCreated()))
                .get("id")
                .asLong();
    }

    void undoes(long list) throws Exception {
        staff.undo("admin", list).andExpect(status().isOk());
    }

    void takesAllImportsBack() throws Exception {
        for (CalendarList list : imports.all()) {
            if (list.isInForce() && !list.isShipped()) {
                undoes(list.id());
            }
        }
        runs();
        ClockUtil.reset();
    }

    /** Moves the clock; no timer fires. */
    void moveClock(Duration time) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
    }

    private List<Job> jobs() {
        return management
                .createJobQuery()
                .processDefinitionKey(Recomputations.PROCESS)
                .list();
    }

    /** The one batch that waits; the minute before the first one is over. */
    Job job() {
        management
                .createJobQuery()
                .processDefinitionKey(Recomputations.PROCESS)
                .timers()
                .list()
                .forEach(minute -> management.executeJob(minute.getId()));
        return jobs().get(0);
    }

    void runsOneBatch() {
        management.executeJob(job().getId());
    }

    void runs() {
        while (!jobs().isEmpty()) {
            runsOneBatch();
        }
    }

    long instances() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(Recomputations.PROCESS)
                .count();
    }

    Recomputation latest() {
        return recomputations.latest().get(0);
    }

    /** Of the latest recomputation. */
    List<RecomputationMove> report() {
        return recomputations.moves(latest().id(), PageRequest.of(0, 200)).getContent();
    }

    List<Job> timers(Demand demand, String timer) {
        return management.createJobQuery().timers().activityId(timer).list().stream()
                .filter(j -> j.getProcessInstanceId().equals(instance(demand)))
                .toList();
    }

    Object variable(Demand demand, String name) {
        return runtime.getVariable(instance(demand), name);
    }

    private String instance(Demand demand) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(demand.number())
                .processDefinitionKey("order")
                .singleResult()
                .getId();
    }

    long version(Demand demand, Milestone step) {
        return jdbc.queryForObject(
                "select version from sla_clock where subject = ? and step = ?",
                Long.class,
                demand.number(),
                step.name());
    }

    void sql(String statement, Object... parameters) {
        jdbc.update(statement, parameters);
    }

    ResultActions as(String username, String path) throws Exception {
        return staff.mvc.perform(get(path).with(httpBasic(username, StaffDesk.PASSWORD)));
    }

    ResultActions asManager(String path) throws Exception {
        return as("manager", path);
    }

    String page(String path) throws Exception {
        return asManager(path)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    SlaClock clock(Demand demand, Milestone step) {
        return clocks.of(demand.number()).stream()
                .filter(c -> c.step() == step)
                .findFirst()
                .orElseThrow();
    }

    Instant timer(Demand demand, Milestone step) {
        return timers(demand, step.dueTimer()).get(0).getDuedate().toInstant();
    }

    /** Clock, timer, task, demand and variable alike. */
    void assertEverythingIsDue(Demand demand, Instant due) {
        assertThat(clock(demand, Milestone.COMPLETION).dueAt()).isEqualTo(due);
        assertThat(timer(demand, Milestone.COMPLETION)).isEqualTo(due);
        Task task = story.taskOf(demand, "screen-order");
        assertThat(task.getDueDate().toInstant()).isEqualTo(due);
        assertThat(demands.get(demand.number()).completionDue()).isEqualTo(due);
        assertThat(variable(demand, "completionDue")).isEqualTo(Date.from(due));
    }
}
