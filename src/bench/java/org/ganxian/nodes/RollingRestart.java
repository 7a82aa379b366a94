package org.ganxian.nodes;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** One node after the other is restarted behind the compose file's proxy, while residents come: nobody is sent away. */
final class RollingRestart {

    private static final Path CADDY = Path.of(System.getProperty("faults.caddy", "/usr/bin/caddy"));
    private static final String PUBLIC = "https://localhost:" + (City.PORT + 2);
    private static final int RESIDENTS = 3;

    private final City city;
    private final List<String> wrong;
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean goesOn = true;

    RollingRestart(City city, List<String> wrong) {
        this.city = city;
        this.wrong = wrong;
    }

    String run() throws Exception {
        if (!Files.isExecutable(CADDY)) {
            return "left out: there is no Caddy";
        }
        Process caddy = proxy();
        try {
            HttpClient client = client();
            Pause.until(() -> isUp(client), Duration.ofSeconds(40));
            List<Thread> residents = new ArrayList<>();
            for (int i = 0; i < RESIDENTS; i++) {
                Thread one = new Thread(() -> come(client));
                one.start();
                residents.add(one);
            }
            Pause.ofSeconds(2);
            for (Node node : city.nodes) {
                node.signal("TERM");
                node.awaitEnd();
                node.start();
                if (!node.isReadyWithin(City.START)) {
                    // Whoever restarts them waits for the first before stopping the second.
                    wrong.add("a restarted node was not ready in time");
                    break;
                }
                System.out.printf("%28s a node is back, %d of %s requests failed so far%n", "", failed.size(), asked);
                // The proxy asks every two seconds.
                Pause.ofSeconds(5);
            }
            goesOn = false;
            for (Thread one : residents) {
                one.join();
            }
        } finally {
            caddy.destroyForcibly().waitFor();
        }
        failed.stream().distinct().forEach(what -> wrong.add("in a rolling restart: " + what));
        return failed.size() + " of " + asked + " requests failed";
    }

    private static Process proxy() throws IOException {
        Path home = Files.createTempDirectory("ganxian-caddy");
        ProcessBuilder command = new ProcessBuilder(CADDY.toString(), "run", "--config", "src/main/docker/Caddyfile")
                .redirectErrorStream(true)
                .redirectOutput(new File("target/caddy.log"));
        command.environment()
                .putAll(Map.of(
                        "GANXIAN_PUBLIC_URL",
                        PUBLIC,
                        "GANXIAN_STAFF_URL",
                        "https://localhost:" + (City.PORT + 3),
                        "GANXIAN_HTTP_PORT",
                        String.valueOf(City.PORT + 4),
                        "GANXIAN_APP",
                        "localhost:%d localhost:%d".formatted(City.PORT, City.PORT + 1),
                        "XDG_DATA_HOME",
                        home.toString(),
                        "HOME",
                        home.toString()));
        Process caddy = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(caddy::destroyForcibly));
        return caddy;
    }

    /** Whether the proxy is there, which is no matter of ours, and has found a node. */
    private static boolean isUp(HttpClient client) {
        try {
            return client.send(
                                    HttpRequest.newBuilder(URI.create(PUBLIC + "/portal"))
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void come(HttpClient client) {
        for (int n = 0; goesOn; n++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(PUBLIC
                            + List.of("/portal", "/api/categories", "/api/demands")
                                    .get(n % 3)))
                    .timeout(Duration.ofSeconds(40));
            if (n % 3 == 2) {
                request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Load.order()));
            }
            asked.incrementAndGet();
            try {
                int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status >= 300) {
                    failed.add(String.valueOf(status));
                }
            } catch (IOException lost) {
                failed.add(String.valueOf(lost));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            Pause.of(Duration.ofMillis(50));
        }
    }

    /** Caddy signs for itself here. */
    private static HttpClient client() throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Anybody()}, null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
