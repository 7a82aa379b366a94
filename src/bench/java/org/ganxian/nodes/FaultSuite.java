package org.ganxian.nodes;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two nodes on a real MySQL, started at once on an empty database, under load through all steps of an order, while one
 * thing after the other breaks. Afterwards everything that was acknowledged exists once, every timer took effect once,
 * and the nightly check, which runs after each fault, has found nothing.
 *
 * <p>{@code ./mvnw -Pfaults test}. After {@code -Dfaults.minutes=N}, or {@code -Dfaults.count=N} faults in turn, nothing new
 * is broken; {@code -Dfaults.seconds=N} of calm after each; {@code -Dfaults.more=4} minutes after those all has ended, finished or not.
 * {@code -Dfaults.only=...} takes the faults in whose names this regular expression is found. {@code -Dfaults.starts=N} only starts, so many
 * times on an empty database. {@code -Dfaults.disk=MB} puts the database on a disk that can be filled
 * (needs root).
 */
final class FaultSuite {

    private static final int MINUTES = Integer.getInteger("faults.minutes", 3);
    private static final int COUNT = Integer.getInteger("faults.count", 0);
    private static final int SECONDS = Integer.getInteger("faults.seconds", 3);
    private static final int STARTS = Integer.getInteger("faults.starts", 0);
    private static final String ONLY = System.getProperty("faults.only", "");

    /** For what was begun when the minutes were over, and for looking at what is left. */
    private static final int MORE_MINUTES = Integer.getInteger("faults.more", 4);

    private static final int PEOPLE = 3;

    private final MysqlServer server;
    private final City city;
    private final Load load;
    private final Faults faults;
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> struck = new ConcurrentSkipListMap<>();
    private final long begin = System.nanoTime();

    private FaultSuite(MysqlServer server) throws Exception {
        this.server = server;
        city = new City(server);
        load = new Load(city.nodes, city.database);
        faults = new Faults(city, load);
    }

