package org.ganxian.nodes;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two nodes on a real MySQL, started at once on an empty database, under load through all steps of an order, while one
 * thing after the other breaks. Afterwards everything that was acknowledged exists once, every timer took effect once,
 * and the nightly check finds nothing.
 *
 * <p>{@code ./mvnw -Pfaults test}; {@code -Dfaults.rounds=N} tells how often all faults come, {@code -Dfaults.seconds=N}
 * how long the load runs between two of them.
 */
final class FaultSuite {

    private static final int MYSQL = 33326;
    private static final String SERVER = System.getProperty("faults.mysql-up", "../shared/bin/mysql-up");
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
    private static final int SECONDS = Integer.getInteger("faults.seconds", 4);
    private static final Duration START = Duration.ofMinutes(4);
    private static final String OPTIONS = "?allowPublicKeyRetrieval=true&sslMode=DISABLED&socketTimeout=20000";

    private interface Fault {
        void strike() throws Exception;
    }

    private final Relay relay;
    private final List<Node> nodes;
    private final JdbcTemplate database;
    private final Load load;
    private final List<String> wrong = new ArrayList<>();

    private FaultSuite() throws IOException {
        relay = new Relay(MYSQL);
        String url = "jdbc:mysql://127.0.0.1:";
        // The first by the relay, the second directly.
        nodes = List.of(
                new Node("node-a", 18181, url + relay.port() + "/ganxian" + OPTIONS),
                new Node("node-b", 18182, url + MYSQL + "/ganxian" + OPTIONS));
        database = new JdbcTemplate(new DriverManagerDataSource(
                url + MYSQL + "/ganxian" + OPTIONS + "&connectTimeout=3000", "ganxian", "ganxian"));
        load = new Load(nodes, database);
    }

