package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.util.TestSocketUtils;

/** The compose file's proxy, a real Caddy with our Caddyfile: residents' address opens residents' doors only. */
@IntegrationTest
@Tag("any-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(named = "GANXIAN_TEST_CADDY", matches = ".+")
class FrontTest {

    @LocalServerPort
    int port;

    private String residents;
    private String staff;
    private Process caddy;
    private HttpClient client;

    @BeforeAll
    void aProxyBeforeTheApplication(@TempDir Path data) throws Exception {
        residents = "https://localhost:" + TestSocketUtils.findAvailableTcpPort();
        staff = "https://localhost:" + TestSocketUtils.findAvailableTcpPort();
        ProcessBuilder command = new ProcessBuilder(
                        System.getenv("GANXIAN_TEST_CADDY"), "run", "--config", "src/main/docker/Caddyfile")
                .redirectErrorStream(true);
        command.environment()
                .putAll(Map.of(
                        "GANXIAN_PUBLIC_URL",
                        residents,
                        "GANXIAN_STAFF_URL",
                        staff,
                        "GANXIAN_HTTP_PORT",
                        String.valueOf(TestSocketUtils.findAvailableTcpPort()),
                        "GANXIAN_APP",
                        "localhost:" + port,
                        "XDG_DATA_HOME",
                        data.toString(),
                        "HOME",
                        data.toString()));
        caddy = command.start();
        BufferedReader log = new BufferedReader(new InputStreamReader(caddy.getInputStream(), StandardCharsets.UTF_8));
        assertThat(log.lines().anyMatch(line -> line.contains("serving initial configuration")))
                .isTrue();
        Thread rest = new Thread(() -> log.lines().forEach(line -> {}));
        rest.setDaemon(true);
        rest.start();
        client = HttpClient.newBuilder()
                .sslContext(trusting(data.resolve("caddy/pki/authorities/local/root.crt")))
                .build();
    }

    @AfterAll
    void itEnds() throws InterruptedException {
        caddy.destroy();
        caddy.waitFor();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/portal",
                "/portal/services",
                "/m/login",
                "/ganxian.css",
                "/api/categories",
                "/api/categories/suggestions?text=%E8%B7%AF%E7%81%AF",
                "/api/services",
                "/open311/v2/services.xml",
                "/actuator/health"
            })
    void residentsFindTheirDoors(String path) throws Exception {
        assertThat(get(residents + path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/app/tasklist/default/",
                "/Camunda/app/tasklist/default/",
                "/%63amunda/app/tasklist/default/",
                "/portal/../camunda/app/tasklist/default/",
                "/portal/%2e%2e/camunda/app/tasklist/default/",
                "//camunda/app/tasklist/default/",
                "/engine-rest/user",
                "/desk",
                "/desk/password",
                "/api/tasks",
                "/api/services/import",
                "/actuator/metrics",
                "/actuator/prometheus",
                "/swagger-ui.html",
                "/v3/api-docs"
            })
    void nothingElseIsOpenToThem(String path) throws Exception {
        HttpResponse<String> answer = get(residents + path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("不对外开放");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/app/tasklist/default/", "/portal", "/actuator/health"})
    void staffFindTheirsAtAnotherAddress(String path) throws Exception {
        assertThat(get(staff + path).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static SSLContext trusting(Path root) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream certificate = Files.newInputStream(root)) {
            store.setCertificateEntry(
                    "caddy", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
