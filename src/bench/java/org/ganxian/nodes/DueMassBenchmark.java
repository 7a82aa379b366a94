package org.ganxian.nodes;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.ganxian.CopiedOrders;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Monday, eight o'clock: so many timers are due at once. How fast the product's nodes fire them, one and two, against
 * nodes of the bare engine on the same server, and how long people wait meanwhile. Durable MySQL; processes of their own.
 *
 * <p>{@code ./mvnw -Pdue-mass test}, {@code -Ddue-mass.timers=20000}.
 */
final class DueMassBenchmark {

    private static final int MYSQL = 33327;
    private static final String SERVER = System.getProperty("due-mass.mysql-up", "../shared/bin/mysql-up");
    private static final int TIMERS = Integer.getInteger("due-mass.timers", 20_000);
    private static final String OPTIONS = "?allowPublicKeyRetrieval=true&sslMode=DISABLED&rewriteBatchedStatements=true";
    private static final String URL = "jdbc:mysql://127.0.0.1:" + MYSQL + "/";
    private static final String PRODUCT = "ganxian_mass";
    private static final String BARE = "ganxian_bare";
    private static final int KNOCKS = 60;

    private DueMassBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Node.run(SERVER, "wipe", String.valueOf(MYSQL));
        Node.run("env", "MYSQL_DURABLE=1", SERVER, String.valueOf(MYSQL));
        try {
            JdbcTemplate root = on("ganxian");
            root.execute("create database " + PRODUCT + " character set utf8mb4");
            root.execute("create database " + BARE + " character set utf8mb4");
            await(bare("make", String.valueOf(2 * TIMERS)));
            double bareOne = bareRate(1);
            double bareTwo = bareRate(2);
            makeOrders();
            double one = productRate(1, "dispatch-warning", "DISPATCH");
            double two = productRate(2, "first-response-warning", "FIRST_CONTACT");
            System.out.printf(
                    "%n%,d timers due at once, a second: bare engine %.0f with one node, %.0f with two;"
                            + " product %.0f (%.2f of the bare one), %.0f (%.2f of one bare node)%n",
                    TIMERS, bareOne, bareTwo, one, one / bareOne, two, two / bareOne);
        } finally {
            Node.run(SERVER, "wipe", String.valueOf(MYSQL));
        }
        System.exit(0);
    }

    private static JdbcTemplate on(String schema) {
        return new JdbcTemplate(new DriverManagerDataSource(URL + schema + OPTIONS, "ganxian", "ganxian"));
    }

    private static Process bare(String... what) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                BareNode.class.getName(),
                URL + BARE + OPTIONS));
        command.addAll(Arrays.asList(what));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/bare.log")))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private static void await(Process process) throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The bare engine has failed: target/bare.log");
        }
    }

    private static double bareRate(int nodes) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            processes.add(bare("run"));
        }
        pause(Duration.ofSeconds(15));
        JdbcTemplate database = on(BARE);
        long due = System.nanoTime();
        database.update("update ACT_RU_JOB set DUEDATE_ = utc_timestamp() limit " + TIMERS);
        double rate = drained(database, due, "HANDLER_CFG_ = 'warning'");
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        return rate;
    }

    private static void makeOrders() {
        JdbcTemplate database = on(PRODUCT);
        Node maker = node(0, "--camunda.bpm.job-execution.enabled=false");
        maker.start();
        if (!maker.isReadyWithin(Duration.ofMinutes(5))) {
            throw new IllegalStateException("See target/mass-0.log");
        }
        Load load = new Load(List.of(maker), database);
        String number = load.placeOnly();
        maker.signal("TERM");
        maker.awaitEnd();
        CopiedOrders.make(database, number, TIMERS - 1);
    }

    private static Node node(int n, String... settings) {
        return new Node("mass-" + n, 18190 + n, URL + PRODUCT + OPTIONS, settings);
    }

    private static double productRate(int count, String timer, String step) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Node node = node(i);
            node.start();
            nodes.add(node);
        }
        nodes.forEach(node -> node.isReadyWithin(Duration.ofMinutes(5)));
        // What a start does afterwards is over, and people's first calls are behind.
        waits(nodes.get(0));
        pause(Duration.ofSeconds(10));
        double idle = waits(nodes.get(0));
        JdbcTemplate database = on(PRODUCT);
        database.update("update sla_clock set warn_at = utc_timestamp(6) where step = ?", step);
        long due = System.nanoTime();
        database.update("update ACT_RU_JOB set DUEDATE_ = utc_timestamp() where HANDLER_CFG_ = ?", timer);
        double[] busy = new double[1];
        Thread people = new Thread(() -> busy[0] = waits(nodes.get(0)));
        people.start();
        double rate = drained(database, due, "HANDLER_CFG_ = '" + timer + "'");
        try {
            people.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Long twice = database.queryForObject(
                "select count(*) from (select demand_id from timeline_entry where step = 'WARNED' group by demand_id, note"
                        + " having count(*) > 1) twice",
                Long.class);
        Long warned = database.queryForObject(
                "select count(*) from sla_clock where step = ? and warned_at is not null", Long.class, step);
        System.out.printf(
                "product, %d nodes: %.0f timers a second; %d of %d warned of, %d twice; placing and listing 95 %%: %.0f ms, idle %.0f ms%n",
                count, rate, warned, TIMERS, twice, busy[0], idle);
        nodes.forEach(node -> node.signal("KILL"));
        nodes.forEach(Node::awaitEnd);
        return rate;
    }

    /** @return milliseconds, the 95th percentile of placing an order and of listing tasks in turn */
    private static double waits(Node node) {
        Load load = new Load(List.of(node), null);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < KNOCKS; i++) {
            long begin = System.nanoTime();
            if (i % 2 == 0) {
                load.placeOnly();
            } else {
                node.call("GET", "/engine-rest/task?maxResults=15", "member1", null);
            }
            times.add(System.nanoTime() - begin);
            pause(Duration.ofMillis(50));
        }
        times.sort(null);
        return times.get(times.size() * 95 / 100) / 1e6;
    }

    private static double drained(JdbcTemplate database, long since, String which) {
        long first = 0;
        while (true) {
            Long left = database.queryForObject(
                    "select count(*) from ACT_RU_JOB where DUEDATE_ <= utc_timestamp() and " + which, Long.class);
            if (left != null && left < TIMERS && first == 0) {
                first = System.nanoTime();
                System.out.printf("the first after %.1f s%n", (first - since) / 1e9);
            }
            if (left != null && left == 0) {
                return TIMERS / ((System.nanoTime() - since) / 1e9);
            }
            pause(Duration.ofMillis(500));
        }
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