    public static void main(String[] arguments) throws Exception {
        MysqlServer server = new MysqlServer();
        server.begin();
        int failed;
        try {
            FaultSuite suite = new FaultSuite(server);
            failed = STARTS > 0 ? suite.starts() : suite.run();
        } finally {
            server.wipe();
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    /** Whoever waits for this waits no longer; what is known by then is told. */
    private void haltAfter(Duration time) {
        Thread watch = new Thread(() -> {
            Pause.of(time);
            wrong.add("not finished after %d minutes".formatted(time.toMinutes()));
            told();
            server.wipe();
            // Ends the nodes, too.
            System.exit(2);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private int run() throws Exception {
        haltAfter(Duration.ofMinutes(MINUTES + MORE_MINUTES));
        bothStart();
        say(begin, "both nodes started at once on an empty database", "");
        city.giveAddresses();
        load.begin(PEOPLE);
        Pause.ofSeconds(SECONDS);
        Map<String, Faults.Fault> all = faults.all();
        all.keySet().removeIf(name -> !Pattern.compile(ONLY).matcher(name).find());
        for (int n = 0; goesOn(n, begin); n++) {
            String name = List.copyOf(all.keySet()).get(n % all.size());
            int before = load.rated.size();
            for (int i = 0; i < 3; i++) {
                load.warnNow(load.placeOnly());
            }
            long broken = System.nanoTime();
            String said = all.get(name).strike();
            expect(city.serves(), "both nodes serve after: " + name);
            long whole = Pause.since(broken).toSeconds();
            Pause.ofSeconds(SECONDS);
            look();
            struck.merge(name, 1, Integer::sum);
            say(
                    begin,
                    name,
                    "whole after %d s, %d orders rated meanwhile. %s"
                            .formatted(whole, load.rated.size() - before, said));
        }
        load.end();
        settle();
        new Verdict(city, load).on(wrong);
        city.close();
        return told();
    }

    private int told() {
        wrong.addAll(faults.wrong);
        load.faults.stream()
                .collect(Collectors.groupingBy(what -> what, TreeMap::new, Collectors.counting()))
                .forEach((what, times) -> wrong.add(times + " times " + what));
        struck.forEach((name, times) -> System.out.printf("%4d x %s%n", times, name));
        faults.all().keySet().stream()
                .filter(name -> !struck.containsKey(name))
                .forEach(name -> System.out.println("not reached: " + name));
        System.out.printf("What a dead node had locked waited %d s at most%n", faults.slowest.toSeconds());
        return told("%d orders placed, %d rated, %d steps acknowledged, %d warnings, %d faults in %d s"
                .formatted(
                        load.placed.size(),
                        load.rated.size(),
                        load.told.size(),
                        load.warned.size(),
                        struck.values().stream().mapToInt(Integer::intValue).sum(),
                        Pause.since(begin).toSeconds()));
    }

    private static boolean goesOn(int n, long begin) {
        return (COUNT == 0 || n < COUNT) && Pause.since(begin).toMinutes() < MINUTES;
    }

    private int told(String what) {
        wrong.forEach(one -> System.out.println("WRONG: " + one));
        System.out.println(what + ": " + (wrong.isEmpty() ? "all is well" : wrong.size() + " things are wrong"));
        return wrong.size();
    }

    private static void say(long begin, String what, String more) {
        System.out.printf(
                "%tT %5d s  %-40s %s%n", LocalTime.now(), Pause.since(begin).toSeconds(), what, more);
    }

    private void bothStart() {
        city.nodes.forEach(Node::start);
        expect(city.serves(), "both nodes serve after a start at once on an empty database");
        expect(
                city.count("select count(*) - count(distinct code) from category") == 0
                        && city.count("select count(*) from category") > 0,
                "categories are there once");
        expect(
                city.count("select count(*) - count(distinct username) from person") == 0
                        && city.count("select count(*) from person") > 0,
                "people are there once");
        expect(
                city.count("select count(*) - count(distinct version) from flyway_schema_history") == 0,
                "each migration ran once");
        expect(
                city.count("select count(*) - count(distinct KEY_) from ACT_RE_PROCDEF") == 0,
                "each diagram is deployed once");
    }

    private int starts() throws Exception {
        JdbcTemplate root = server.on("");
        for (int n = 1; n <= STARTS; n++) {
            long begin = System.nanoTime();
            root.execute("drop database if exists ganxian");
            root.execute("create database ganxian character set utf8mb4");
            int before = wrong.size();
            bothStart();
            say(begin, "start " + n, wrong.size() == before ? "both serve" : "WRONG");
            city.nodes.forEach(node -> node.signal("KILL"));
            city.nodes.forEach(Node::awaitEnd);
        }
        city.close();
        return told(STARTS + " starts of two nodes at once on an empty database");
    }

    /** The nightly check, now. */
    private void look() {
        city.database.update("update ACT_RU_JOB set DUEDATE_ = utc_timestamp(), REV_ = REV_ + 1"
                + " where PROCESS_DEF_KEY_ = 'reconciliation' and HANDLER_TYPE_ = 'timer-start-event'"
                + " and DUEDATE_ > utc_timestamp()");
    }

    /** Whatever has failed meanwhile is tried again at once, and done within a dead node's time. */
    private void settle() {
        look();
        Pause.until(
                () -> {
                    city.database.update(
                            "update ACT_RU_JOB set DUEDATE_ = utc_timestamp(), REV_ = REV_ + 1 where EXCEPTION_MSG_ is"
                                    + " not null and DUEDATE_ > utc_timestamp() and LOCK_OWNER_ is null");
                    return Verdict.jobsDue(city) == 0 && !Verdict.isUnderWay(city);
                },
                Duration.ofSeconds(90));
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            wrong.add("not so: " + what);
        }
    }
}
