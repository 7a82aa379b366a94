package org.ganxian.world;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.GanxianApplication;
import org.ganxian.SharedApplication;
import org.ganxian.TestDatabase;
import org.ganxian.WholeDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** The demo city of the day of a dump, as its database lies there, and today's version started on it. */
class OldCity {

    private static final Path DUMPS = Path.of("src/test/resources/upgrade/2026-11-28");

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    static final String TASKS =
            "select ID_, TASK_DEF_KEY_, ASSIGNEE_, PROC_INST_ID_, DUE_DATE_ from ACT_RU_TASK order by ID_";

    static final String TIMERS = "select ID_, HANDLER_TYPE_, HANDLER_CFG_, PROCESS_INSTANCE_ID_, DUEDATE_"
            + " from ACT_RU_JOB where TYPE_ = 'timer' and PROCESS_INSTANCE_ID_ is not null order by ID_";

    static final String DAYS = "select area_code, district_code, category, received_day, closed_day, count(*) n"
            + " from insight_case group by area_code, district_code, category, received_day, closed_day"
            + " order by area_code, district_code, category, received_day, closed_day";

    /** What there was before the start. */
    final Map<String, Long> rowsBefore = new TreeMap<>();

    List<Map<String, Object>> tasksBefore;
    List<Map<String, Object>> timersBefore;
    List<Map<String, Object>> daysBefore;
    ConfigurableApplicationContext application;

    private Runnable leave = () -> {};

    void begin() throws IOException, SQLException {
        SharedApplication.close();
        String server = System.getProperty("ganxian.test.jdbc-url", "");
        boolean mysql = !server.isBlank();
        String name = "ganxian_test_upgrade_" + ProcessHandle.current().pid();
        String url = mysql
                ? server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name)
                : "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;MODE=MySQL;LOCK_TIMEOUT=10000";
        String user = mysql ? TestDatabase.parameter(server, "user") : "ganxian";
        String password = mysql ? TestDatabase.parameter(server, "password") : "ganxian";
        if (mysql) {
            TestDatabase.execute(server, "create database " + name + " character set utf8mb4");
        }
        leave = () -> TestDatabase.execute(
                mysql ? server : url + ";USER=ganxian;PASSWORD=ganxian", mysql ? "drop database " + name : "shutdown");
        Instant stopped;
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            load(connection, DUMPS.resolve(mysql ? "mysql.sql.gz" : "h2.sql.gz"), mysql);
            JdbcTemplate old = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            for (String table : WholeDatabase.tables(connection)) {
                rowsBefore.put(table.toLowerCase(), rows(old, table));
            }
            tasksBefore = old.queryForList(TASKS);
            timersBefore = old.queryForList(TIMERS);
            daysBefore = old.queryForList(DAYS);
            stopped = old.queryForObject(
                    "select max(TIMESTAMP_) from ACT_HI_JOB_LOG",
                    (row, i) -> row.getObject(1, java.time.LocalDateTime.class).toInstant(java.time.ZoneOffset.UTC));
        }
        ClockUtil.setCurrentTime(Date.from(stopped.plusSeconds(60)));
        application = new SpringApplicationBuilder(GanxianApplication.class)
                .profiles("demo")
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + user,
                        "--spring.datasource.password=" + password,
                        "--ganxian.encryption-key=" + KEY,
                        "--ganxian.login-limit.address=100000",
                        "--camunda.bpm.job-execution.enabled=false");
    }

    /** However far it came. */
    void leave() {
        if (application != null) {
            application.close();
        }
        leave.run();
    }

    private static void load(Connection connection, Path dump, boolean mysql) throws IOException, SQLException {
        if (mysql) {
            try (InputStream file = new GZIPInputStream(Files.newInputStream(dump));
                    Statement statement = connection.createStatement()) {
                // The dump says so in comments that only MySQL's own client reads.
                statement.execute("set foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
                ScriptUtils.executeSqlScript(
                        connection,
                        new EncodedResource(new InputStreamResource(file), StandardCharsets.UTF_8),
                        false,
                        false,
                        "--",
                        ";",
                        "/*",
                        "*/");
            }
        } else {
            try (Statement statement = connection.createStatement()) {
                statement.execute("runscript from '" + dump + "' compression gzip charset 'UTF-8'");
            }
        }
    }

    static long rows(JdbcTemplate jdbc, String table) {
        return jdbc.queryForObject(
                "select count(*) from " + (table.equals("flyway_schema_history") ? quoted(jdbc) : table), Long.class);
    }

    private static String quoted(JdbcTemplate jdbc) {
        return jdbc.execute((Connection c) -> {
            String quote = c.getMetaData().getIdentifierQuoteString();
            return quote + "flyway_schema_history" + quote;
        });
    }
}
