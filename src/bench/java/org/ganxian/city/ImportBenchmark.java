package org.ganxian.city;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How fast a file of records goes in by HTTP, and in which heap (that of this process). The file is {@code city.file},
 * or as many invented messages as {@code city.rows} says.
 */
final class ImportBenchmark {

    private static final int ROWS = Integer.getInteger("city.rows", 46_716);
    private static final long SECONDS_BETWEEN = 15;

    private ImportBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        String server = System.getenv().getOrDefault("GANXIAN_TEST_JDBC_URL", "");
        if (server.isEmpty()) {
            System.out.println("GANXIAN_TEST_JDBC_URL names no MySQL; an import is measured there only.");
            return;
        }
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists ganxian_import");
            statement.execute("create database ganxian_import character set utf8mb4");
        }
        try (ConfigurableApplicationContext context =
                CityBenchmark.start(server.replaceFirst("(//[^/]+/)[^?]*", "$1ganxian_import"))) {
            run(context);
        }
        System.exit(0);
    }

    private static void run(ConfigurableApplicationContext context) throws Exception {
        int port = ((ServletWebServerApplicationContext) context)
                .getWebServer()
                .getPort();
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        // Not in memory: the heap is to be the product's alone.
        Path file = System.getProperty("city.file") == null ? invented() : Path.of(System.getProperty("city.file"));
        Caller clerk = Caller.of("clerk", port);
        long begin = System.nanoTime();
        long processor = processor();
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> upload(clerk, file));
        int before = 0;
        while (!isDone(answer)) {
            Integer done = jdbc.queryForObject("select coalesce(max(done), 0) from file_import", Integer.class);
            System.out.printf(
                    "%6.0f s %7d rows, %4d a second%n",
                    (System.nanoTime() - begin) / 1e9, done, (done - before) / SECONDS_BETWEEN);
            before = done;
        }
        double took = (System.nanoTime() - begin) / 1e9;
        double worked = (processor() - processor) / 1e9;
        System.gc();
        String told = answer.get().body();
        System.out.printf(
                "%d, %s%n%.0f s, of these %.0f of this process's processor; %.0f MB of heap at most (-Xmx%d MB)%n",
                answer.get().status(),
                told.substring(0, Math.min(300, told.length())),
                took,
                worked,
                mostHeap(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static boolean isDone(CompletableFuture<Answer> answer) throws Exception {
        try {
            answer.get(SECONDS_BETWEEN, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static long processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double mostHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / 1e6;
    }

    private static Answer upload(Caller clerk, Path file) {
        try {
            return clerk.upload("/api/demands/import", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path invented() throws IOException {
        Path file = Files.createTempFile("messages", ".csv");
        file.toFile().deleteOnExit();
        try (BufferedWriter rows = Files.newBufferedWriter(file, Charset.forName("GB18030"))) {
            rows.write("留言编号,留言用户,留言主题,留言时间,留言详情,一级分类\r\n");
            for (int row = 1; row <= ROWS; row++) {
                rows.write("I%06d,用户%d,第%d盏路灯不亮,2020/1/%d %d:09:38,"
                        .formatted(row, row % 9_000, row, 1 + row % 28, row % 24));
                rows.write("小区%d栋门口的路灯坏了，晚上看不清台阶，请派人来看看。".formatted(row % 300).repeat(5));
                rows.write(",城乡建设\r\n");
            }
        }
        return file;
    }
}
