package org.ganxian.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two nodes under a steady load for half an hour: what grows? Heap after a full collection, classes, threads, open
 * files, connections, and what a case writes to the log.
 *
 * <p>{@code ./mvnw -Psoak test}, {@code -Dsoak.minutes=30}, {@code -Dsoak.people=2}, each of whom takes a breath of
 * {@code -Dsoak.pause} milliseconds after each order.
 */
final class Soak {

    private static final int MINUTES = Integer.getInteger("soak.minutes", 30);
    private static final int PEOPLE = Integer.getInteger("soak.people", 2);
    private static final int PAUSE = Integer.getInteger("soak.pause", 1_000);
    private static final int LOOKS = 10;

    /** Each generation of the serial collector says what it uses. */
    private static final Pattern USED = Pattern.compile("generation\\s+total \\d+K, used (\\d+)K");

    private static final Pattern CLASSES = Pattern.compile("(?m)^\\s*(\\d+)\\s+\\d+");

    private Soak() {}

    /**
     * Of one node at one time.
     *
     * @param heap MB, after a full collection
     * @param resident MB
     */
    private record Look(long heap, long resident, long classes, long threads, long files) {}

    public static void main(String[] arguments) throws Exception {
        MysqlServer server = new MysqlServer();
        server.begin();
        try {
            run(server);
        } finally {
            server.wipe();
        }
        System.exit(0);
    }

    private static void run(MysqlServer server) throws Exception {
        // As in production: what tests log is less.
        City city = new City(server, "--logging.level.root=INFO");
        city.nodes.forEach(Node::start);
        if (!city.serves()) {
            throw new IllegalStateException("See target/node-a.log and node-b.log");
        }
        city.giveAddresses();
        Load load = new Load(city.nodes, city.database);
        load.begin(PEOPLE, Duration.ofMillis(PAUSE));
        System.out.println("minute, orders rated; of each node: heap and resident MB, classes, threads, open files;"
                + " connections; bytes of log an order");
        List<Integer> orders = new ArrayList<>();
        List<Long> logs = new ArrayList<>();
        for (int n = 0; n <= LOOKS; n++) {
            orders.add(load.rated.size());
            logs.add(logs(city));
            StringBuilder line = new StringBuilder("%4d %6d ".formatted(n * MINUTES / LOOKS, load.rated.size()));
            for (Node node : city.nodes) {
                Look look = look(node.handle().pid());
                line.append(" | %4d %4d %6d %3d %3d"
                        .formatted(look.heap, look.resident, look.classes, look.threads, look.files));
            }
            line.append(" | %3d".formatted(city.count("select count(*) from information_schema.processlist")));
            if (n > 0) {
                line.append(" | %5d"
                        .formatted((logs.get(n) - logs.get(n - 1))
                                / Math.max(1, orders.get(n) - orders.get(n - 1))));
            }
            System.out.println(line);
            if (n < LOOKS) {
                Pause.of(Duration.ofSeconds(60L * MINUTES / LOOKS));
            }
        }
        load.end();
        List<String> wrong = new ArrayList<>(load.faults);
        wrong.forEach(one -> System.out.println("WRONG: " + one));
        System.out.printf("%d orders placed, %d rated, %d things wrong%n", load.placed.size(), load.rated.size(), wrong.size());
        city.close();
    }

    private static long logs(City city) throws IOException {
        long bytes = 0;
        for (Node node : city.nodes) {
            bytes += Files.size(node.log());
        }
        return bytes;
    }

    private static Look look(long process) throws IOException {
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        String id = String.valueOf(process);
        Node.run(jcmd, id, "GC.run");
        long heap = 0;
        for (Matcher used = USED.matcher(Node.run(jcmd, id, "GC.heap_info")); used.find(); ) {
            heap += Long.parseLong(used.group(1));
        }
        Matcher classes = CLASSES.matcher(Node.run(System.getProperty("java.home") + "/bin/jstat", "-class", id));
        Path proc = Path.of("/proc/" + id);
        String status = Files.readString(proc.resolve("status"));
        String[] files = proc.resolve("fd").toFile().list();
        return new Look(
                heap >> 10,
                number(status, "VmRSS") >> 10,
                classes.find() ? Long.parseLong(classes.group(1)) : 0,
                number(status, "Threads"),
                files == null ? 0 : files.length);
    }

    private static long number(String status, String name) {
        Matcher found = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
