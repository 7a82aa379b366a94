package org.ganxian.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.envelope.HmacAesSuite;
import org.ganxian.exchange.envelope.Sealing;

/**
 * Another system as they are: it repeats, reorders, contradicts itself, is away, and does not answer. It speaks real HTTP
 * both ways and knows nothing of how ours is made but the envelope.
 */
public final class RudePartner implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What it was answered. */
    public record Answer(int status, String body) {

        public JsonNode json() {
            return read(body);
        }

        String reason() {
            return json().path("detail").asText();
        }
    }

    /** What it has got from us. */
    public record Got(String messageId, String type, String sourceNo, int seq, JsonNode body) {}

    public final String code;
    private final String keyId;
    private final Sealing sealing;
    private final IntSupplier port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final Queue<Got> got = new ConcurrentLinkedQueue<>();

    /** What of it lies there to be fetched. */
    final RudePages pages = new RudePages(this);

    /** What it answers when something comes. */
    public volatile int answers = 200;

    /** How long it thinks before that, milliseconds at most. */
    public volatile int hesitates;

    public RudePartner(String code, String keyId, String secret, int port) {
        this(code, keyId, secret, () -> port);
    }

    /** @param port of the node that the next message goes to */
    public RudePartner(String code, String keyId, String secret, IntSupplier port) {
        this.code = code;
        this.keyId = keyId;
        this.sealing = new Sealing(new HmacAesSuite(), Base64.getDecoder().decode(secret));
        this.port = port;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, code);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::take);
        server.start();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private void take(HttpExchange call) throws IOException {
        if ("GET".equals(call.getRequestMethod())) {
            pages.answer(call);
            return;
        }
        Envelope envelope = JSON.readValue(call.getRequestBody().readAllBytes(), Envelope.class);
        if (answers == 200 && sealing.isSigned(envelope)) {
            got.add(new Got(
                    envelope.messageId(),
                    envelope.type(),
                    envelope.sourceNo(),
                    envelope.seq(),
                    read(sealing.open(envelope))));
        }
        if (hesitates > 0) {
            LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(hesitates)));
        }
        call.sendResponseHeaders(answers, -1);
        call.close();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/messages";
    }

    public List<Got> got() {
        return List.copyOf(got);
    }

    List<Got> got(String sourceNo, String type) {
        return got.stream()
                .filter(one -> one.sourceNo().equals(sourceNo) && one.type().equals(type))
                .toList();
    }

    static String at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZONE).toString();
    }

    static String now() {
        return at(ClockUtil.getCurrentTime().toInstant());
    }

    /** Not sealed yet. */
    Envelope message(String type, String sourceNo, int seq, String occurredAt, String sentAt) {
        return new Envelope(
                "1",
                UUID.randomUUID().toString(),
                type,
                code,
                "ganxian",
                sourceNo,
                null,
                seq,
                occurredAt,
                sentAt,
                null,
                keyId,
                UUID.randomUUID().toString(),
                null,
                null);
    }

    public Envelope sealed(String type, String sourceNo, int seq, String body) {
        return sealing.seal(message(type, sourceNo, seq, now(), now()), body);
    }

    public Envelope seal(Envelope message, String body) {
        return sealing.seal(message, body);
    }

    public Answer says(String type, String sourceNo, int seq, Object body) {
        return send(sealed(type, sourceNo, seq, written(body)));
    }

    /** The same once more, as after an answer that was lost: only what is of each sending is new. */
    public Envelope again(Envelope said) {
        return new Envelope(
                said.schemaVersion(),
                said.messageId(),
                said.type(),
                said.from(),
                said.to(),
                said.sourceNo(),
                said.peerNo(),
                said.seq(),
                said.occurredAt(),
                now(),
                null,
                said.keyId(),
                UUID.randomUUID().toString(),
                null,
                null);
    }

    /** As {@link #send(Envelope)}; status 0 when nothing was answered. */
    public Answer tries(Envelope envelope) {
        try {
            return send(envelope);
        } catch (UncheckedIOException lost) {
            return new Answer(0, lost.toString());
        }
    }

    public Answer send(Envelope envelope) {
        return send(written(envelope).getBytes(StandardCharsets.UTF_8));
    }

    Answer send(byte[] bytes) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + port.getAsInt() + "/exchange/v1/" + code + "/messages"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String written(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** An order about a lamp, of a category that the list gives us. */
    public static Map<String, Object> lamp(String category) {
        return Map.of(
                "kind",
                "求助",
                "category",
                category,
                "text",
                "楼道里的灯坏了，老人夜里上下楼看不清，请人来换一下。",
                "place",
                Map.of("unit", "350602004001", "address", "榕荫里 3 号楼"),
                "urgency",
                3,
                "caller",
                Map.of("name", "陈阿伯", "phone", "13900000001"));
    }

    public static Map<String, Object> note(String text) {
        return Map.of("text", text);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
