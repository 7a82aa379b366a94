package org.ganxian.nodes;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.ganxian.exchange.RudePartner;

/**
 * Four partners speak with two nodes on a real MySQL, while a node or the server is killed ({@code kill -9}) at any moment of
 * receiving and sending. In the end everything that was acknowledged is there once, and everything we said has come.
 *
 * <p>{@code ./mvnw -Pexchange test}; {@code -Dexchange.kills=N}, of which each fifth is the server's, and
 * {@code -Dexchange.seed=N}, which gives the moments.
 */
final class ExchangeFaults {

    private static final int KILLS = Integer.getInteger("exchange.kills", 8);
    private static final int MESSAGES = 4;
    private static final Duration SETTLED = Duration.ofSeconds(150);

    private static volatile boolean goesOn = true;

    private ExchangeFaults() {}

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
        long begin = System.nanoTime();
        City city = new City(server);
        city.nodes.forEach(Node::start);
        if (!city.serves()) {
            throw new IllegalStateException("See target/node-a.log and node-b.log");
        }
        List<String> wrong = new ArrayList<>();
        try (Partners partners = new Partners(city, ExchangeFaults::anyPort)) {
            List<Thread> speakers = speak(partners);
            say(begin, "partners speak", partners);
            Random random = new Random(Integer.getInteger("exchange.seed", 1));
            for (int kill = 1; kill <= KILLS; kill++) {
                Pause.of(Duration.ofMillis(1_000 + random.nextInt(4_000)));
                if (kill % 5 == 0) {
                    server.kill();
                    Pause.ofSeconds(1);
                    server.start();
                } else {
                    Node node = city.nodes.get(random.nextInt(2));
                    node.signal("KILL");
                    node.awaitEnd();
                    node.start();
                }
                if (!city.serves()) {
                    wrong.add("a node does not serve after kill " + kill);
                }
                say(begin, "kill " + kill, partners);
            }
            goesOn = false;
            for (Thread speaker : speakers) {
                speaker.join();
            }
            Pause.until(() -> hurried(city) && partners.underWay() == 0, SETTLED);
            partners.judge(wrong);
            wrong.forEach(one -> System.out.println("WRONG: " + one));
            System.out.printf(
                    "%d kills, %d messages acknowledged, %d of ours sent again: %s%n",
                    KILLS,
                    partners.acknowledged(),
                    partners.sentAgain(),
                    wrong.isEmpty() ? "all is well" : wrong.size() + " things are wrong");
        }
        city.close();
        return wrong.size();
    }

    private static int anyPort() {
        return City.PORT + ThreadLocalRandom.current().nextInt(2);
    }

    /** Each as fast as it is answered; one order of ten is a danger. 110 says that it knows. */
    private static List<Thread> speak(Partners partners) {
        List<Thread> speakers = new ArrayList<>();
        for (RudePartner partner : partners.all()) {
            partner.hesitates = 300;
            Thread speaker = new Thread(
                    () -> {
                        for (int n = 1; goesOn; n++) {
                            partners.tellOrder(partner, "S" + n, MESSAGES, n % 10 == 0);
                        }
                    },
                    partner.code);
            speaker.start();
            speakers.add(speaker);
        }
        return speakers;
    }

    /** What has failed is tried again at once, not when its time comes. */
    private static boolean hurried(City city) {
        city.database.update("update ACT_RU_JOB set DUEDATE_ = utc_timestamp(), REV_ = REV_ + 1 where EXCEPTION_MSG_"
                + " is not null and DUEDATE_ > utc_timestamp() and LOCK_OWNER_ is null");
        return true;
    }

    private static void say(long begin, String what, Partners partners) {
        System.out.printf(
                "%tT %4d s  %-16s %d messages acknowledged%n",
                LocalTime.now(), Pause.since(begin).toSeconds(), what, partners.acknowledged());
    }
}
