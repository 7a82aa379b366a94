package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.ganxian.platform.BucketsInMemory;
import org.ganxian.platform.SharedBuckets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.MultipartAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A real server, because it is the server that decides whether an early answer arrives. */
@SpringBootTest(classes = LargeBodiesTest.Server.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class LargeBodiesTest {

    private static final int TWENTY_MB = 20 * 1024 * 1024;

    @Configuration
    @ImportAutoConfiguration({
        EmbeddedWebServerFactoryCustomizerAutoConfiguration.class,
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        MultipartAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class
    })
    @ComponentScan(
            basePackages = "org.ganxian",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    "org\\.ganxian\\.(platform|engine)\\.web\\.(Problem|Problems.*|StrictJson|ErrorAnswers|ServerErrors.*)"))
    @Import(DoorLimits.class)
    static class Server {

        @Bean
        SharedBuckets buckets() {
            return BucketsInMemory.make();
        }

        @RestController
        static class Echo {
            @PostMapping("/api/demands")
            int place(@RequestBody Map<String, String> order) {
                return order.size();
            }

            @PostMapping("/api/demands/import")
            long take(@RequestParam MultipartFile file) {
                return file.getSize();
            }
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    ObjectMapper json;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aBodyThatNamesTwentyMegabytesIsRefused() throws Exception {
        tooLarge(send("/api/demands", "application/json", BodyPublishers.ofByteArray(new byte[TWENTY_MB])));
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedOnceItIsTooLong() throws Exception {
        tooLarge(send(
                "/api/demands", "application/json", BodyPublishers.ofInputStream(() -> new TwentyMegabytesOfJson())));
    }

    @Test
    void theServerAnswersBeforeTheBodyHasCome() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("POST /api/demands HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 20971520\r\n\r\n{\"a\":\"")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes(12);
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aSmallBodyOfUnknownLengthIsTaken() throws Exception {
        HttpResponse<String> answer = send(
                "/api/demands",
                "application/json",
                BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream("{\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8))));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aTruncatedBodyIsNoStackTrace() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("POST /api/demands HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 100\r\n\r\n{\"a\":\"")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("problem+json")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedInChinese() throws Exception {
        for (String path : new String[] {"/api/demands/%00", "/api/demands/a%2Fb", "/api/units?q={}|"}) {
            try (Socket socket = new Socket("localhost", port)) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .startsWith("HTTP/1.1 400")
                        .contains("application/problem+json")
                        .contains("请求有误")
                        .doesNotContain("Tomcat");
            }
        }
    }

    @Test
    void aFileMayBeAsLargeAsFilesMayBeAndNoLarger() throws Exception {
        assertThat(upload(TWENTY_MB).body()).isEqualTo(String.valueOf(TWENTY_MB));
        tooLarge(upload(TWENTY_MB + 1));
        tooLarge(upload(TWENTY_MB + 5 * 1024 * 1024));
    }

    private HttpResponse<String> upload(int size) throws Exception {
        byte[] head = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
        return send(
                "/api/demands/import",
                "multipart/form-data; boundary=b",
                BodyPublishers.concat(
                        BodyPublishers.ofByteArray(head),
                        BodyPublishers.ofByteArray(new byte[size]),
                        BodyPublishers.ofByteArray(tail)));
    }

    private HttpResponse<String> send(String path, String type, BodyPublisher body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", type)
                        .POST(body)
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private void tooLarge(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.get("title").asText()).isEqualTo("内容过大");
        assertThat(problem.get("detail").asText()).contains("不能超过");
    }

    private static class TwentyMegabytesOfJson extends InputStream {
        private int sent;

        @Override
        public int read() {
            int at = sent++;
            return at < 6 ? "{\"a\":\"".charAt(at) : at < TWENTY_MB ? 'a' : -1;
        }
    }
}
