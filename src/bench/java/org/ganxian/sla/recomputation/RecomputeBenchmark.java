package org.ganxian.sla.recomputation;

import org.ganxian.calendar.imports.CalendarImports;
import org.ganxian.calendar.imports.ShippedCalendar;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.BenchedCity;
import org.ganxian.CopiedOrders;
import org.ganxian.demand.Demand;
import org.ganxian.platform.Actor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * 50,000 open clocks, all of which a changed list of days off moves: how long until their due dates, timers, tasks,
 * variables and demands follow, one batch after the other on one thread. On the server of {@code GANXIAN_TEST_JDBC_URL},
 * else on H2 in memory.
 *
 * <p>One order is placed as residents do; the others are copies of its rows in our tables and the engine's.
 */
final class RecomputeBenchmark {

    private static final int CLOCKS = 50_000;
    private static final Instant MONDAY_MORNING = Instant.parse("2026-12-28T01:00:00Z");
    private static final String TWO_MORE_DAYS_OFF = "2026-12-28,HOLIDAY,元旦\n2026-12-29,HOLIDAY,元旦\n";

    private final JdbcTemplate jdbc;
    private final ManagementService management;
    private final Recomputations recomputations;

    private RecomputeBenchmark(ConfigurableApplicationContext context) {
        this.jdbc = context.getBean(JdbcTemplate.class);
        this.management = context.getBean(ManagementService.class);
        this.recomputations = context.getBean(Recomputations.class);
    }

    public static void main(String[] arguments) {
        String server = System.getenv().getOrDefault("GANXIAN_TEST_JDBC_URL", "");
        ClockUtil.setCurrentTime(Date.from(MONDAY_MORNING));
        try (ConfigurableApplicationContext context = BenchedCity.start(server)) {
            new RecomputeBenchmark(context).run(context, server.isEmpty() ? "H2 in memory" : "MySQL");
        }
    }

    private void run(ConfigurableApplicationContext context, String database) {
        Demand order = BenchedCity.aBrokenLamp(context);
        int clocksEach = count("select count(*) from sla_clock");
        int orders = (CLOCKS + clocksEach - 1) / clocksEach;
        long begin = System.nanoTime();
        CopiedOrders.make(jdbc, order.number(), orders - 1);
        System.out.printf(
                "%n%s: %,d clocks of %,d orders with %,d timers and %,d tasks, copied in %.0f s; Java %s, %d processors%n",
                database,
                count("select count(*) from sla_clock"),
                orders,
                count("select count(*) from ACT_RU_JOB where TYPE_ = 'timer'"),
                count("select count(*) from ACT_RU_TASK"),
                seconds(begin),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        CalendarImports imports = context.getBean(CalendarImports.class);
        String shipped = ShippedCalendar.lists().stream()
                .filter(l -> l.proposal().year() == 2026)
                .map(l -> new String(l.content(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        byte[] list = (shipped.stripTrailing() + "\n" + TWO_MORE_DAYS_OFF).getBytes(StandardCharsets.UTF_8);
        Actor admin = new Actor("admin", "漳州市系统管理员");
        begin = System.nanoTime();
        long id = imports.apply(new CalendarImports.Upload(list, "2026.csv", "benchmark"), null, true, admin)
                .id();
        System.out.printf("%-28s %8.2f s%n", "import, with its count", seconds(begin));
        measure("recomputed after the import");
        imports.undo(id, admin);
        measure("recomputed after its undo");
    }

    private void measure(String what) {
        long begin = System.nanoTime();
        double slowest = 0;
        int batches = 0;
        List<Job> jobs;
        while (!(jobs = management
                        .createJobQuery()
                        .processDefinitionKey(Recomputations.PROCESS)
                        .list())
                .isEmpty()) {
            long batch = System.nanoTime();
            management.executeJob(jobs.get(0).getId());
            slowest = Math.max(slowest, seconds(batch));
            batches++;
        }
        double took = seconds(begin);
        Recomputation done = recomputations.latest().get(0);
        if (done.moved() < CLOCKS || done.isRunning()) {
            throw new IllegalStateException("Only " + done.moved() + " have moved");
        }
        System.out.printf(
                "%-28s %8.2f s %,8.0f clocks/s; %,d moved in %d batches, the slowest %.2f s%n",
                what, took, done.moved() / took, done.moved(), batches, slowest);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private int count(String sql) {
        return jdbc.queryForObject(sql, Integer.class);
    }
}
