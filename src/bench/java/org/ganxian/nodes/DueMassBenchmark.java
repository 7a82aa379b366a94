package org.ganxian.nodes;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ganxian.CopiedOrders;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Monday, eight o'clock: so many timers are due at once. How fast the product's nodes fire them, one and two, against
 * nodes of the bare engine on the same server, and how long people wait meanwhile. Durable MySQL; processes of their own.
 *
 * <p>{@code ./mvnw -Pdue-mass test}, {@code -Ddue-mass.timers=20000}; {@code -Ddue-mass.nodes=1} leaves the rounds of two
 * nodes out, {@code -Ddue-mass.counts=true} counts statements in rounds without people, {@code -Dnodes.cores=0.5} gives
 * each node part of a processor ({@link Share}). Before each round its nodes fire
 * {@code due-mass.warm-up} timers each: on a Monday a node has been up for days, and its compiler is done.
 */
final class DueMassBenchmark {

    private static final MysqlServer SERVER = new MysqlServer();
    private static final int TIMERS = Integer.getInteger("due-mass.timers", 20_000);

    /** Of each node, before what is measured; three nodes' fit into one timer of each order. */
    private static final int WARM_UP = Math.min(Integer.getInteger("due-mass.warm-up", 4_000), TIMERS / 3);

    /** Most nodes at once: 1 leaves the rounds of two out. */
    private static final int NODES = Integer.getInteger("due-mass.nodes", 2);

    /** Nobody claims, submits and lists meanwhile, and what a timer sends to the server is told. */
    private static final boolean COUNTS = Boolean.getBoolean("due-mass.counts");

    /** Of both sides alike. */
    private static final String[] JVM = {"-Xmx512m", "-XX:+UseSerialGC"};

    private static final String PRODUCT = "ganxian_mass";
    private static final String BARE = "ganxian_bare";
    private static final int KNOCKS = 100;
    private static final int FIRST_KNOCKS = 20;