    public static void main(String[] arguments) throws Exception {
        System.out.print(Node.run(SERVER, "wipe", String.valueOf(MYSQL)));
        mysqlUp();
        int failed;
        try {
            failed = new FaultSuite().run();
        } finally {
            Node.run(SERVER, "wipe", String.valueOf(MYSQL));
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    private static void mysqlUp() {
        Node.run("env", "MYSQL_DURABLE=1", SERVER, String.valueOf(MYSQL));
    }

    private int run() throws Exception {
        long begin = System.nanoTime();
        nodes.forEach(Node::start);
        for (Node node : nodes) {
            expect(node.isReadyWithin(START), "both nodes serve after a start at once on an empty database");
        }
        System.out.printf("Two nodes serve after %d s%n", seconds(begin));
        once("select count(*) - count(distinct code) from category", "categories");
        once("select count(*) - count(distinct username) from person", "people");
        List<String> late = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            late.add(load.placeOnly());
        }
        load.begin(3);
        pause(SECONDS);
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Fault> fault : faults().entrySet()) {
                int before = load.rated.size();
                fault.getValue().strike();
                for (Node node : nodes) {
                    expect(node.isReadyWithin(START), "both nodes serve after: " + fault.getKey());
                }
                if (late.size() < 20) {
                    // Timers that come due while things break.
                    late.add(load.placeOnly());
                }
                pause(SECONDS);
                System.out.printf(
                        "%4d s  %-28s %3d orders rated meanwhile, %d so far%n",
                        seconds(begin), fault.getKey(), load.rated.size() - before, load.rated.size());
            }
            warnOf(late);
        }
        load.end();
        settle();
        check(late);
        nodes.forEach(node -> node.signal("TERM"));
        nodes.forEach(Node::awaitEnd);
        relay.close();
        wrong.addAll(load.faults);
        wrong.forEach(what -> System.out.println("WRONG: " + what));
        System.out.printf(
                "%d orders placed, %d rated, %d faults in %d s: %s%n",
                load.placed.size(),
                load.rated.size(),
                faults().size() * ROUNDS,
                seconds(begin),
                wrong.isEmpty() ? "all is well" : wrong.size() + " things are wrong");
        return wrong.size();
    }

    private Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("kill -9 of a node", () -> {
            nodes.get(0).signal("KILL");
            nodes.get(0).awaitEnd();
            nodes.get(0).start();
        });
        faults.put("a node is stopped (TERM)", () -> {
            nodes.get(1).signal("TERM");
            nodes.get(1).awaitEnd();
            nodes.get(1).start();
        });
        faults.put("a node freezes for 30 s", () -> {
            nodes.get(0).signal("STOP");
            pause(30);
            nodes.get(0).signal("CONT");
        });
        faults.put("connections are cut", () -> {
            for (int i = 0; i < 5; i++) {
                relay.cut();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400));
            }
        });
        faults.put("mysqld is stopped", () -> {
            Node.run(SERVER, "stop", String.valueOf(MYSQL));
            pause(3);
            mysqlUp();
        });
        faults.put("mysqld is killed", () -> {
            String pid = mysqlHome() + "/data-" + MYSQL + "/mysqld.pid";
            Node.run("kill", "-KILL", Node.run("cat", pid).strip());
            // One that nobody has buried yet counts as running.
            Node.run("rm", "-f", pid);
            pause(2);
            mysqlUp();
        });
        return faults;
    }

    private static String mysqlHome() {
        return System.getenv().getOrDefault("MYSQL_HOME", System.getProperty("user.home") + "/.cache/ganxian-mysql");
    }

    /** Their warnings are due now: moved in the clock and at the engine alike. */
    private void warnOf(List<String> numbers) {
        for (String number : numbers) {
            database.update(
                    "update sla_clock set warn_at = utc_timestamp(6) where subject = ? and step = 'DISPATCH' and warned_at is null",
                    number);
            database.update(
                    "update ACT_RU_JOB set DUEDATE_ = utc_timestamp(), REV_ = REV_ + 1 where HANDLER_CFG_ = 'dispatch-warning'"
                            + " and PROCESS_INSTANCE_ID_ in (select PROC_INST_ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ?)",
                    number);
        }
        // And the nightly check.
        database.update("update ACT_RU_JOB set DUEDATE_ = utc_timestamp(), REV_ = REV_ + 1"
                + " where PROCESS_DEF_KEY_ = 'reconciliation' and HANDLER_TYPE_ = 'timer-start-event'");
    }

    /** Whatever has failed meanwhile is tried again at once, and done within a dead node's time. */
    private void settle() {
        database.update("update ACT_RU_JOB set DUEDATE_ = utc_timestamp(), REV_ = REV_ + 1"
                + " where EXCEPTION_MSG_ is not null and DUEDATE_ > utc_timestamp()");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (System.nanoTime() < end && dueJobs() > 0) {
            pause(1);
        }
    }

    private long dueJobs() {
        return count("select count(*) from ACT_RU_JOB where DUEDATE_ <= utc_timestamp() and SUSPENSION_STATE_ = 1");
    }

    private void check(List<String> late) {
        expect(dueJobs() == 0, "no job is left that is due");
        expect(count("select count(*) from ACT_RU_INCIDENT") == 0, "no job is given up");
        for (String number : load.placed) {
            expect(
                    count("select count(*) from demand where number = '" + number + "'") == 1,
                    number + ", which a resident was told, is there once");
        }
        for (String number : load.rated) {
            for (String step : List.of("ACCEPTED", "CLOSED", "RATED")) {
                expect(steps(number, step) == 1, number + " has its step " + step + " once, not " + steps(number, step));
            }
        }
        for (String number : late) {
            expect(steps(number, "WARNED") == 1, number + " was warned of once, not " + steps(number, "WARNED"));
        }
        expect(
                count("select count(*) from reconciliation_run where finished_at is not null") > 0,
                "the nightly check has run");
        expect(
                count("select coalesce(sum(broken), 0) from reconciliation_run") == 0,
                "the nightly check has found nothing");
    }

    private long steps(String number, String step) {
        return count("select count(*) from timeline_entry t join demand d on d.id = t.demand_id where d.number = '"
                + number + "' and t.step = '" + step + "'");
    }

    private void once(String doubles, String what) {
        expect(count(doubles) == 0, what + " are there once");
    }

    private long count(String sql) {
        for (int tries = 0; ; tries++) {
            try {
                Long counted = database.queryForObject(sql, Long.class);
                return counted == null ? 0 : counted;
            } catch (DataAccessException away) {
                if (tries == 20) {
                    throw away;
                }
                pause(1);
            }
        }
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            wrong.add("not so: " + what);
        }
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static long seconds(long since) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    }
}
