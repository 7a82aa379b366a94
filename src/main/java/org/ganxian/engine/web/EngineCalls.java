package org.ganxian.engine.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may make which call of the engine's REST API and of the webapps' own doors, as {@code engine-calls.txt} names them.
 * What it does not name is for nobody.
 */
public final class EngineCalls {

    /** Who may make a call; each but the last includes those below it. */
    public enum Caller {
        ANYBODY,
        STAFF,
        COCKPIT,
        ADMINISTRATOR,
        NOBODY
    }

    private record Call(PathPattern path, Caller caller) {}

    private static final String LIST = "engine-calls.txt";

    private final Map<String, List<Call>> byMethod = new HashMap<>();

    public EngineCalls() {
        PathPatternParser parser = new PathPatternParser();
        for (String line : lines()) {
            String[] words = line.split("\\s+");
            byMethod.computeIfAbsent(words[1], m -> new ArrayList<>())
                    .add(new Call(parser.parse(words[2]), Caller.valueOf(words[0].toUpperCase(Locale.ROOT))));
        }
        byMethod.values().forEach(calls -> calls.sort(Comparator.comparing(Call::path)));
    }

    private static List<String> lines() {
        try {
            return new ClassPathResource(LIST)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Who may make this call.
     *
     * @param method HTTP's, a HEAD is asked about as the GET that answers it
     * @param path below the REST root, without the engine's name; of a webapp's own door the whole path; decoded
     */
    public Caller of(String method, String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return byMethod.getOrDefault(method.equals("HEAD") ? "GET" : method, List.of()).stream()
                .filter(call -> call.path().matches(asked))
                .map(Call::caller)
                .findFirst()
                .orElse(Caller.NOBODY);
    }
}
