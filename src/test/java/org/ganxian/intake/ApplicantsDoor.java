package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ganxian.Multipart;
import org.ganxian.window.Scans;

/** Knocks on the API over real HTTP as an applicant's program would. */
public class ApplicantsDoor {

    public static final String STREET = "350602004";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an applicant holds. */
    public record Filed(String number, String code) {}

    /** What came back. */
    public record Answer(int status, String type, byte[] body, HttpResponse<byte[]> whole) {

        public JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + text(), e);
            }
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** A refusal in Chinese with this status. */
        public Answer isRefused(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            assertThat(type).startsWith("application/problem+json");
            assertThat(json().path("detail").asText()).containsPattern("\\p{IsHan}");
            assertThat(text()).doesNotContain("Exception").doesNotContain("org.");
            return this;
        }

        /** A refusal that blames this field. */
        public Answer blames(String field) {
            isRefused(400);
            assertThat(json().at("/errors").findValuesAsText("field"))
                    .as(text())
                    .contains(field);
            assertThat(json().at("/errors/0/message").asText()).containsPattern("\\p{IsHan}");
            return this;
        }
    }

    private final String server;
    private final String authorization;
    private final HttpClient http = HttpClient.newHttpClient();

    public ApplicantsDoor(int port) {
        this(port, null);
    }

    /** @param username a member of the demo's staff, null for nobody */
    public ApplicantsDoor(int port, String username) {
        this.server = "http://localhost:" + port;
        this.authorization = username == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString((username + ":ganxian").getBytes(StandardCharsets.UTF_8));
    }

    /** A barber's application as it should be, to be spoilt. */
    public static ObjectNode barber() {
        return JSON.createObjectNode()
                .put("item", "hygiene-permit")
                .put("applicant", "巷口理发店")
                .put("phone", "139-0000-0001")
                .put("place", STREET)
                .put("delivery", "WINDOW");
    }

    /** A pensioner's, for which the ID number is needed. */
    public static ObjectNode pensioner() {
        return barber().put("item", "old-age-allowance").put("applicant", "陈阿伯").put("idNumber", "11010519491231002x");
    }

    public static Multipart form(Object application) {
        return new Multipart().text("application", application.toString());
    }

    /** With all that has to be brought. */
    public static Multipart complete() {
        return form(barber())
                .material("application-form", Scans.pdf())
                .material("test-report", Scans.pdf())
                .material("floor-plan", Scans.photo("floor-plan").content());
    }

    public Filed files(Multipart form) throws Exception {
        Answer answer = sends(form);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Filed(
                answer.json().get("number").asText(),
                answer.json().get("queryCode").asText());
    }

    public Answer sends(Multipart form) throws Exception {
        return posts("/api/applications", form);
    }

    public Answer supplements(Filed filed, Multipart form) throws Exception {
        return posts("/api/applications/" + filed.number() + "/supplement", form.text("code", filed.code()));
    }

    public Answer posts(String path, Multipart form) throws Exception {
        return asks(form.into(HttpRequest.newBuilder(URI.create(server + path))));
    }

    public Answer gets(String path) throws Exception {
        return asks(HttpRequest.newBuilder(URI.create(server + path)).GET());
    }

    public JsonNode progress(Filed filed) throws Exception {
        Answer answer = gets("/api/demands/" + filed.number() + "?code=" + filed.code());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    public Answer asks(HttpRequest.Builder request) throws Exception {
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(
                answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body(), answer);
    }
}
