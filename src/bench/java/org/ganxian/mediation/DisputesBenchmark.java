package org.ganxian.mediation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ganxian.BenchedCity;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * 500 parties ask for mediation at once, each sheet sent twice, as telephones do on a bad line: none is lost, none is there twice, and each has its
 * process and its task. On H2, or on the MySQL of {@code GANXIAN_TEST_JDBC_URL}.
 */
final class DisputesBenchmark {

    private static final int DISPUTES = Integer.getInteger("disputes.count", 500);
    private static final int AT_ONCE = Integer.getInteger("disputes.at-once", 100);
    private static final String DOOR = "/portal/disputes";

    private DisputesBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        String server = System.getenv().getOrDefault("GANXIAN_TEST_JDBC_URL", "");
        boolean whole;
        try (ConfigurableApplicationContext context = BenchedCity.start(
                server,
                one -> one.getEnvironment()
                        .getSystemProperties()
                        .putAll(Map.of("ganxian.rate-limit.create", "1000000", "ganxian.rate-limit.query", "1000000")))) {
            whole = run(context);
        }
        System.exit(whole ? 0 : 1);
    }

    private static boolean run(ConfigurableApplicationContext context) throws Exception {
        int port = ((ServletWebServerApplicationContext) context)
                .getWebServer()
                .getPort();
        ExecutorService people = Executors.newFixedThreadPool(AT_ONCE);
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<int[]>> asked = new ArrayList<>();
        for (int i = 0; i < DISPUTES; i++) {
            int no = i;
            asked.add(people.submit(() -> {
                Caller party = Caller.nobody(port);
                gate.await();
                return new int[] {asks(party, no).status(), asks(party, no).status()};
            }));
        }
        long begin = System.nanoTime();
        gate.countDown();
        Map<Integer, Integer> answers = new TreeMap<>();
        for (Future<int[]> one : asked) {
            for (int status : one.get()) {
                answers.merge(status, 1, Integer::sum);
            }
        }
        double took = (System.nanoTime() - begin) / 1e9;
        people.shutdown();
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        int rows = count(jdbc, "select count(*) from mediation");
        int parties = count(jdbc, "select count(*) from mediation_party");
        int numbers = count(jdbc, "select count(distinct number) from mediation");
        int tasks = count(
                jdbc,
                "select count(distinct PROC_INST_ID_) from ACT_RU_TASK where TASK_DEF_KEY_ = 'examine-application'");
        boolean whole = rows == DISPUTES && numbers == DISPUTES && parties == 2 * DISPUTES && tasks == DISPUTES;
        System.out.printf(
                "%d disputes by %d at once, each sheet sent twice: %.1f s, %.0f a second; answers %s;"
                        + " %d rows, %d numbers, %d parties, %d tasks: %s%n",
                DISPUTES,
                AT_ONCE,
                took,
                DISPUTES / took,
                answers,
                rows,
                numbers,
                parties,
                tasks,
                whole ? "none lost, none twice" : "LOST OR TWICE");
        return whole;
    }

    private static Answer asks(Caller party, int no) {
        return party.form(
                DOOR + "/new",
                DOOR,
                "key",
                "bench-of-disputes-%06d".formatted(no),
                "told",
                "yes",
                "disputeType",
                "NEIGHBOUR",
                "place",
                "350602004001",
                "facts",
                "楼上漏水，泡坏了天花板。",
                "claim",
                "修好，赔偿。",
                "people",
                "2",
                "kindA",
                "PERSON",
                "nameA",
                "甲先生",
                "phoneA",
                "139%08d".formatted(no),
                "kindB",
                "PERSON",
                "nameB",
                "乙女士",
                "phoneB",
                "138%08d".formatted(no));
    }

    private static int count(JdbcTemplate jdbc, String query) {
        Integer found = jdbc.queryForObject(query, Integer.class);
        return found == null ? 0 : found;
    }
}
