package org.ganxian.nodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** Two nodes on one server, with the mail server and the other system that they talk to. The first reaches the server by a relay. */
final class City implements AutoCloseable {

    static final Duration START = Duration.ofMinutes(4);

    /** The nodes' first port; {@code -Dnodes-port}, so that two suites can run beside each other. */
    static final int PORT = Integer.getInteger("nodes-port", 18181);

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String IMPATIENT = "&socketTimeout=20000";

    final MysqlServer server;
    final Relay relay;
    final Outside outside = new Outside();
    final List<Node> nodes;
    final JdbcTemplate database;

    /** @param more settings of both nodes */
    City(MysqlServer server, String... more) throws IOException {
        this.server = server;
        relay = new Relay(server.port());
        String[] settings = Stream.of(
                        Stream.of(outside.settings()),
                        Stream.of("--ganxian.drain=5s", "--ganxian.recomputation.batch=5"),
                        Stream.of(more))
                .flatMap(some -> some)
                .toArray(String[]::new);
        nodes = List.of(
                new Node("node-a", PORT, MysqlServer.url(relay.port(), "ganxian") + IMPATIENT, settings),
                new Node("node-b", PORT + 1, server.url("ganxian") + IMPATIENT, settings));
        database = server.on("ganxian");
    }

    Node first() {
        return nodes.get(0);
    }

    Node second() {
        return nodes.get(1);
    }

    /** @return whether both serve within the time of a start */
    boolean serves() {
        return nodes.stream().allMatch(node -> node.isReadyWithin(START));
    }

    /** The demo's people have no addresses; without one, no mail is sent. */
    void giveAddresses() {
        database.update("update person set email = ?", encrypted("ganxian@example.org"));
    }

    /** As the product keeps it. */
    static String encrypted(String plain) {
        AesBytesEncryptor encryptor = new AesBytesEncryptor(
                new SecretKeySpec(Base64.getDecoder().decode(KEY), "AES"),
                KeyGenerators.secureRandom(16),
                CipherAlgorithm.GCM);
        return Base64.getEncoder().encodeToString(encryptor.encrypt(plain.getBytes(StandardCharsets.UTF_8)));
    }

    /** A random name, so that what is sent twice counts once. */
    static String name() {
        return "F" + Math.abs(new SecureRandom().nextLong());
    }

    /** Answers as soon as the server does. */
    long count(String sql, Object... values) {
        for (int tries = 0; ; tries++) {
            try {
                Long counted = database.queryForObject(sql, Long.class, values);
                return counted == null ? 0 : counted;
            } catch (DataAccessException away) {
                if (tries == 30) {
                    throw away;
                }
                Pause.ofSeconds(1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(node -> node.signal("KILL"));
        nodes.forEach(Node::awaitEnd);
        relay.close();
        outside.close();
    }
}
