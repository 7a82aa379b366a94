package org.ganxian.insight;

import org.ganxian.insight.cases.CaseExport;
import org.ganxian.insight.cases.CaseFilter;
import org.ganxian.insight.cases.CaseLines;
import org.ganxian.insight.cases.Cases;
import org.ganxian.insight.figures.Comparisons;
import org.ganxian.insight.figures.Dashboards;
import org.ganxian.insight.figures.StepWaits;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.ganxian.BenchedCity;
import org.ganxian.demand.Demand;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The dashboard, the waits and a list of 1,000,000 closed and 50,000 open demands on MySQL: server time of each, against
 * that of counting the demands themselves; and how much memory the export of a long list takes above idle.
 */
final class InsightBenchmark {

    private static final int CLOSED = Integer.getInteger("ganxian.bench.closed", 1_000_000);
    private static final int OPEN = Integer.getInteger("ganxian.bench.open", 50_000);
    private static final int ROUNDS = 30;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String SLOW = "select count(*) from demand where received_at >= utc_timestamp() - interval 30 day";

    private final ConfigurableApplicationContext context;
    private final JdbcTemplate jdbc;

    private InsightBenchmark(ConfigurableApplicationContext context) {
        this.context = context;
        this.jdbc = context.getBean(JdbcTemplate.class);
    }

    public static void main(String[] arguments) throws Exception {
        String server = System.getenv().getOrDefault("GANXIAN_TEST_JDBC_URL", "");
        if (server.isEmpty()) {
            System.out.println("GANXIAN_TEST_JDBC_URL names no MySQL; the figures of managers are measured there only.");
            return;
        }
        try (ConfigurableApplicationContext context = BenchedCity.start(server)) {
            new InsightBenchmark(context).run();
        }
    }

    private void run() throws Exception {
        Demand pattern = BenchedCity.aBrokenLamp(context);
        long begin = System.nanoTime();
        new BigCity(jdbc).make(pattern, CLOSED, OPEN);
        System.out.printf("%n%,d closed and %,d open demands made in %.0f s%n", CLOSED, OPEN, millis(begin) / 1000);
        System.out.printf("%-44s %8s %8s %8s%n", "milliseconds", "first", "median", "slowest");
        Dashboards dashboards = context.getBean(Dashboards.class);
        Comparisons comparisons = context.getBean(Comparisons.class);
        StepWaits steps = context.getBean(StepWaits.class);
        for (int days : new int[] {30, 90}) {
            measure("dashboard of the city, " + days + " days", "manager", () -> dashboards.of(null, null, last(days)));
            measure("dashboard of a district, " + days + " days", "district-manager", () -> dashboards.of(null, null, last(days)));
            measure("dashboard of a street, " + days + " days", "street-manager", () -> dashboards.of(null, null, last(days)));
        }
        measure("comparison of the city, 30 days", "manager", () -> comparisons.of(null, null, last(30)));
        measure("waits on a diagram, city, 30 days", "manager", () -> steps.of("order", null, last(30)));
        measure("waits on a diagram, street, 30 days", "street-manager", () -> steps.of("order", null, last(30)));
        Cases cases = context.getBean(Cases.class);
        CaseLines lines = context.getBean(CaseLines.class);
        CaseFilter open = as("manager", () -> filter("open"));
        measure("first page of the open demands", "manager", () -> {
            cases.count(open);
            return lines.of(cases.numbers(open, PageRequest.of(0, 20)));
        });
        measure("one count from the demands themselves", "manager", () -> jdbc.queryForObject(SLOW, Long.class));
        export(as("manager", () -> filter("received")));
    }

    private CaseFilter filter(String show) {
        return CaseFilter.of(
                context.getBean(Managers.class).area(null),
                Map.of("show", show, "days", "30"),
                Instant.now());
    }

    private static ReportingPeriod last(int days) {
        return ReportingPeriod.last(days, Instant.now());
    }

    private void measure(String what, String username, Supplier<Object> work) {
        double[] took = new double[ROUNDS];
        double first = as(username, () -> timed(work));
        for (int round = 0; round < ROUNDS; round++) {
            took[round] = as(username, () -> timed(work));
        }
        Arrays.sort(took);
        System.out.printf("%-44s %8.0f %8.0f %8.0f%n", what, first, took[ROUNDS / 2], took[ROUNDS - 1]);
    }

    private static double timed(Supplier<Object> work) {
        long begin = System.nanoTime();
        work.get();
        return millis(begin);
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    /** What is live is what a collection leaves; a watcher asks for one several times a second while the file is written. */
    private void export(CaseFilter filter) throws Exception {
        CaseExport export = context.getBean(CaseExport.class);
        // A short one first, so that what is loaded once is loaded.
        export.write(as("street-manager", () -> filter("received")), OutputStream.nullOutputStream());
        long idle = live();
        AtomicLong most = new AtomicLong(idle);
        AtomicBoolean over = new AtomicBoolean();
        Thread watcher = new Thread(() -> {
            while (!over.get()) {
                most.accumulateAndGet(live(), Math::max);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
        watcher.start();
        long[] bytes = {0};
        long begin = System.nanoTime();
        export.write(filter, new OutputStream() {
            @Override
            public void write(int b) {
                bytes[0]++;
            }

            @Override
            public void write(byte[] some, int offset, int length) throws IOException {
                bytes[0] += length;
            }
        });
        over.set(true);
        watcher.join();
        System.out.printf(
                "%,d rows exported in %.0f s, %.1f MB of file; at most %.1f MB live above idle%n",
                context.getBean(Cases.class).count(filter),
                millis(begin) / 1000,
                bytes[0] / 1e6,
                (most.get() - idle) / 1e6);
    }

    /** What the collection left, without what the other thread has taken since. */
    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private <T> T as(String username, Supplier<T> work) {
        IdentityService identity = context.getBean(IdentityService.class);
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
}