    private DueMassBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        SERVER.begin();
        try {
            run();
        } finally {
            SERVER.wipe();
        }
        System.exit(0);
    }

    private static void run() throws Exception {
        JdbcTemplate root = SERVER.on("ganxian");
        root.execute("create database " + PRODUCT + " character set utf8mb4");
        root.execute("create database " + BARE + " character set utf8mb4");
        await(bare("make"));
        CopiedOrders.makeInstances(SERVER.on(BARE), BareNode.PATTERN, NODES * TIMERS + 3 * WARM_UP - 1);
        makeOrders();
        Rate bareOne = bareRate(1);
        Rate one = productRate(1, "dispatch-warning", "DISPATCH");
        if (NODES == 1) {
            System.out.printf(
                    "%n%,d timers, a second: bare engine %.0f, product %.0f (%.2f); processor a timer, nodes +"
                            + " server, ms: %s, %s%n",
                    TIMERS, bareOne.second, one.second, one.second / bareOne.second, bareOne.cost(), one.cost());
            return;
        }
        Rate bareTwo = bareRate(2);
        Rate two = productRate(2, "first-response-warning", "FIRST_CONTACT");
        System.out.printf(
                "%n%,d timers due at once%s, a second: bare engine %.0f with one node, %.0f with two;"
                        + " product %.0f (%.2f of the bare one), %.0f (%.2f of one bare node)%n",
                TIMERS,
                Share.inWords(),
                bareOne.second,
                bareTwo.second,
                one.second,
                one.second / bareOne.second,
                two.second,
                two.second / bareOne.second);
        System.out.printf(
                "processor a timer, nodes + server, ms: bare engine %s, with two %s; product %s, with two %s%n",
                bareOne.cost(), bareTwo.cost(), one.cost(), two.cost());
    }

    private static Process bare(String... what) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(JVM));
        command.addAll(List.of(
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                BareNode.class.getName(),
                SERVER.url(BARE)));
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

    /**
     * Of timers fired, a second, from the first one on; and what one costs, which says more on a machine that others use, too.
     *
     * @param nodes processor time a timer, ms
     * @param server as {@code nodes}
     */
    private record Rate(double second, double nodes, double server) {

        String cost() {
            return "%.1f + %.1f".formatted(nodes, server);
        }
    }

    private static Rate bareRate(int nodes) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            processes.add(bare("run"));
        }
        Pause.ofSeconds(15);
        JdbcTemplate database = SERVER.on(BARE);
        Supplier<Duration> ofNodes = () -> processor(processes.stream().map(Process::toHandle));
        String dueNow = "update ACT_RU_JOB set DUEDATE_ = utc_timestamp() limit ";
        database.update(dueNow + nodes * WARM_UP);
        drained(database, System.nanoTime(), nodes * WARM_UP, "HANDLER_CFG_ = 'warning'", ofNodes);
        for (Process process : processes) {
            Share.limit(process.toHandle());
        }
        Pause.ofSeconds(15);
        System.out.printf("%tT bare engine, %d nodes%n", LocalTime.now(), nodes);
        long due = System.nanoTime();
        database.update(dueNow + TIMERS);
        Rate rate = drained(database, due, TIMERS, "HANDLER_CFG_ = 'warning'", ofNodes);
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        System.out.printf("bare engine, %d nodes: %.0f timers a second, %s ms%n", nodes, rate.second, rate.cost());
        return rate;
    }

    private static void makeOrders() {
        JdbcTemplate database = SERVER.on(PRODUCT);
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
        return new Node(
                "mass-" + n,
                18190 + n,
                SERVER.url(PRODUCT),
                Stream.concat(Stream.of(JVM), Stream.of(settings)).toArray(String[]::new));
    }

    private static Rate productRate(int count, String timer, String step) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Node node = node(i);
            node.start();
            nodes.add(node);
        }
        nodes.forEach(node -> node.isReadyWithin(Duration.ofMinutes(5)));
        JdbcTemplate database = SERVER.on(PRODUCT);
        // Screenings of the demo's dispatcher; their orders are warned of like all others.
        Deque<String> tasks = new ArrayDeque<>(database.queryForList(
                "select ID_ from ACT_RU_TASK where TASK_DEF_KEY_ = 'screen-order' and ASSIGNEE_ is null limit "
                        + (FIRST_KNOCKS + 2 * KNOCKS),
                String.class));
        Supplier<Duration> ofNodes = () -> processor(nodes.stream().map(Node::handle));
        // What a start does afterwards is over, and people's first calls are behind.
        waits(nodes, tasks, FIRST_KNOCKS);
        database.update("update sla_clock set warn_at = utc_timestamp(6) where step = 'COMPLETION'");
        database.update("update ACT_RU_JOB set DUEDATE_ = utc_timestamp() where HANDLER_CFG_ = 'completion-warning'"
                + " limit " + count * WARM_UP);
        drained(database, System.nanoTime(), count * WARM_UP, "HANDLER_CFG_ = 'completion-warning'", ofNodes);
        // A timer warns of all that is due of its case: of one limit from now on, as the bare engine's.
        database.update("update sla_clock set warn_at = utc_timestamp(6) + interval 1 day where step = 'COMPLETION'"
                + " and warned_at is null");
        for (Node node : nodes) {
            Share.limit(node.handle());
        }
        Pause.ofSeconds(10);
        Waits idle = waits(nodes, tasks, KNOCKS);
        System.out.printf("%tT product, %d nodes%n", LocalTime.now(), count);
        database.update("update sla_clock set warn_at = utc_timestamp(6) where step = ?", step);
        long due = System.nanoTime();
        database.update("update ACT_RU_JOB set DUEDATE_ = utc_timestamp() where HANDLER_CFG_ = ?", timer);
        Waits[] busy = new Waits[1];
        Thread people = new Thread(() -> busy[0] = COUNTS ? idle : waits(nodes, tasks, KNOCKS));
        people.start();
        Rate rate = drained(database, due, TIMERS, "HANDLER_CFG_ = '" + timer + "'", ofNodes);
        try {
            people.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Long twice = database.queryForObject(
                "select count(*) from (select demand_id from timeline_entry where step = 'WARNED' group by demand_id,"
                        + " note having count(*) > 1) twice",
                Long.class);
        Long warned = database.queryForObject(
                "select count(*) from sla_clock where step = ? and warned_at is not null", Long.class, step);
        System.out.printf(
                "product, %d nodes: %.0f timers a second, %s ms; %d of %d warned of, %d twice; people meanwhile, 95"
                        + " %%: %s%n",
                count, rate.second, rate.cost(), warned, TIMERS, twice, busy[0].against(idle));
        nodes.forEach(node -> node.signal("KILL"));
        nodes.forEach(Node::awaitEnd);
        return rate;
    }

    /** What a person waits for, milliseconds at the 95th percentile: claiming a task, submitting its form, listing tasks. */
    private record Waits(double claim, double submit, double list) {

        String against(Waits idle) {
            return "claim %.0f ms (%.1f x idle), submit %.0f ms (%.1f x), list %.0f ms (%.1f x)"
                    .formatted(claim, claim / idle.claim, submit, submit / idle.submit, list, list / idle.list);
        }
    }

    /** @param tasks to claim and submit, used up */
    private static Waits waits(List<Node> nodes, Deque<String> tasks, int times) {
        List<Long> claims = new ArrayList<>();
        List<Long> submits = new ArrayList<>();
        List<Long> lists = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Node node = nodes.get(i % nodes.size());
            String task = "/engine-rest/task/" + tasks.removeFirst();
            claims.add(time(node, "POST", task + "/claim", "{\"userId\": \"dispatcher\"}"));
            submits.add(time(
                    node, "POST", task + "/submit-form", "{\"variables\": {\"decision\": {\"value\": \"accept\"}}}"));
            lists.add(time(node, "GET", "/engine-rest/task?assignee=dispatcher&maxResults=15", null));
            Pause.of(Duration.ofMillis(50));
        }
        return new Waits(slowest(claims), slowest(submits), slowest(lists));
    }

    private static long time(Node node, String method, String path, String json) {
        long begin = System.nanoTime();
        Node.Answer answer = node.call(method, path, "dispatcher", json);
        if (!answer.isDone()) {
            System.out.println("refused: " + answer);
        }
        return System.nanoTime() - begin;
    }

    private static double slowest(List<Long> times) {
        times.sort(null);
        return times.get(times.size() * 95 / 100) / 1e6;
    }

    private static Duration processor(Stream<ProcessHandle> some) {
        return some.map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Waits until all these timers have fired; how fast counts from the first one, which an idle node may find late. */
    private static Rate drained(
            JdbcTemplate database, long since, int timers, String which, Supplier<Duration> ofNodes) {
        Duration nodes = ofNodes.get();
        Duration server = processor(Stream.of(SERVER.handle()));
        SERVER.forgetStatements();
        long begun = 0;
        long leftThen = timers;
        while (true) {
            Long left = database.queryForObject(
                    "select count(*) from ACT_RU_JOB where DUEDATE_ <= utc_timestamp() and " + which, Long.class);
            if (left != null && left < timers && begun == 0) {
                begun = System.nanoTime();
                leftThen = left;
                System.out.printf("the first after %.1f s%n", Pause.since(since).toMillis() / 1e3);
            }
            if (left != null && left == 0) {
                System.out.printf("all after %.1f s%n", Pause.since(since).toMillis() / 1e3);
                if (COUNTS) {
                    SERVER.statements().forEach((sql, times) -> System.out.printf(
                            "%8.2f x %s%n",
                            (double) times / timers, sql.substring(0, Math.min(sql.length(), 200))));
                }
                return new Rate(
                        leftThen * 1e3 / Math.max(1, Pause.since(begun).toMillis()),
                        (double) ofNodes.get().minus(nodes).toMillis() / timers,
                        (double) processor(Stream.of(SERVER.handle()))
                                        .minus(server)
                                        .toMillis()
                                / timers);
            }
            Pause.of(Duration.ofMillis(500));
        }
    }
}
