package org.ganxian.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The product in a process of its own, as in production: killed, frozen and started again. */
public final class Node {

    /**
     * What came back; status 0 when nothing did, so that nobody knows whether it was done.
     *
     * @param retryAfter seconds, as the header says; null for none
     */
    public record Answer(int status, String body, String retryAfter) {

        public boolean isDone() {
            return status >= 200 && status < 300;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** With one compiler the JVM keeps 48 MB for code, and stops to compile when that is full: then a node crawls. */
    private static final List<String> JVM =
            List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=256m", "-XX:+UseSerialGC", "-Xmx512m");

    /** Another JVM and its options, parted by blanks; {@code -Dnodes.class-path} names another class path, as of the image. */
    private static final List<String> JAVA =
            List.of(System.getProperty("nodes.java", System.getProperty("java.home") + "/bin/java")
                    .split(" "));

    private final String name;
    private final int port;
    private final List<String> jvm;
    private final List<String> settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private Process process;

    /**
     * @param name of its log below target
     * @param settings as {@code --name=value}; others are options of the JVM, after which none of the usual ones come
     */
    public Node(String name, int port, String database, String... settings) {
        this.name = name;
        this.port = port;
        this.jvm =
                Stream.of(settings).filter(setting -> !setting.startsWith("--")).toList();
        // Of two settings of one name the last one holds: Spring would join them.
        Map<String, String> named = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "--server.port=" + port,
                                "--spring.datasource.url=" + database,
                                "--spring.datasource.username=ganxian",
                                "--spring.datasource.password=ganxian",
                                "--spring.profiles.active=demo",
                                "--ganxian.demo.demands=false",
                                "--ganxian.encryption-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                                "--ganxian.rate-limit.create=1000000",
                                "--ganxian.rate-limit.query=1000000",
                                "--spring.main.banner-mode=off"),
                        Stream.of(settings).filter(setting -> setting.startsWith("--")))
                .forEach(setting -> named.put(setting.substring(0, setting.indexOf('=')), setting));
        this.settings = List.copyOf(named.values());
    }

    public void start() {
        start("org.ganxian.GanxianApplication");
    }

    /** @param application the class to start, one that hands its arguments on to the product */
    void start(String application) {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(jvm.isEmpty() ? JVM : jvm);
        command.addAll(List.of(
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty(
                        "nodes.class-path",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
                application));
        command.addAll(settings);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Whether it serves within this time. */
    public boolean isReadyWithin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            if (call("GET", "/actuator/health/readiness", null, null).isDone()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return false;
    }

    /** @param signal as kill(1) names it: KILL, TERM, STOP, CONT; nothing to one that was never started */
    public void signal(String signal) {
        if (process == null) {
            return;
        }
        run("kill", "-" + signal, String.valueOf(process.pid()));
    }

    Path log() {
        return Path.of("target", name + ".log");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    public void awaitEnd() {
        if (process == null) {
            return;
        }
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @param user null for a resident
     * @param json null for none
     */
    public Answer call(String method, String path, String user, String json) {
        return call(method, path, user, "application/json", json, PATIENCE);
    }

    /** As {@link #call(String, String, String, String)}, with a body of another kind and another patience. */
    Answer call(String method, String path, String user, String type, String body, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(patience)
                .header("Content-Type", type)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (user != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder().encodeToString((user + ":ganxian").getBytes(StandardCharsets.UTF_8)));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Retry-After").orElse(null));
        } catch (IOException lost) {
            return new Answer(0, lost.toString(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted", null);
        }
    }

    static String run(String... command) {
        try {
            Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            run.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
