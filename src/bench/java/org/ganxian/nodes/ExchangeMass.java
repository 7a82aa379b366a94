package org.ganxian.nodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganxian.exchange.RudePartner;

/**
 * Messages from four partners at once, each by several lines, into one node on a real MySQL: how many a second are
 * acknowledged, when the last is worked off, and what memory the node takes.
 *
 * <p>{@code ./mvnw -Pexchange test -Dexchange.main=ExchangeMass}, {@code -Dexchange.messages=10000}, of four an order.
 */
final class ExchangeMass {

    private static final int MESSAGES = Integer.getInteger("exchange.messages", 10_000);
    private static final int AN_ORDER = 4;
    private static final int LINES = 4;
    private static final Pattern HIGHEST = Pattern.compile("(?m)^VmHWM:\\s+(\\d+)");

    private ExchangeMass() {}

    public static void main(String[] arguments) throws Exception {
        MysqlServer server = new MysqlServer();
        server.begin();
        int wrong = 1;
        try {
            wrong = run(server);
        } catch (Exception e) {
            // Threads of the partners would keep the JVM.
            e.printStackTrace();
        } finally {
            server.wipe();
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static int run(MysqlServer server) throws Exception {
        City city = new City(server, "-Xmx512m");
        Node node = city.second();
        node.start();
        if (!node.isReadyWithin(City.START)) {
            throw new IllegalStateException("See target/node-b.log");
        }
        List<String> wrong = new ArrayList<>();
        try (Partners partners = new Partners(city, () -> City.PORT + 1)) {
            long idle = resident(node);
            // The compiler has seen it before it is measured.
            send(partners, "W", 400);
            long begin = System.nanoTime();
            int before = partners.acknowledged();
            List<Long> times = send(partners, "M", MESSAGES);
            Duration received = Pause.since(begin);
            int acknowledged = partners.acknowledged() - before;
            Pause.until(() -> partners.underWay() == 0, Duration.ofMinutes(20));
            Duration done = Pause.since(begin);
            partners.judge(wrong);
            wrong.forEach(one -> System.out.println("WRONG: " + one));
            times.sort(null);
            System.out.printf(
                    "%d messages of %d orders acknowledged in %d s (%.1f a second; 95 %% within %d ms), worked off and"
                            + " told after %d s; memory %d MB idle, %d MB at most: %s%n",
                    acknowledged,
                    MESSAGES / AN_ORDER,
                    received.toSeconds(),
                    acknowledged * 1000.0 / received.toMillis(),
                    times.get(times.size() * 95 / 100),
                    done.toSeconds(),
                    idle,
                    resident(node),
                    wrong.isEmpty() ? "all is well" : wrong.size() + " things are wrong");
        }
        city.close();
        return wrong.size();
    }

    /** @return milliseconds of each order, from its first to its last acknowledgement, by the number of its messages */
    private static List<Long> send(Partners partners, String prefix, int messages) throws Exception {
        ExecutorService lines = Executors.newFixedThreadPool(LINES * partners.all().size());
        List<Future<Long>> sent = new ArrayList<>();
        for (int n = 0; n < messages / AN_ORDER; n++) {
            RudePartner partner = partners.all().get(n % partners.all().size());
            String number = prefix + n;
            sent.add(lines.submit(() -> {
                long begin = System.nanoTime();
                partners.tellOrder(partner, number, AN_ORDER, false);
                return Pause.since(begin).toMillis() / AN_ORDER;
            }));
        }
        List<Long> times = new ArrayList<>();
        for (Future<Long> one : sent) {
            times.add(one.get());
        }
        lines.shutdown();
        return times;
    }

    /** MB, the most that it ever was. */
    private static long resident(Node node) throws Exception {
        Matcher found = HIGHEST.matcher(
                Files.readString(Path.of("/proc/" + node.handle().pid() + "/status")));
        return found.find() ? Long.parseLong(found.group(1)) >> 10 : 0;
    }
}
