package org.ganxian;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each test context an empty database of its own: in memory, or on the server that the build names. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** In memory, of the application before this one. */
    private static @Nullable String last;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String name =
                "ganxian_test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        String server = System.getProperty("ganxian.test.jdbc-url", "");
        if (server.isBlank()) {
            if (last != null) {
                execute(last + ";USER=ganxian;PASSWORD=ganxian", "shutdown");
            }
            last = "jdbc:h2:mem:" + name
                    + ";DB_CLOSE_DELAY=-1;MODE=MySQL;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=500;OPTIMIZE_REUSE_RESULTS=0";
            TestPropertyValues.of("spring.datasource.url=" + last).applyTo(context);
            return;
        }
        execute(server, "create database " + name + " character set utf8mb4");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            execute(server, "drop database if exists " + name);
            execute(server, "drop database if exists " + DatabaseSnapshot.keptBeside(name));
        }));
        TestPropertyValues.of(
                        "spring.datasource.url=" + server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name),
                        "spring.datasource.username=" + parameter(server, "user"),
                        "spring.datasource.password=" + parameter(server, "password"))
                .applyTo(context);
    }

    public static String parameter(String url, String name) {
        return url.replaceFirst(".*[?&]" + name + "=([^&]*).*", "$1");
    }

    public static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
