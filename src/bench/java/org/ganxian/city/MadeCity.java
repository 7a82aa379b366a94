package org.ganxian.city;

import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * A large city on MySQL: some cases are worked through the product's services, then the database copies every row that
 * they left, in the engine's tables and ours, into other places, days and hands. Copies differ by a fixed arithmetic of
 * their number, so that every run makes the same.
 */
final class MadeCity {

    static final int BRANCHES = 2_000;

    /** As many of each kind of open case stand in the demo's own branch, so that its people have work. */
    private static final int AT_HOME = 150;

    private static final String BRANCH = "350602004001B1";
    private static final String PLACE = "350602004001";
    private static final Set<String> HISTORY =
            Set.of("ACT_HI_PROCINST", "ACT_HI_ACTINST", "ACT_HI_TASKINST", "ACT_HI_VARINST");

    /**
     * A kind of open case and its share.
     *
     * @param key one letter, in its numbers
     */
    record Kind(String key, String number, int cases) {}

    private final ApplicationContext context;
    private final IdentityService identity;
    private final TaskService tasks;
    private final FormService forms;
    private final DataSource database;

    MadeCity(ApplicationContext context, DataSource database) {
        this.context = context;
        this.database = database;
        identity = context.getBean(IdentityService.class);
        tasks = context.getBean(TaskService.class);
        forms = context.getBean(FormService.class);
    }

