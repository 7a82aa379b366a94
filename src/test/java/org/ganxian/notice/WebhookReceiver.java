package org.ganxian.notice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The other system: a real HTTP server that verifies calls as docs/notices.md tells its maker to. */
final class WebhookReceiver implements AutoCloseable {

    static final String SECRET = "a-secret-of-both-sides";
    private static final Duration OLDEST = Duration.ofMinutes(5);

    /** A call as it came in. */
    record Call(String id, String timestamp, String signature, String contentType, String body) {

        /** Signed by whoever knows the secret, over exactly this body, less than five minutes ago. */
        boolean isGenuine(Instant now) {
            Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
            return age.abs().compareTo(OLDEST) <= 0
                    // In constant time, so that a forger learns nothing from how long it takes.
                    && MessageDigest.isEqual(
                            ("v1=" + hmac(timestamp + "." + body)).getBytes(StandardCharsets.UTF_8),
                            signature.getBytes(StandardCharsets.UTF_8));
        }

        Call withBody(String other) {
            return new Call(id, timestamp, signature, contentType, other);
        }

        Call withTimestamp(Instant other) {
            return new Call(id, String.valueOf(other.getEpochSecond()), signature, contentType, body);
        }

        private static String hmac(String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private volatile CountDownLatch door = new CountDownLatch(0);

    /** Takes calls and does not answer, until it {@link #goesOn}. */
    void hangs() {
        door = new CountDownLatch(1);
    }

    void goesOn() {
        door.countDown();
    }

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/ganxian", this::take);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        // Whoever hangs holds nobody else up.
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        calls.add(new Call(
                exchange.getRequestHeaders().getFirst("Ganxian-Notice-Id"),
                exchange.getRequestHeaders().getFirst("Ganxian-Timestamp"),
                exchange.getRequestHeaders().getFirst("Ganxian-Signature"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try {
            door.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (answer >= 300 && answer < 400) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ganxian";
    }

    void answers(int status) {
        answer = status;
    }

    void forget() {
        calls.clear();
        answer = 204;
    }

    List<Call> calls() {
        return calls;
    }

    /** What came to the address that a redirect named. */
    List<String> elsewhere() {
        return elsewhere;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
