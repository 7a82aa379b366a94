package org.ganxian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Somebody who knocks over real HTTP: anonymously, with a password on each request, or logged in to Tasklist as a
 * browser is. Paths of the engine are given below its REST root, so that the same knock tries both of its doors.
 */
public final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back. */
    public record Answer(int status, String contentType, String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + this, e);
            }
        }

        /** The text meant for people, of the engine's errors and of problem+json alike. */
        public String reason() {
            return json().path("message").asText(json().path("detail").asText());
        }

        public boolean isRefusal() {
            return status >= 400 && status < 500;
        }
    }

    private final URI server;
    private final String engineRoot;
    private final UnaryOperator<HttpRequest.Builder> identity;
    private final HttpClient http;
    private final CookieManager cookies = new CookieManager();
    private final String name;

    private Caller(int port, String engineRoot, String name, UnaryOperator<HttpRequest.Builder> identity) {
        this.server = URI.create("http://127.0.0.1:" + port);
        this.engineRoot = engineRoot;
        this.name = name;
        this.identity = identity;
        this.http = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** No login at all; also a resident. */
    public static Caller nobody(int port) {
        return new Caller(port, "/engine-rest", "nobody", request -> request);
    }

    /** A member of staff of the demo, by HTTP Basic. */
    public static Caller of(String username, int port) {
        return of(username, "ganxian", port);
    }

    public static Caller of(String username, String password, int port) {
        String basic = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Caller(
                port,
                "/engine-rest",
                username + " by password",
                request -> request.header("Authorization", "Basic " + basic));
    }

    /** A member of staff of the demo in Tasklist: its engine door is the webapps' own. */
    public static Caller inTasklist(String username, int port) {
        return inWebapp("tasklist", username, port);
    }

    public static Caller inWebapp(String app, String username, int port) {
        Caller caller = nobodyInWebapp(app, username + " in " + app, port);
        Answer login = caller.login(app, username, "ganxian");
        if (login.status() != 200) {
            throw new AssertionError(username + " cannot log in: " + login);
        }
        caller.get("/camunda/app/" + app + "/default/"); // the new session's CSRF token
        return caller;
    }

    /** A browser that has loaded the app's page, and with it a CSRF token, but not yet logged in. */
    public static Caller nobodyInWebapp(String app, String name, int port) {
        Caller caller = new Caller(port, "/camunda/api/engine/engine/default", name, request -> request);
        caller.get("/camunda/app/" + app + "/default/");
        return caller;
    }

    public Answer login(String app, String username, String password) {
        return send(request("/camunda/api/admin/auth/user/default/login/" + app)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + encoded(username) + "&password=" + encoded(password))));
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    /** Calls the engine's REST API; {@code path} begins below its root, as in {@code /task/count}. */
    public Answer engine(String method, String path, Object body) {
        return call(method, engineRoot + path, body);
    }

    public Answer call(String method, String path, Object body) {
        HttpRequest.Builder request = request(path);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(write(body)));
        }
        return send(request);
    }

    /** Uploads one file as a form would, under the name {@code file}. */
    public Answer upload(String path, String filename, byte[] content) {
        return upload(path, filename, BodyPublishers.ofByteArray(content));
    }

    /** As {@link #upload(String, String, byte[])}, without having all of it in memory. */
    public Answer upload(String path, Path file) throws FileNotFoundException {
        return upload(path, file.getFileName().toString(), BodyPublishers.ofFile(file));
    }

    private Answer upload(String path, String filename, BodyPublisher content) {
        String boundary = "----ganxian";
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + filename
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofByteArray(head), content, BodyPublishers.ofByteArray(tail))));
    }

    /** Sends a form with files as a script does. */
    public Answer send(String path, Multipart form) {
        return send(form.into(request(path).header("X-Requested-With", "XMLHttpRequest")));
    }

    /** Titles of this person's notices about a case, newest first. */
    public List<String> noticesAbout(String number) {
        List<String> titles = new ArrayList<>();
        get("/api/notices?size=50").json().get("notices").forEach(n -> {
            if (n.get("demandNumber").asText().equals(number)) {
                titles.add(n.get("title").asText());
            }
        });
        return titles;
    }

    /**
     * Sends a page's form, with the token that the page gave.
     *
     * @param fields names and values in turn
     */
    public Answer form(String page, String path, String... fields) {
        get(page);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(encoded(fields[i]))
                    .append('=')
                    .append(encoded(fields[i + 1]));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        // As the scripts on the two sides do it: each has its own token, in a cookie of its own.
        String tokens = path.startsWith("/camunda") ? "XSRF-TOKEN" : "GANXIAN-XSRF";
        cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals(tokens))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return identity.apply(request);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    /** What can be fetched there as a file. */
    public byte[] file(String path) {
        HttpResponse<byte[]> response = send(request(path).GET(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " " + response.statusCode());
        }
        return response.body();
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The engine's notation for variables: {@code {"variables": {"a": {"value": 1}}}}. */
    public static Map<String, Object> variables(Map<String, ?> values) {
        Map<String, Object> typed = new LinkedHashMap<>();
        values.forEach((name, value) -> typed.put(name, Map.of("value", value)));
        return Map.of("variables", typed);
    }

    private static String write(Object body) {
        if (body instanceof String text) {
            return text;
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
