package org.ganxian.city;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.GanxianApplication;
import org.ganxian.SentToDatabase;
import org.ganxian.insight.days.DaySums;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What people wait for in a large city, over HTTP, as the persons who ask: the first call after a start, the median and
 * the 95th percentile of 50 more, and what a call sends to the database, reads there and allocates. The city is made
 * when the database (of {@code GANXIAN_TEST_JDBC_URL}, which must allow {@code ganxian_city_*}) has none yet and stays
 * there for the next run.
 */
final class CityBenchmark {

    private static final int CLOSED = Integer.getInteger("city.closed", 10_000);
    private static final int OPEN = Integer.getInteger("city.open", 2_000);
    private static final int TRIAGE = Integer.getInteger("city.triage", OPEN * 22 / 100);
    private static final int REMEMBERED = Integer.getInteger("city.remembered", CLOSED);
    private static final int CALLS = Integer.getInteger("city.calls", 50);
    private static final int BEFORE = 5;
    private static final String ONLY = System.getProperty("city.only", "");

    private static final String COCKPIT = "/camunda/api/cockpit/plugin/ganxian/default";
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final String url;
    private final ConfigurableApplicationContext context;
    private final JdbcTemplate jdbc;
    private final int port;

    private CityBenchmark(String url, ConfigurableApplicationContext context) {
        this.url = url;
        this.context = context;
        jdbc = context.getBean(JdbcTemplate.class);
        port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    public static void main(String[] arguments) throws Exception {
        String server = System.getenv().getOrDefault("GANXIAN_TEST_JDBC_URL", "");
        if (server.isEmpty()) {
            System.out.println("GANXIAN_TEST_JDBC_URL names no MySQL; a city is measured there only.");
            return;
        }
        String name = System.getProperty("city.database", "ganxian_city_" + CLOSED);
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute("create database if not exists " + name + " character set utf8mb4");
        }
        String url = server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
        boolean isMade = isMade(url);
        if (!isMade) {
            try (ConfigurableApplicationContext context = start(url)) {
                new PatternCases(context, context.getBean(DataSource.class)).make();
            }
            long begin = System.nanoTime();
            try (CopiedCity city = new CopiedCity(url)) {
                city.grow(CLOSED, REMEMBERED, OPEN, TRIAGE);
            }
            System.out.printf(
                    "%,d closed and %,d open cases made in %.0f s%n",
                    CLOSED, OPEN, (System.nanoTime() - begin) / 1e9);
        }
        long begin = System.nanoTime();
        try (ConfigurableApplicationContext context = start(url)) {
            System.out.printf("started in %.1f s%n", (System.nanoTime() - begin) / 1e9);
            sum(context.getBean(DaySums.class));
            new CityBenchmark(url, context).run();
            if (Boolean.getBoolean("city.stay")) {
                System.out.println("stays on " + url + " port " + context.getEnvironment().getProperty("local.server.port"));
                Thread.currentThread().join();
            }
        }
        System.exit(0);
    }

    /** What the night does. */
    private static void sum(DaySums sums) {
        long begin = System.nanoTime();
        int jobs = 0;
        while (sums.hasMore()) {
            sums.next();
            jobs++;
        }
        if (jobs > 0) {
            System.out.printf("days summed by %d jobs in %.0f s%n", jobs, (System.nanoTime() - begin) / 1e9);
        }
    }

