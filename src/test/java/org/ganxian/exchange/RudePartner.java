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
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.envelope.HmacAesSuite;
import org.ganxian.exchange.envelope.Sealing;

/**
 * Another system as they are: it repeats, reorders, contradicts itself, is away, and does not answer. It speaks real HTTP
 * both ways and knows nothing of how ours is made but the envelope.
 */
final class RudePartner implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What it was answered. */
    record Answer(int status, String body) {

        JsonNode json() {
            return read(body);
        }

        String reason() {
            return json().path("detail").asText();
        }
    }

    /** What it has got from us. */
    record Got(String messageId, String type, String sourceNo, int seq, JsonNode body) {}

    final String code;
    private final String keyId;
    private final Sealing sealing;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();

    /** What it answers when something comes. */
    volatile int answers = 200;

    RudePartner(String code, String keyId, String secret, int port) {
        this.code = code;
        this.keyId = keyId;
        this.sealing = new Sealing(new HmacAesSuite(), Base64.getDecoder().decode(secret));
        this.port = port;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        Envelope envelope = JSON.readValue(call.getRequestBody().readAllBytes(), Envelope.class);
        if (answers == 200 && sealing.isSigned(envelope)) {
            got.add(new Got(
                    envelope.messageId(),
                    envelope.type(),
                    envelope.sourceNo(),
                    envelope.seq(),
                    read(sealing.open(envelope))));
        }
        call.sendResponseHeaders(answers, -1);
        call.close();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/messages";
    }

    List<Got> got() {
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

    Envelope sealed(String type, String sourceNo, int seq, String body) {
        return sealing.seal(message(type, sourceNo, seq, now(), now()), body);
    }

    Envelope seal(Envelope message, String body) {
        return sealing.seal(message, body);
    }

    Answer says(String type, String sourceNo, int seq, Object body) {
        return send(sealed(type, sourceNo, seq, written(body)));
    }

    Answer send(Envelope envelope) {
        return send(written(envelope).getBytes(StandardCharsets.UTF_8));
    }

    Answer send(byte[] bytes) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/exchange/v1/" + code + "/messages"))
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

    static String written(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** An order about a lamp, of a category that the list gives us. */
    static Map<String, Object> lamp(String category) {
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

    static Map<String, Object> note(String text) {
        return Map.of("text", text);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
