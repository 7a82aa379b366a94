package org.ganxian.city;

import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.BenchedCity;
import org.ganxian.casework.Residents;
import org.ganxian.demand.Demand;
import org.ganxian.demand.NewDemand;
import org.ganxian.escalation.Interventions;
import org.ganxian.order.Orders;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The cases after which a city is made, worked through the product's services: one of each kind. */
final class PatternCases {

    /** Which case is the pattern of which kind, and how many copies of it there are. */
    static final String KINDS = "bench_kind";

    private final ApplicationContext context;
    private final IdentityService identity;
    private final TaskService tasks;
    private final FormService forms;
    private final DataSource database;

    PatternCases(ApplicationContext context, DataSource database) {
        this.context = context;
        this.database = database;
        identity = context.getBean(IdentityService.class);
        tasks = context.getBean(TaskService.class);
        forms = context.getBean(FormService.class);
    }

    void make() {
        Demand rated = order("0908");
        work(rated);
        Demand unsorted = order("00");
        Demand screened = order("0908");
        Demand offered = order("0908");
        step("dispatcher", offered, "screen-order", Map.of("decision", "accept"));
        step("dispatcher", offered, "dispatch-order", Map.of("decision", "open"));
        Demand served = order("0908");
        step("dispatcher", served, "screen-order", Map.of("decision", "accept"));
        step("dispatcher", served, "dispatch-order", Map.of("decision", "open"));
        step("member1", served, "claim-order", contacted());
        Demand supervised = order("0908");
        as("supervisor", () -> context.getBean(Interventions.class).supervise(supervised.number(), "请尽快处理"));
        SingleConnectionDataSource one = alone();
        try {
            JdbcTemplate jdbc = new JdbcTemplate(one);
            jdbc.execute("create table " + KINDS + " (k varchar(1) primary key, number varchar(24), made int)");
            Map.of("C", rated, "T", unsorted, "U", supervised, "S", screened, "O", offered, "H", served)
                    .forEach((key, demand) ->
                            jdbc.update("insert into " + KINDS + " values (?, ?, 0)", key, demand.number()));
        } finally {
            one.destroy();
        }
    }

    private SingleConnectionDataSource alone() {
        try {
            return new SingleConnectionDataSource(database.getConnection(), true);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Demand order(String category) {
        NewDemand lamp = BenchedCity.brokenLamp();
        return context.getBean(Orders.class)
                .place(new NewDemand(
                        null, category, lamp.description(), CopiedCity.PLACE, null, null, null, "陈阿伯", "13900000001",
                        lamp.source(), null, null, null, null));
    }

    private void work(Demand order) {
        step("dispatcher", order, "screen-order", Map.of("decision", "accept"));
        step("dispatcher", order, "dispatch-order", Map.of("decision", "open"));
        step("member1", order, "claim-order", contacted());
        step("member1", order, "serve-order", Map.of("decision", "report", "report", "已换好灯管，当场试过能亮。"));
        step("dispatcher", order, "check-result", Map.of("decision", "approve"));
        context.getBean(Residents.class).rate(order.number(), order.queryCode(), 5, null);
    }

    private static Map<String, Object> contacted() {
        return Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午九点上门");
    }

    private void step(String who, Demand order, String key, Map<String, Object> form) {
        as(who, () -> {
            Task task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(order.number())
                    .taskDefinitionKey(key)
                    .singleResult();
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), who);
            }
            forms.submitTaskForm(task.getId(), form);
        });
    }

    private void as(String who, Runnable work) {
        identity.setAuthentication(
                who,
                identity.createGroupQuery().groupMember(who).list().stream()
                        .map(Group::getId)
                        .toList());
        try {
            work.run();
        } finally {
            identity.clearAuthentication();
        }
    }
}