    private static boolean isMade(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet found = connection.getMetaData().getTables(connection.getCatalog(), null, CopiedCity.MADE, null)) {
            return found.next();
        }
    }

    static ConfigurableApplicationContext start(String url) {
        return new SpringApplicationBuilder(GanxianApplication.class)
                .initializers(c -> c.getBeanFactory().addBeanPostProcessor(counting()))
                .profiles("demo")
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=ganxian",
                        "--spring.datasource.password=ganxian",
                        "--ganxian.encryption-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                        "--ganxian.demo.demands=false",
                        "--ganxian.rate-limit.create=1000000",
                        "--ganxian.rate-limit.query=1000000",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--logging.level.root=ERROR",
                        "--spring.main.banner-mode=off");
    }

    private static BeanPostProcessor counting() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool && !(bean instanceof SentToDatabase)
                        ? new SentToDatabase(pool)
                        : bean;
            }
        };
    }

    private void run() throws Exception {
        System.out.printf(
                "%-34s %7s %7s %7s %7s %7s %6s %9s %8s %8s%n",
                "milliseconds", "first", "p50", "p95", "cpu", "db cpu", "sent", "rows read", "MB made", "KB");
        Caller triage = Caller.inTasklist("triage", port);
        Caller dispatcher = Caller.inTasklist("dispatcher", port);
        Caller member = Caller.inTasklist("member1", port);
        Caller supervisor = Caller.inTasklist("supervisor", port);
        Caller manager = Caller.inWebapp("cockpit", "manager", port);
        String toSort = task("triage-order", null);
        String toScreen = task("screen-order", "350602004001B1-dispatcher");
        String toAnswer = task("street-supervision", "350602004-supervisor");
        String running = "ZZ20250101-H7";
        String sorted = filter("可领取");
        String all = filter("全部任务");
        String mine = filter("我经手的");
        String late = filter("已超时");
        String code = context.getBean(org.ganxian.demand.Demands.class).get(running).queryCode();
        ask("triage: form's variables", () -> triage.get(ENGINE + "/task/" + toSort + "/form-variables"));
        ask("triage: panel", () -> triage.get("/api/tasks/" + toSort + "/demand"));
        ask("supervision: form's variables", () -> supervisor.get(ENGINE + "/task/" + toAnswer + "/form-variables"));
        ask("supervisions of an area", () -> supervisor.get("/desk/supervisions"));
        ask("case page of a manager", () -> manager.get("/desk/cases/" + running));
        ask("waits in steps, city, 90 days", () -> manager.get(COCKPIT + "/steps?definition=order&days=90"));
        ask("dashboard, city, 90 days", () -> manager.get(COCKPIT + "/dashboard?days=90"));
        ask("comparison, city, 90 days", () -> manager.get(COCKPIT + "/comparison?days=90"));
        String district = "&within=350602";
        ask("waits in steps, district, 90 days", () -> manager.get(COCKPIT + "/steps?definition=order&days=90" + district));
        ask("dashboard, district, 90 days", () -> manager.get(COCKPIT + "/dashboard?days=90" + district));
        ask("search, a frequent word, manager", () -> manager.form("/desk/search", "/desk/search", "q", "路灯"));
        ask("search, a number, manager", () -> manager.form("/desk/search", "/desk/search", "q", "13900000001"));
        ask("list of open cases", () -> manager.get("/desk/cases?show=open"));
        ask("screening: panel, duplicates", () -> dispatcher.get("/api/tasks/" + toScreen + "/demand"));
        ask("screening: form's variables", () -> dispatcher.get(ENGINE + "/task/" + toScreen + "/form-variables"));
        ask("Tasklist: counts, triage", () -> triage.get("/api/tasks/lists"));
        ask("Tasklist: 可领取, triage", () -> triage.post(list(sorted), Map.of()));
        ask("Tasklist: 全部任务, triage", () -> triage.post(list(all), Map.of()));
        ask("Tasklist: 我经手的, triage", () -> triage.post(list(mine), Map.of()));
        ask("Tasklist: 已超时, triage", () -> triage.post(list(late), Map.of()));
        ask("Tasklist: counts, member", () -> member.get("/api/tasks/lists"));
        ask("Tasklist: 可领取, member", () -> member.post(list(sorted), Map.of()));
        ask("Tasklist: counts, manager", () -> manager.get("/api/tasks/lists"));
        ask("phone: claimable, member", () -> member.get("/m?tab=open"));
        ask("phone: claimable, triage", () -> triage.get("/m?tab=open"));
        ask("phone: a task, member", () -> member.get("/m/orders/" + running));
        ask("tracking, by API", () -> Caller.nobody(port).get("/api/demands/" + running + "?code=" + code));
        ask("list of staff by name", () -> Caller.of("admin", port).get("/desk/people?q=%E6%9E%97"));
        ask("screening: claim", claims("screen-order", dispatcher));
        ask("screening: submit", submits("screen-order", dispatcher, Map.of("decision", Map.of("value", "accept"))));
        ask("triage: claim and submit", both("triage-order", triage));
    }

    private static String list(String filter) {
        return ENGINE + "/filter/" + filter + "/list?firstResult=0&maxResults=15";
    }

    private String task(String key, String group) {
        return jdbc.queryForList(
                        "select t.ID_ from ACT_RU_TASK t where t.TASK_DEF_KEY_ = ? and t.ASSIGNEE_ is null"
                                + (group == null
                                        ? ""
                                        : " and exists (select 1 from ACT_RU_IDENTITYLINK l where l.TASK_ID_ = t.ID_"
                                                + " and l.GROUP_ID_ = '" + group + "')")
                                + " order by t.CREATE_TIME_ desc limit 1",
                        String.class,
                        key)
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody has to do " + key + " in " + group));
    }

    private Deque<String> tasks(String key, boolean claimed) {
        return new ArrayDeque<>(jdbc.queryForList(
                "select t.ID_ from ACT_RU_TASK t join ACT_RU_IDENTITYLINK l on l.TASK_ID_ = t.ID_"
                        + " where t.TASK_DEF_KEY_ = ? and t.ASSIGNEE_ is " + (claimed ? "not null" : "null")
                        + " and l.GROUP_ID_ in ('350602004001B1-dispatcher', '350600-triage') order by t.ID_ limit ?",
                String.class,
                key,
                CALLS + BEFORE + 1));
    }

    private Supplier<Answer> claims(String key, Caller who) {
        Deque<String> open = tasks(key, false);
        return () -> claim(open.pop(), who);
    }

    private Answer claim(String task, Caller who) {
        return who.post(ENGINE + "/task/" + task + "/claim", Map.of("userId", key(who)));
    }

    private static String key(Caller who) {
        return who.toString().split(" ")[0];
    }

    private Supplier<Answer> submits(String key, Caller who, Map<String, Object> form) {
        Deque<String> held = tasks(key, true);
        return () -> who.post(ENGINE + "/task/" + held.pop() + "/submit-form", Map.of("variables", form));
    }

    private Supplier<Answer> both(String key, Caller who) {
        Deque<String> open = tasks(key, false);
        return () -> {
            String task = open.pop();
            claim(task, who);
            return who.post(
                    ENGINE + "/task/" + task + "/submit-form",
                    Map.of(
                            "variables",
                            Map.of(
                                    "decision", Map.of("value", "assign"),
                                    "category", Map.of("value", "0908"),
                                    "unit", Map.of("value", "350602004001B1"),
                                    "note", Map.of("value", "请现场查看"))));
        };
    }

    private String filter(String name) {
        return jdbc.queryForObject("select ID_ from ACT_RU_FILTER where NAME_ = ?", String.class, name);
    }

    private void ask(String what, Supplier<Answer> call) {
        if (!what.contains(ONLY)) {
            return;
        }
        try {
            double first = timed(what, call);
            for (int i = 1; i < BEFORE; i++) {
                timed(what, call);
            }
            double[] took = new double[CALLS - 1];
            InDatabase before = inDatabase();
            long processor = processor();
            for (int i = 0; i < took.length; i++) {
                took[i] = timed(what, call);
            }
            processor = processor() - processor;
            InDatabase after = inDatabase();
            Arrays.sort(took);
            SentToDatabase sent = (SentToDatabase) context.getBean(DataSource.class);
            sent.forget();
            long made = allocated();
            Answer answer = call.get();
            made = allocated() - made;
            sent.stop();
            System.out.printf(
                    "%-34s %7.0f %7.0f %7.0f %7.0f %7.0f %6.1f %9d %8.1f %8.1f%n",
                    what,
                    first,
                    took[took.length / 2],
                    took[(int) Math.ceil(took.length * 0.95) - 1],
                    processor / 1e6 / took.length,
                    (after.processor - before.processor) / 1e9 / took.length,
                    (after.statements - before.statements) / (double) took.length,
                    (after.rows - before.rows) / took.length,
                    made / 1e6,
                    answer.body().length() / 1e3);
            if (!ONLY.isEmpty()) {
                sent.counts().forEach((kind, often) -> System.out.printf("    %5d %s%n", often, kind));
            }
        } catch (RuntimeException e) {
            System.out.printf("%-34s %s%n", what, e.getMessage().lines().limit(2).toList());
        }
    }

    private static double timed(String what, Supplier<Answer> call) {
        long begin = System.nanoTime();
        Answer answer = call.get();
        double took = (System.nanoTime() - begin) / 1e6;
        if (answer.status() >= 400) {
            throw new IllegalStateException(what + ": " + answer);
        }
        return took;
    }

    /** @param processor picoseconds; 0 unless the consumer {@code events_statements_cpu} is on */
    private record InDatabase(long statements, long rows, long processor) {}

    /** What this city's database has done, by its own account. */
    private InDatabase inDatabase() {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet sums = statement.executeQuery(
                        "select coalesce(sum(count_star), 0), coalesce(sum(sum_rows_examined), 0),"
                                + " coalesce(sum(sum_cpu_time), 0)"
                                + " from performance_schema.events_statements_summary_by_digest"
                                + " where schema_name = database() and digest_text not like '%events_statements%'"
                                + " and digest_text not like 'SET %' and digest_text not in ('COMMIT', 'ROLLBACK')")) {
            sums.next();
            return new InDatabase(sums.getLong(1), sums.getLong(2), sums.getLong(3));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
