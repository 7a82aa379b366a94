package org.ganxian.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.EngineRestPaths;
import org.ganxian.HttpStory;
import org.ganxian.HttpStory.Placed;
import org.ganxian.IntegrationTest;
import org.ganxian.fuzz.Nonsense.Mapping;
import org.ganxian.fuzz.Nonsense.Request;
import org.ganxian.fuzz.RawHttp.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Knocks at every door with nonsense, as nobody and as four members of staff: nothing breaks, nothing is told of the
 * insides, and what is refused changes nothing. {@code -Dganxian.fuzz.requests} says how many times, {@code
 * -Dganxian.fuzz.seed} repeats a run.
 */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
@Tag("any-database")
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("ganxian.fuzz.requests", 4_000);
    private static final long SEED = Long.getLong("ganxian.fuzz.seed", 16);
    private static final int BATCH = 40;
    private static final int CONNECTIONS = 4;
    private static final int TOLD = 40;

    /** Words of the JVM, of a library or of the engine. */
    private static final Pattern INSIDES = Pattern.compile("\\bat [\\w.$/]+\\([\\w ]+(\\.java:\\d+)?\\)|ENGINE-\\d{5}|"
            + "\\b(java|javax|jakarta|org|com)\\.[a-z]+\\.[\\w.$]+|Exception:|Whitelabel|HTTP Status");

    /** Of a request, as the log tells the operator. */
    private static final Pattern FAULT = Pattern.compile(" ERROR .*RequestLog ");

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final List<String> WEBAPPS = Stream.of("welcome", "tasklist", "cockpit", "admin")
            .flatMap(app -> Stream.of(
                    "/camunda/app/" + app,
                    "/camunda/app/" + app + "/",
                    "/camunda/app/" + app + "/default/",
                    "/camunda/app/" + app + "/{engine}/",
                    "/camunda/app/" + app + "/{engine}/{page}",
                    "/camunda/app/" + app + "/{file}.js",
                    "/camunda/app/" + app + "/locales/{file}.json",
                    "/camunda/api/" + app + "/plugin/{plugin}/static/{file}",
                    "/camunda/api/" + app + "/plugin/{plugin}/{engine}/{what}",
                    "/camunda/api/admin/auth/user/{engine}",
                    "/camunda/api/admin/auth/user/{engine}/logout"))
            .distinct()
            .toList();

    private static final List<String> OTHERS = List.of(
            "/",
            "//",
            "//{any}",
            "/camunda",
            "/camunda/",
            "/camunda/app/",
            "/camunda/app/{app}",
            "/camunda/app/{app}/{engine}/{page}",
            "/camunda/lib/{file}",
            "/camunda/assets/{file}",
            "/camunda/favicon.ico",
            "/camunda/api/{what}",
            "/camunda/api/engine/",
            "/camunda/api/engine/engine/{engine}/task",
            "/camunda/api/cockpit/plugin/base/default/{what}",
            "/camunda/api/cockpit/plugin/base/default/process-definition/{id}/{what}",
            "/camunda/api/cockpit/plugin/base/default/incident",
            "/camunda/api/cockpit/plugin/base/default/process-instance",
            "/camunda/api/cockpit/plugin/base/default/process-instance/count",
            "/camunda/api/cockpit/plugin/base/default/process-instance/{id}/called-process-instances",
            "/camunda/api/cockpit/plugin/ganxian/default/comparison",
            "/camunda/api/cockpit/plugin/ganxian/default/dashboard",
            "/camunda/api/cockpit/plugin/ganxian/default/steps",
            "/camunda/api/cockpit/plugin/ganxian/default/cases/{id}",
            "/camunda/api/cockpit/plugin/ganxian/default/cases/{id}/supervise",
            "/camunda/api/cockpit/plugin/ganxian/default/cases/{id}/{what}",
            "/camunda/api/admin/setup/{engine}/user/create",
            "/engine-rest",
            "/engine-rest/",
            "/engine-rest/{what}",
            "/engine-rest/engine/{engine}/task",
            "/actuator",
            "/actuator/{what}",
            "/actuator/health/{what}",
            "/actuator/metrics/{what}",
            "/v3/api-docs",
            "/v3/api-docs/{what}",
            "/swagger-ui/{file}",
            "/swagger-ui.html",
            "/error",
            "/favicon.ico",
            "/{file}.css",
            "/{file}.js",
            "/{any}",
            "/{any}/{other}",
            "/webjars/{file}",
            "/portal/{any}",
            "/desk/{any}",
            "/m/{any}",
            "/api/{any}",
            "/m/manifest.webmanifest",
            "/mobile-sw.js");

    @LocalServerPort
    int port;

    @Autowired
    List<RequestMappingHandlerMapping> controllers;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Autowired
    DataSource dataSource;

    /** Who knocks: by password, which all doors but the webapps take, or in a session, which all take. */
    private record Knocker(String name, String headers, String webappHeaders) {}

    @Test
    void nonsenseBreaksNothingTellsNothingAndChangesNothing(CapturedOutput output) throws Exception {
        System.out.println("The fuzzer sends " + REQUESTS + " requests, seed " + SEED);
        HttpStory story = new HttpStory(port, tasks);
        List<Placed> demands = List.of(story.aBrokenLamp(), story.aBrokenLamp(), story.aBrokenLamp());
        Nonsense nonsense = new Nonsense(SEED, mappings(), ids(story, demands));
        List<Knocker> knockers = knockers();
        StateDigest digest = new StateDigest(dataSource);
        RawHttp http = new RawHttp(port);
        List<String> wrong = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        int checked = 0;
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            Map<String, String> before = digest.now();
            for (int sent = 0; sent < REQUESTS && wrong.size() < TOLD; sent += BATCH) {
                Knocker knocker = knockers.get(sent / BATCH % knockers.size());
                List<Request> batch =
                        Stream.generate(nonsense::next).limit(BATCH).toList();
                List<Callable<Answer>> calls = batch.stream()
                        .map(request -> (Callable<Answer>) () -> http.send(head(request, knocker), request.body()))
                        .toList();
                List<Answer> answers = new ArrayList<>();
                for (Future<Answer> answer : connections.invokeAll(calls)) {
                    answers.add(answer.get());
                }
                boolean allRefused = true;
                for (int i = 0; i < BATCH; i++) {
                    Request request = batch.get(i);
                    Answer answer = answers.get(i);
                    statuses.merge(answer.status(), 1, Integer::sum);
                    allRefused &= READING.contains(request.method()) || answer.status() >= 400;
                    complaint(request, answer).ifPresent(c -> wrong.add(c + "\n  " + told(knocker, request, answer)));
                }
                Map<String, String> after = digest.now();
                if (allRefused) {
                    checked++;
                    if (!after.equals(before)) {
                        Map<String, String> changed = after.entrySet().stream()
                                .filter(e -> !e.getValue().equals(before.get(e.getKey())))
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, e -> before.get(e.getKey()) + " -> " + e.getValue()));
                        wrong.add("All of a batch were refused, and yet " + changed + "\n  "
                                + batch.stream()
                                        .map(r -> r.method() + " " + r.target())
                                        .toList());
                    }
                }
                before.putAll(after);
            }
        } finally {
            connections.shutdownNow();
        }
        System.out.println("Answers by status: " + statuses + "; " + checked + " batches wholly refused");
        assertThat(wrong).as("seed " + SEED + "\n" + String.join("\n", wrong)).isEmpty();
        assertThat(checked).isPositive();
        assertThat(output.getOut().lines().filter(line -> FAULT.matcher(line).find()))
                .as("seed " + SEED + ": what is answered well and then breaks off")
                .isEmpty();
    }

    private static Optional<String> complaint(Request request, Answer answer) {
        if (answer.status() == 0) {
            return Optional.of("No answer");
        } else if (answer.status() >= 500) {
            return Optional.of("A fault");
        } else if (answer.status() < 400
                || request.method().equals("HEAD")
                // The server itself says no to it, and the operator's own doors say it by their status.
                || request.method().equals("TRACE")
                || request.target().startsWith("/actuator") && answer.body().length == 0) {
            return Optional.empty();
        }
        String text = answer.text();
        if (INSIDES.matcher(text).find()) {
            return Optional.of("Tells of the insides");
        }
        return CHINESE.matcher(text).find() ? Optional.empty() : Optional.of("Not in Chinese");
    }

    private static String told(Knocker knocker, Request request, Answer answer) {
        return "%s: %s %s%n  %s %s %s%n  -> %d %s%n  %s"
                .formatted(
                        knocker.name(),
                        request.method(),
                        cut(request.target()),
                        request.contentType(),
                        cut(request.headers().toString()),
                        cut(new String(request.body(), StandardCharsets.UTF_8)),
                        answer.status(),
                        answer.header("x-request-id"),
                        cut(answer.text()));
    }

    private static String cut(String text) {
        return (text.length() > 300 ? text.substring(0, 300) + "..." : text).replaceAll("\\s+", " ");
    }

    private String head(Request request, Knocker knocker) {
        boolean webapp = request.target().startsWith("/camunda");
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
        head.append(webapp ? knocker.webappHeaders() : knocker.headers());
        request.headers().forEach(header -> head.append(header).append("\r\n"));
        if (!request.contentType().isEmpty()) {
            head.append("Content-Type: ").append(request.contentType()).append("\r\n");
        }
        if (request.body().length > 0 || !READING.contains(request.method())) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private List<Mapping> mappings() {
        Stream<Mapping> ours = controllers.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream().flatMap(path -> {
                    List<String> methods = info.getMethodsCondition().getMethods().stream()
                            .map(Enum::name)
                            .toList();
                    return (methods.isEmpty() ? List.of("GET", "POST") : methods)
                            .stream().map(method -> new Mapping(method, path));
                }))
                // Wrong passwords would lock out whoever comes after.
                .filter(mapping -> !mapping.path().endsWith("/login"));
        Stream<Mapping> engine = EngineRestPaths.all().stream()
                .flatMap(e -> Stream.of("/engine-rest", "/camunda/api/engine/engine/default")
                        .map(root -> new Mapping(e.method(), root + e.path())))
                .filter(mapping -> !mapping.path().contains("/credentials")
                        && !mapping.path().contains("/identity/verify"));
        Stream<Mapping> others = Stream.concat(WEBAPPS.stream(), OTHERS.stream())
                .flatMap(path -> Stream.of("GET", "POST").map(method -> new Mapping(method, path)));
        List<Mapping> all = new ArrayList<>();
        ours.sorted(Comparator.comparing(Mapping::path).thenComparing(Mapping::method))
                .forEach(mapping -> {
                    // As often as the engine's many.
                    all.add(mapping);
                    all.add(mapping);
                });
        engine.forEach(all::add);
        others.forEach(all::add);
        return all;
    }

    private List<String> ids(HttpStory story, List<Placed> demands) {
        List<String> ids = new ArrayList<>(List.of("order", "member1", "clerk", "clerks", "default", "screen-order"));
        for (Placed demand : demands) {
            Task task = story.task(demand, "screen-order");
            ids.add(demand.number());
            ids.add(task.getId());
            ids.add(task.getProcessInstanceId());
            ids.add(task.getExecutionId());
        }
        repository.createProcessDefinitionQuery().list().forEach(d -> ids.add(d.getId()));
        repository.createDecisionDefinitionQuery().list().forEach(d -> ids.add(d.getId()));
        repository.createDeploymentQuery().list().forEach(d -> ids.add(d.getId()));
        return ids.stream().map(id -> id.replace(" ", "%20")).toList();
    }

    private List<Knocker> knockers() {
        String token = "Cookie: GANXIAN-XSRF=fuzz\r\nX-XSRF-TOKEN: fuzz\r\n";
        List<Knocker> all = new ArrayList<>();
        all.add(new Knocker("nobody", token, ""));
        for (String username : List.of("clerk", "member1", "manager", "admin")) {
            String basic = Base64.getEncoder().encodeToString((username + ":ganxian").getBytes(StandardCharsets.UTF_8));
            all.add(new Knocker(
                    username, token + "Authorization: Basic " + basic + "\r\n", Session.of(port, username)));
        }
        return all;
    }
}
