package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An application of somebody else's: it knows GeoReport v2 and an API key, and nothing of ours. */
final class Open311Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "/open311/v2/";

    /** What came back. */
    record Answer(int status, String type, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + this, e);
            }
        }

        Element xml() {
            try {
                return DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement();
            } catch (Exception e) {
                throw new AssertionError("Not XML: " + this, e);
            }
        }
    }

    final String key;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Open311Client(int port, String key) {
        this.port = port;
        this.key = key;
    }

    static List<Element> children(Element of) {
        List<Element> found = new ArrayList<>();
        for (Node one = of.getFirstChild(); one != null; one = one.getNextSibling()) {
            if (one instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    static List<String> names(Element of) {
        return children(of).stream().map(Element::getTagName).toList();
    }

    static Element child(Element of, String name) {
        return children(of).stream()
                .filter(one -> one.getTagName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }

    /** With the key, if there is one. */
    Answer get(String path, String... namesAndValues) {
        Map<String, String> fields = fields(namesAndValues);
        if (!key.isEmpty()) {
            fields.putIfAbsent("api_key", key);
        }
        String query = encoded(fields);
        return raw("GET", path + (query.isEmpty() ? "" : "?" + query), null, null, "*/*");
    }

    Answer post(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (!key.isEmpty()) {
            all.putIfAbsent("api_key", key);
        }
        return raw(
                "POST",
                path,
                "application/x-www-form-urlencoded; charset=utf-8",
                encoded(all).getBytes(StandardCharsets.UTF_8),
                "*/*");
    }

    Answer raw(String method, String path, String type, byte[] body, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + (path.startsWith("/") ? path : ROOT + path)))
                .header("Accept", accept)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> escaped(field.getKey()) + "=" + escaped(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static List<JsonNode> all(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().isArray()).isTrue();
        return StreamSupport.stream(answer.json().spliterator(), false).toList();
    }

    static List<String> ids(Answer answer) {
        return all(answer).stream()
                .map(one -> one.path("service_request_id").asText())
                .toList();
    }

    static Answer update(Open311Client by, String id, String update, String status, String text, int expected) {
        Answer answer = by.post(
                "servicerequestupdates.xml",
                fields(
                        "service_request_id",
                        id,
                        "update_id",
                        update,
                        "status",
                        status,
                        "updated_datetime",
                        "2026-06-08T08:59:00+08:00",
                        "description",
                        text,
                        "email",
                        "chen@example.com"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(expected);
        return answer;
    }

    static void isRefused(Answer answer, int status, String format) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        if (format.equals("xml")) {
            assertThat(answer.type()).isEqualToIgnoringCase("text/xml;charset=utf-8");
            assertThat(answer.xml().getTagName()).isEqualTo("errors");
            for (Element error : children(answer.xml())) {
                assertThat(error.getTagName()).isEqualTo("error");
                assertThat(names(error)).containsExactly("code", "description");
                assertThat(children(error).get(0).getTextContent()).isEqualTo(String.valueOf(status));
            }
        } else {
            assertThat(answer.type()).isEqualToIgnoringCase("application/json;charset=utf-8");
            assertThat(answer.json().isArray()).isTrue();
            for (JsonNode error : answer.json()) {
                assertThat(error.path("code").intValue()).isEqualTo(status);
                assertThat(error.path("description").asText()).containsPattern("\\p{IsHan}");
            }
        }
        assertThat(answer.body()).contains("code").doesNotContainIgnoringCase("<html");
    }
}
