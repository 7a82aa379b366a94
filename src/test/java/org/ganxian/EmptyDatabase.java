package org.ganxian;

import java.util.UUID;
import java.util.stream.Stream;

/**
 * A database without anything in it for an application that a test starts by itself: on the server that the build names,
 * whichever run of the tests this is, and in memory where there is none.
 *
 * @param server its JDBC URL with a user who may create databases; empty for none
 */
public record EmptyDatabase(String server, String name) implements AutoCloseable {

    public static EmptyDatabase make() {
        String server = System.getenv().getOrDefault("GANXIAN_TEST_JDBC_URL", "");
        String name =
                "ganxian_test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        EmptyDatabase made = new EmptyDatabase(server, name);
        if (!server.isBlank()) {
            TestDatabase.execute(server, "create database " + name + " character set utf8mb4");
        }
        return made;
    }

    /** What an application is started with, besides its own. */
    public String[] arguments(String... own) {
        Stream<String> database = server.isBlank()
                ? Stream.of("--spring.datasource.url=" + inMemory())
                : Stream.of(
                        "--spring.datasource.url=" + server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name),
                        "--spring.datasource.username=" + TestDatabase.parameter(server, "user"),
                        "--spring.datasource.password=" + TestDatabase.parameter(server, "password"));
        return Stream.concat(Stream.of(own), database).toArray(String[]::new);
    }

    private String inMemory() {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;MODE=MySQL;LOCK_TIMEOUT=10000";
    }

    @Override
    public void close() {
        if (server.isBlank()) {
            TestDatabase.execute(inMemory() + ";USER=ganxian;PASSWORD=ganxian", "shutdown");
        } else {
            TestDatabase.execute(server, "drop database " + name);
        }
    }
}
