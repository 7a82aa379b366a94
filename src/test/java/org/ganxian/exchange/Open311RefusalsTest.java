package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.Open311Client.encoded;
import static org.ganxian.exchange.Open311Client.escaped;
import static org.ganxian.exchange.Open311Client.fields;
import static org.ganxian.exchange.Open311Client.isRefused;
import static org.ganxian.exchange.Open311Story.lamp;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.exchange.Open311Client.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the door of Open311 refuses: each with the specification's errors in the format that was asked for, never a page. */
@IntegrationTest
@Tag("any-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Open311RefusalsTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ANY_PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

    @LocalServerPort
    int port;

    @Autowired
    PartnersStory city;

    @Autowired
    Open311Story people;

    private Open311Client app;

    @BeforeAll
    void anApplicationHasAKey() {
        city.story.isAWorkingMorning();
        app = people.app("WRONG", port);
    }

    @BeforeEach
    void itIsAWorkingMorning() {
        city.story.isAWorkingMorning();
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    /** A change of a good report, and the status that it leads to; a null takes a field away. */
    record Wrong(String field, String value, int status) {}

    static Stream<Wrong> reports() {
        return Stream.of(
                new Wrong("api_key", null, 403),
                new Wrong("api_key", "WRONG.k1.AAAA", 403),
                new Wrong("api_key", "' or '1'='1", 403),
                new Wrong("api_key", "..", 403),
                new Wrong("service_code", null, 400),
                new Wrong("service_code", " ", 400),
                new Wrong("service_code", "pothole", 404),
                new Wrong("service_code", "%", 404),
                new Wrong("service_code", "l_mp", 404),
                new Wrong("service_code", "x".repeat(70_000), 404),
                new Wrong("service_code", "a\u0000b", 404),
                new Wrong("jurisdiction_id", "city.gov", 404),
                new Wrong("lat", null, 400),
                new Wrong("lat", "NaN", 400),
                new Wrong("lat", "Infinity", 400),
                new Wrong("lat", "1e9", 400),
                new Wrong("lat", "24,513", 400),
                new Wrong("lat", "124.5", 400),
                new Wrong("long", "0", 400),
                new Wrong("long", "9".repeat(5_000), 400),
                new Wrong("address_string", "街".repeat(201), 400),
                new Wrong("description", "字".repeat(4_001), 400),
                new Wrong("description", "响铃\u0007", 400),
                new Wrong("first_name", "名".repeat(61), 400),
                new Wrong("phone", "1".repeat(21), 400),
                new Wrong("email", "no mail", 400),
                new Wrong("media_url", "javascript:alert(1)", 400),
                new Wrong("media_url", "http://", 400),
                new Wrong("attribute[community]", "nowhere", 400),
                new Wrong("attribute[x]", "值".repeat(2_000), 400));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aWrongReportIsRefusedInBothFormats(Wrong wrong) {
        for (String format : List.of("xml", "json")) {
            Map<String, String> report = new LinkedHashMap<>(lamp("灯坏了。", "api_key", app.key));
            report.remove(wrong.field());
            if (wrong.value() != null) {
                report.put(wrong.field(), wrong.value());
            }
            isRefused(new Open311Client(port, "").post("requests." + format, report), wrong.status(), format);
        }
    }

    @Test
    void aPlaceIsWantedAndOneThatNobodyHereKnowsIsNoneAlone() {
        Map<String, String> report = new LinkedHashMap<>(lamp("灯坏了。"));
        report.keySet().removeAll(List.of("lat", "long", "address_string", "address_id"));
        isRefused(app.post("requests.json", report), 400, "json");
        report.put("address_id", "' --");
        isRefused(app.post("requests.json", report), 400, "json");
        report.put("address_string", "榕荫里 3 号楼");
        assertThat(app.post("requests.json", report).status()).isEqualTo(200);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Answer answer = app.post("requests.json", lamp("灯坏了。", "lat", "NaN", "phone", "1".repeat(30)));
        isRefused(answer, 400, "json");
        assertThat(answer.json()).hasSize(2);
        assertThat(answer.body()).contains("lat 应为", "phone 不能超过 20 字");
    }

    static Stream<String> questions() {
        return Stream.of(
                "page_size=-1",
                "page_size=0",
                "page=0",
                "page=99999",
                "page=99999999999999999999",
                "page_size=abc",
                "status=opened",
                "start_date=2026-06-01T00:00:00",
                "start_date=2026-06-01",
                "start_date=yesterday",
                "start_date=2026-13-01T00:00:00Z",
                "start_date=%2B999999999-01-01T00:00:00Z",
                "end_date=0001-01-01T00:00:00Z",
                "start_date=2026-06-02T00:00:00Z&end_date=2026-06-01T00:00:00Z",
                "start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z",
                "status=%FF%FE",
                "status=%E7%81",
                "service_request_id=" + "1,".repeat(1_001).replace(",", "%2C") + "x".repeat(3),
                "x=" + "y".repeat(7_000));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aWrongQuestionIsRefusedInBothFormats(String question) {
        for (String format : List.of("xml", "json")) {
            String numbered = question.startsWith("service_request_id")
                    ? "service_request_id="
                            + String.join(
                                    ",",
                                    java.util.stream.IntStream.range(0, 1_001)
                                            .mapToObj(String::valueOf)
                                            .toList())
                    : question;
            Answer answer =
                    app.raw("GET", "requests." + format + "?api_key=" + app.key + "&" + numbered, null, null, "*/*");
            if (question.startsWith("x=")) {
                // What the specification does not know is not looked at.
                assertThat(answer.status()).isEqualTo(200);
            } else {
                isRefused(answer, 400, format);
            }
        }
    }

    @Test
    void wildcardsAndQuotesAreOnlyCharacters() {
        for (String word : List.of("%", "_", "' or 1=1 --", "\\", "DJ%")) {
            assertThat(app.get("requests.json", "service_request_id", word).body())
                    .isEqualTo("[]");
            assertThat(app.get("requests.json", "service_code", word).body()).isEqualTo("[]");
        }
    }

    /** As the specification has it; what is told then is in {@code PublicReadingTest}. */
    @Test
    void readingWantsNoKeyButAWrongOneIsRefused() {
        Open311Client nobody = new Open311Client(port, "");
        for (String path : List.of("requests", "servicerequestupdates")) {
            assertThat(nobody.get(path + ".xml").status()).isEqualTo(200);
            assertThat(nobody.get(path + ".json").status()).isEqualTo(200);
        }
        for (String path : List.of("requests/1", "tokens/1")) {
            isRefused(nobody.get(path + ".xml"), 404, "xml");
            isRefused(nobody.get(path + ".json"), 404, "json");
        }
        for (String path : List.of("services", "requests", "requests/1", "tokens/1", "servicerequestupdates")) {
            isRefused(new Open311Client(port, "nonsense").get(path + ".json"), 403, "json");
        }
    }

    @Test
    void whatThereIsNotIsToldInTheSpecificationsWayWhateverTheBrowserWants() {
        for (String path : List.of(
                "/open311",
                "/open311/",
                "/open311/v2",
                "/open311/v1/services.xml",
                "services",
                "services.html",
                "services.xml/",
                "nothing.xml",
                "requests/1/2.xml",
                ".xml",
                "services/nothing.xml",
                "services/%E7%81%AF.xml",
                "requests/" + "9".repeat(4_000) + ".xml",
                "requests/%27%20or%201%3D1.xml?api_key=" + app.key,
                "requests/1.xml?api_key=" + app.key)) {
            Answer answer = app.raw("GET", path, null, null, ANY_PAGE);
            assertThat(answer.status()).as(path + answer).isIn(403, 404);
            isRefused(answer, answer.status(), "xml");
        }
        // The firewall, before anything of ours.
        for (String path : List.of("requests;a=1/1.json", "services/%2e.json")) {
            Answer answer = app.raw("GET", path, null, null, ANY_PAGE);
            assertThat(answer.status()).as(path + answer).isIn(400, 404);
            isRefused(answer, answer.status(), "json");
        }
        // The server itself, before there is any application; still no page.
        for (String path : List.of("requests/..%2f..%2f.json", "requests/%00.json")) {
            Answer answer = app.raw("GET", path, null, null, ANY_PAGE);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.type()).contains("json");
        }
        for (String method : List.of("PUT", "DELETE", "PATCH")) {
            isRefused(app.raw(method, "requests.json", null, null, ANY_PAGE), 405, "json");
        }
        isRefused(app.raw("POST", "services.xml", FORM, new byte[0], ANY_PAGE), 405, "xml");
    }

    @Test
    void whatIsNoFormOrTooMuchIsRefused() {
        byte[] five = new byte[5 * 1024 * 1024];
        java.util.Arrays.fill(five, (byte) 'a');
        isRefused(app.raw("POST", "requests.json", FORM, five, "*/*"), 413, "json");
        byte[] some = encoded(lamp("灯坏了。", "api_key", app.key)).getBytes(StandardCharsets.UTF_8);
        isRefused(app.raw("POST", "requests.xml", "application/json", some, "*/*"), 415, "xml");
        isRefused(app.raw("POST", "requests.xml", "multipart/form-data; boundary=x", some, "*/*"), 415, "xml");
        isRefused(app.raw("POST", "requests.xml", "no/such;charset=klingon", some, "*/*"), 415, "xml");
        byte[] gbk = ("api_key=" + app.key + "&description=灯坏了").getBytes(Charset.forName("GBK"));
        isRefused(app.raw("POST", "requests.json", FORM, gbk, "*/*"), 400, "json");
        String escapedGbk = "api_key=" + app.key + "&description=%B5%C6";
        isRefused(
                app.raw("POST", "requests.json", FORM, escapedGbk.getBytes(StandardCharsets.US_ASCII), "*/*"),
                400,
                "json");
        String torn = "api_key=" + app.key + "&description=%u706f";
        isRefused(app.raw("POST", "requests.xml", FORM, torn.getBytes(StandardCharsets.US_ASCII), "*/*"), 400, "xml");
        String many = "api_key=" + escaped(app.key) + "&a=1".repeat(300);
        isRefused(app.raw("POST", "requests.json", FORM, many.getBytes(StandardCharsets.US_ASCII), "*/*"), 400, "json");
        // An entity that would grow is only a text in a form.
        String entity = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
        Answer told = app.post("requests.xml", lamp(entity));
        assertThat(told.status()).isEqualTo(200);
        String id =
                told.xml().getElementsByTagName("service_request_id").item(0).getTextContent();
        assertThat(app.get("requests/" + id + ".xml")
                        .xml()
                        .getElementsByTagName("description")
                        .item(0)
                        .getTextContent())
                .isEqualTo(entity);
    }

    @Test
    void aBodyWithoutAnEndHoldsNobody() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(("POST /open311/v2/requests.json HTTP/1.1\r\nHost: a\r\nContent-Type: " + FORM
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + "a".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 3; i++) {
                out.write(chunk);
            }
            out.flush();
            byte[] head = socket.getInputStream().readNBytes(12);
            assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    static Stream<Wrong> updates() {
        return Stream.of(
                new Wrong("api_key", null, 403),
                new Wrong("service_request_id", null, 400),
                new Wrong("service_request_id", "DJ19990101-000001", 404),
                new Wrong("update_id", null, 400),
                new Wrong("update_id", "7".repeat(101), 400),
                new Wrong("status", null, 400),
                new Wrong("status", "DONE", 400),
                new Wrong("updated_datetime", null, 400),
                new Wrong("updated_datetime", "2026-06-08T09:00:00", 400),
                new Wrong("description", "字".repeat(1_701), 400),
                new Wrong("description", "\u0001", 400),
                new Wrong("media_url", "file:///etc/passwd", 400));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void aWrongUpdateIsRefusedInBothFormats(Wrong wrong) {
        for (String format : List.of("xml", "json")) {
            Map<String, String> update = fields(
                    "api_key",
                    app.key,
                    "service_request_id",
                    "DJ19990101-000001",
                    "update_id",
                    "1",
                    "status",
                    "OPEN",
                    "updated_datetime",
                    "2026-06-08T09:00:00+08:00",
                    "description",
                    "还没有来。");
            update.remove(wrong.field());
            if (wrong.value() != null) {
                update.put(wrong.field(), wrong.value());
            }
            isRefused(
                    new Open311Client(port, "").post("servicerequestupdates." + format, update),
                    wrong.status(),
                    format);
        }
    }
}