    /**
     * @param remembered how many closed cases, the latest, the engine still has its history of; cleanup has taken it of
     *     the others
     * @param triage how many of the open ones wait at the city's desk
     */
    void make(int closed, int remembered, int open, int triage) {
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
            jdbc.execute("set foreign_key_checks = 0");
            jdbc.execute("set unique_checks = 0");
            places(jdbc, Math.max(closed, open));
            staff(jdbc);
            closed(jdbc, rated, closed, remembered);
            int supervisions = Math.min(2_000, open / 20);
            int rest = open - triage - supervisions;
            int base = 1;
            for (Kind kind : List.of(
                    new Kind("T", unsorted.number(), triage),
                    new Kind("U", supervised.number(), supervisions),
                    new Kind("S", screened.number(), rest / 2),
                    new Kind("O", offered.number(), rest / 4),
                    new Kind("H", served.number(), rest / 4))) {
                open(jdbc, kind, base++);
            }
            jdbc.update("update calendar_version set units = 'bench'");
            for (String table : jdbc.queryForList(
                    "select table_name from information_schema.tables where table_schema = database()",
                    String.class)) {
                jdbc.queryForList("analyze table " + table);
            }
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
                        null, category, lamp.description(), PLACE, null, null, null, "陈阿伯", "13900000001",
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

    /** {@code bench_copy}: of each copy its place (0 is the demo's own), and how many days ago it is. */
    private void places(JdbcTemplate jdbc, int most) {
        jdbc.execute("create table bench_copy (n int not null primary key, p int not null, days int not null,"
                + " place varchar(24) not null, branch varchar(24) not null, category varchar(6) not null,"
                + " k int not null)");
        jdbc.update("insert into bench_copy values (1, 0, 0, '', '', '', 0)");
        for (int have = 1; have < most; have *= 2) {
            jdbc.update(
                    "insert into bench_copy select n + ?, 0, 0, '', '', '', 0 from bench_copy where n + ? <= ?",
                    have,
                    have,
                    most);
        }
        List<String> districts =
                jdbc.queryForList("select code from unit where kind = 'DISTRICT' order by code", String.class);
        jdbc.update("update bench_copy set p = if(n <= ?, 0, n % ?), k = n % 5", AT_HOME, BRANCHES);
        jdbc.update(
                "update bench_copy set place = if(p = 0, ?, concat(elt(1 + p % ?, '" + String.join("','", districts)
                        + "'), 101 + floor(p / ?) % 10, lpad(1 + floor(p / ?), 3, '0')))",
                PLACE,
                districts.size(),
                districts.size(),
                districts.size() * 10);
        jdbc.update("update bench_copy set branch = if(p = 0, ?, concat(place, 'B1')),"
                + " category = elt(1 + k, '0908', '020101', '010101', '0301', '0405')", BRANCH);
    }

    private void staff(JdbcTemplate jdbc) {
        jdbc.update("insert ignore into unit (code, kind, parent, name, demo) select distinct left(place, 9),"
                + " 'STREET', left(place, 6), concat(left(place, 9), '街道'), false from bench_copy where p > 0");
        jdbc.update("create table bench_all as select * from bench_copy");
        // One copy of each place; those numbers come again as cases.
        jdbc.update("delete from bench_copy where n > ?", BRANCHES + AT_HOME);
        jdbc.update("delete from bench_copy where p = 0");
        jdbc.update("delete c from bench_copy c join bench_copy d on d.p = c.p and d.n < c.n");
        for (int one = 1; one <= 2; one++) {
            String again = "concat('-'," + one + ",b.p)";
            Rows rows = spread(new Rows(jdbc, again));
            List<String> people = one == 1
                    ? List.of("dispatcher", "member1", "member2", "member6")
                    : List.of("member2");
            if (one == 1) {
                rows.of("unit", "code in (?, ?)", PLACE, BRANCH)
                        .named("榕荫社区", "concat('社区', b.p)")
                        .named("榕荫社区党支部", "concat('社区', b.p, '党支部')");
                for (String duty : List.of("dispatcher", "member")) {
                    rows.of("ACT_ID_GROUP", "ID_ = ?", BRANCH + "-" + duty)
                            .of("ACT_RU_AUTHORIZATION", "GROUP_ID_ = ? and RESOURCE_TYPE_ <> 7", BRANCH + "-" + duty)
                            .named(BRANCH + "-" + duty, "concat(b.branch, '-" + duty + "')");
                }
            }
            for (String who : people) {
                rows.of("person", "username = ?", who)
                        .of("assignment", "username = ?", who)
                        .of("ACT_ID_USER", "ID_ = ?", who)
                        .of("ACT_ID_MEMBERSHIP", "USER_ID_ = ?", who)
                        .of("ACT_RU_AUTHORIZATION", "USER_ID_ = ? and RESOURCE_TYPE_ <> 7", who)
                        .named(who, "concat('" + who + "'," + (one == 1 ? "'-',b.p" : again) + ")");
            }
            jdbc.update("update bench_copy set days = 0");
            rows.make(1, BRANCHES + AT_HOME);
        }
        jdbc.execute("drop table bench_copy");
        jdbc.execute("rename table bench_all to bench_copy");
        jdbc.execute("alter table bench_copy add primary key (n)");
    }

    private static Rows spread(Rows rows) {
        return rows.named(BRANCH, "b.branch")
                .named(PLACE, "b.place")
                .named("350602004", "left(b.place, 9)")
                .named("350602", "left(b.place, 6)");
    }

    private Rows pattern(JdbcTemplate jdbc, String number, String key, int base) {
        Rows rows = spread(new Rows(jdbc, "'-" + key + "',b.n"));
        long id = jdbc.queryForObject("select id from demand where number = ?", Long.class, number);
        List<String> instances = jdbc.queryForList(
                "select PROC_INST_ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = ?", String.class, number);
        for (String instance : instances) {
            for (String table : HISTORY) {
                rows.of(table, "PROC_INST_ID_ = ?", instance);
            }
            for (String table : List.of("ACT_RU_EXECUTION", "ACT_RU_TASK", "ACT_RU_VARIABLE", "ACT_RU_EVENT_SUBSCR")) {
                rows.of(table, "PROC_INST_ID_ = ?", instance);
            }
            rows.of("ACT_RU_JOB", "PROCESS_INSTANCE_ID_ = ?", instance);
            String ofTasks = " in (select ID_ from ACT_RU_TASK where PROC_INST_ID_ = ?)";
            rows.of("ACT_RU_IDENTITYLINK", "TASK_ID_" + ofTasks, instance);
            rows.of("ACT_RU_AUTHORIZATION", "RESOURCE_TYPE_ = 7 and RESOURCE_ID_" + ofTasks, instance);
        }
        for (String who : List.of("dispatcher", "member1", "member2", "member6")) {
            rows.named(who, "if(b.p = 0, '" + who + "', concat('" + who + "-', b.p))");
        }
        for (String duty : List.of("dispatcher", "member")) {
            rows.named(BRANCH + "-" + duty, "concat(b.branch, '-" + duty + "')");
        }
        return rows.named(number, "concat('ZZ20250101-" + key + "', b.n)")
                .named("0908", "b.category")
                .named("09", "left(b.category, 2)")
                .with("demand.latitude", "if(b.n % 2, 23.4 + (b.p div 50) * 0.04 + (b.n * 7919 % 1000) / 100000, null)")
                .with("demand.longitude", "if(b.n % 2, 116.8 + (b.p % 50) * 0.03 + (b.n * 104729 % 1000) / 100000, null)")
                .numbered(id, (base * 10_000_000L) + " + b.n")
                .aboutCase(number, id);
    }

    private void closed(JdbcTemplate jdbc, Demand rated, int closed, int remembered) {
        jdbc.update("update bench_copy set days = 1 + (n * 48271 % 2147483647) % 364");
        Rows rows = pattern(jdbc, rated.number(), "C", 10);
        System.out.println("a closed case, rows: " + rows.counts());
        rows.make(1, remembered);
        rows.without(HISTORY).make(remembered + 1, closed);
    }

    private void open(JdbcTemplate jdbc, Kind kind, int base) {
        jdbc.update("update bench_copy set days = n % 10");
        Rows rows = pattern(jdbc, kind.number(), kind.key(), base);
        System.out.println("an open case (" + kind.key() + "), rows: " + rows.counts());
        rows.make(1, kind.cases());
    }
}
