package org.ganxian.order;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * Orders from the start to the rating, ours against the bare engine on the same diagram: each side in a process of its
 * own, in rounds that take turns. On the server of {@code GANXIAN_TEST_JDBC_URL}, else on H2 in memory.
 *
 * <p>{@code short}, {@code short-bare}: one side, one thread, 20 cases, and what a case sends to the database. With the name of a
 * {@link Work} beside it, that in place of orders.
 * {@code profile}: ours alone on four threads, warmed up, recorded into {@code target/cases.jfr}.
 */
final class CaseBenchmark {

    private static final int ROUNDS = 5;
    private static final int[] THREADS = {1, 4, 16};
    private static final int CASES = Integer.getInteger("bench.round", 40);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warm-up", 180));
    private static final String ANSWER = "CASES ";

    private CaseBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        String server = System.getenv().getOrDefault("GANXIAN_TEST_JDBC_URL", "");
        List<String> asked =
                Stream.of(arguments).flatMap(one -> Stream.of(one.split(" "))).toList();
        Work work = Work.of(asked);
        if (asked.contains("side")) {
            serve(side(asked.get(1), server, work));
        } else if (asked.contains("profile")) {
            profile(side("product", server, work));
        } else if (asked.stream().anyMatch(one -> one.startsWith("short"))) {
            try (OrderSide side = side(asked.contains("short-bare") ? "bare" : "product", server, work)) {
                run(side, 1, 10);
                System.out.println(counted(side, 20));
            }
            System.exit(0);
        } else {
            compare(server.isEmpty() ? "H2 in memory" : "MySQL", work);
        }
    }

    private static OrderSide side(String name, String server, Work work) {
        return name.equals("bare") ? new BareOrders(server, work) : new ProductOrders(server, work);
    }

    /** Until the compiler has seen most of it: before, it takes more of the machine than the cases do. */
    private static void warmUp(OrderSide side) throws Exception {
        for (long end = System.nanoTime() + WARM_UP.toNanos(); System.nanoTime() < end; ) {
            run(side, 4, 20);
        }
    }

    private static void profile(OrderSide side) throws Exception {
        warmUp(side);
        try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            Round round = run(side, 4, 10 * CASES);
            System.out.printf(
                    "%.1f cases a second, %.1f ms of the processor a case%n", round.casesASecond(), round.processor());
            recording.dump(Path.of("target/cases.jfr"));
        }
        System.exit(0);
    }

    /** @param processor milliseconds of the JVM's processor a case: a neighbour on the machine does not distort them */
    private record Round(double casesASecond, double processor) {

        static Round parsed(String line) {
            String[] parts = line.split(" ");
            return new Round(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        }

        String line() {
            return casesASecond + " " + processor;
        }
    }

    private static Round run(OrderSide side, int threads, int cases) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        ExecutorService people = Executors.newFixedThreadPool(threads);
        long begin = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            all.add(people.submit(side::oneCase));
        }
        for (Future<?> one : all) {
            one.get();
        }
        people.shutdown();
        return new Round(
                cases / ((System.nanoTime() - begin) / 1e9), (system.getProcessCpuTime() - cpu) / 1e6 / cases);
    }

    private static String counted(OrderSide side, int cases) throws Exception {
        side.sent().forget();
        Round round = run(side, 1, cases);
        side.sent().stop();
        Map<String, Long> kinds = new TreeMap<>();
        StringBuilder table = new StringBuilder();
        side.sent().counts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(e -> {
                    kinds.merge(e.getKey().split(" ", 2)[0], e.getValue(), Long::sum);
                    table.append("  %7.2f %s%n".formatted((double) e.getValue() / cases, e.getKey()));
                });
        StringBuilder head = new StringBuilder("a case: %.0f ms of CPU in the JVM".formatted(round.processor()));
        kinds.forEach((kind, often) -> head.append(", %s %.1f".formatted(kind, (double) often / cases)));
        return head + System.lineSeparator() + table;
    }

    private static void serve(OrderSide side) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        warmUp(side);
        System.out.println(ANSWER + "ready");
        String line;
        while ((line = in.readLine()) != null) {
            if (line.equals("count")) {
                System.out.println(counted(side, 20));
                System.out.println(ANSWER + "counted");
            } else {
                System.out.println(ANSWER + run(side, Integer.parseInt(line), CASES).line());
            }
        }
        System.exit(0);
    }

    private record Child(Process process, BufferedReader out, PrintWriter in) {

        static Child start(String name, Work work) throws IOException {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx1g",
                            "-Dbench.round=" + CASES,
                            "-Dbench.warm-up=" + WARM_UP.toSeconds(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            CaseBenchmark.class.getName(),
                            "side",
                            name,
                            work.asked)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Child child = new Child(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
                    new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8));
            child.answer(false);
            return child;
        }

        String answer(boolean aloud) throws IOException {
            String line;
            while ((line = out.readLine()) != null && !line.startsWith(ANSWER)) {
                if (aloud) {
                    System.out.println(line);
                }
            }
            if (line == null) {
                throw new IllegalStateException("The other process ended");
            }
            return line.substring(ANSWER.length());
        }

        String ask(String what, boolean aloud) throws IOException {
            in.println(what);
            return answer(aloud);
        }
    }

    private static void compare(String database, Work work) throws IOException {
        Child ours = Child.start("product", work);
        Child bare = Child.start("bare", work);
        System.out.printf(
                "%n%s, %d %s a round, median of %d%n", database, CASES, work.name().toLowerCase(Locale.ROOT).replace('_', ' '), ROUNDS);
        System.out.printf(
                "%8s %14s %14s %8s %12s %12s %8s%n",
                "threads", "ours, cases/s", "bare, cases/s", "ratio", "ours, CPU ms", "bare, CPU ms", "ratio");
        for (int threads : THREADS) {
            double[][] all = new double[6][ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                Round fast = Round.parsed(ours.ask(String.valueOf(threads), false));
                Round barely = Round.parsed(bare.ask(String.valueOf(threads), false));
                all[0][round] = fast.casesASecond();
                all[1][round] = barely.casesASecond();
                all[2][round] = fast.casesASecond() / barely.casesASecond();
                all[3][round] = fast.processor();
                all[4][round] = barely.processor();
                all[5][round] = barely.processor() / fast.processor();
            }
            System.out.printf(
                    "%8d %14.2f %14.2f %8.2f %12.1f %12.1f %8.2f%n",
                    threads,
                    median(all[0]),
                    median(all[1]),
                    median(all[2]),
                    median(all[3]),
                    median(all[4]),
                    median(all[5]));
        }
        System.out.println("\nOurs, " + ours.ask("count", true));
        System.out.println("Bare, " + bare.ask("count", true));
        ours.in().close();
        bare.in().close();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
