package org.ganxian.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A MySQL of its own that flushes at every commit, by shared/bin/mysql-up; it can be stopped, killed and given a full disk. */
final class MysqlServer {

    static final String OPTIONS = "?allowPublicKeyRetrieval=true&sslMode=DISABLED&rewriteBatchedStatements=true";

    private static final String SCRIPT = System.getProperty("mysql-up", "../shared/bin/mysql-up");
    private static final String PORT = System.getProperty("mysql-port", "13326");
    private static final String MEGABYTES = System.getProperty("faults.disk", "");

    private final Path usual = Path.of(
            System.getenv().getOrDefault("MYSQL_HOME", System.getProperty("user.home") + "/.cache/ganxian-mysql"));
    private Path home = usual;

    /** Wipes what was there before. */
    void begin() throws IOException {
        wipe();
        if (!MEGABYTES.isBlank()) {
            home = Files.createTempDirectory("ganxian-disk");
            String said = Node.run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", home.toString());
            if (!said.isBlank()) {
                throw new IllegalStateException("A small disk needs root: " + said);
            }
            Files.createSymbolicLink(home.resolve("root"), usual.resolve("root"));
        }
        start();
    }

    int port() {
        return Integer.parseInt(PORT);
    }

    String url(String schema) {
        return url(port(), schema);
    }

    /** @param port of a relay before the server */
    static String url(int port, String schema) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + schema + OPTIONS;
    }

    JdbcTemplate on(String schema) {
        return new JdbcTemplate(new DriverManagerDataSource(
                url(schema) + "&connectTimeout=3000&socketTimeout=60000", "ganxian", "ganxian"));
    }

    /** What {@link #statements} counts begins anew. */
    void forgetStatements() {
        root().execute("truncate table performance_schema.events_statements_summary_by_digest");
    }

    /** What was sent since, without its values, most often first. */
    Map<String, Long> statements() {
        Map<String, Long> sent = new LinkedHashMap<>();
        root().query(
                        "select DIGEST_TEXT, sum(COUNT_STAR) as times from"
                                + " performance_schema.events_statements_summary_by_digest where DIGEST_TEXT is not null"
                                + " group by DIGEST_TEXT order by times desc limit 60",
                        row -> {
                            sent.put(row.getString(1), row.getLong(2));
                        });
        return sent;
    }

    private static JdbcTemplate root() {
        return new JdbcTemplate(new DriverManagerDataSource(url(Integer.parseInt(PORT), "mysql"), "root", ""));
    }

    void start() {
        String said = Node.run("env", "MYSQL_HOME=" + home, "MYSQL_DURABLE=1", SCRIPT, PORT);
        if (!said.contains("jdbc:mysql:")) {
            throw new IllegalStateException(said);
        }
    }

    void stop() {
        Node.run("env", "MYSQL_HOME=" + home, SCRIPT, "stop", PORT);
    }

    void kill() {
        Node.run("kill", "-KILL", String.valueOf(handle().pid()));
        forgetThatItRan();
    }

    /** One that nobody has buried yet counts as running. */
    private void forgetThatItRan() {
        Node.run("rm", "-f", pid().toString());
    }

    ProcessHandle handle() {
        return ProcessHandle.of(Long.parseLong(Node.run("cat", pid().toString()).strip()))
                .orElseThrow();
    }

    private Path pid() {
        return home.resolve("data-" + PORT).resolve("mysqld.pid");
    }

    boolean hasSmallDisk() {
        return !home.equals(usual);
    }

    /** Nothing more can be written for so long. */
    void fillDisk(Duration time) throws IOException {
        Path ballast = home.resolve("ballast");
        Node.run("dd", "if=/dev/zero", "of=" + ballast, "bs=64k");
        Pause.of(time);
        Files.delete(ballast);
        startUnlessItRuns();
    }

    /** InnoDB ends its server where it cannot write; production's is started again by systemd. */
    private void startUnlessItRuns() {
        try {
            root().execute("select 1");
        } catch (DataAccessException down) {
            forgetThatItRan();
            start();
        }
    }

    void wipe() {
        Node.run("env", "MYSQL_HOME=" + home, SCRIPT, "wipe", PORT);
        if (hasSmallDisk()) {
            Node.run("umount", home.toString());
            Node.run("rmdir", home.toString());
        }
    }
}
