package org.ganxian;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.rest.impl.DefaultProcessEngineRestServiceImpl;

/** Every method and path that the engine's REST API has, read from its own JAX-RS annotations. */
public final class EngineRestPaths {

    /** @param path with its parameters in braces, as in {@code /task/{id}/claim} */
    public record Endpoint(String method, String path) {}

    private EngineRestPaths() {}

    public static List<Endpoint> all() {
        Set<Endpoint> found = new LinkedHashSet<>();
        walk(DefaultProcessEngineRestServiceImpl.class, "", found);
        // The list of engines; below an engine's name stands the same again.
        found.add(new Endpoint("GET", "/engine"));
        List<Endpoint> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
        return sorted;
    }

    static void walk(Class<?> resource, String prefix, Set<Endpoint> found) {
        for (Method method : resource.getMethods()) {
            Optional<Path> path = annotation(method, Path.class);
            Optional<String> verb = verb(method);
            String here = prefix + path.map(p -> "/" + p.value()).orElse("");
            here = here.replaceAll("/+", "/")
                    .replaceAll("(?<=.)/$", "")
                    .replaceAll("\\{\\s*(\\w+)\\s*:\\s*\\.[*+]\\s*}", "{*$1}")
                    .replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
            if (verb.isPresent()) {
                found.add(new Endpoint(verb.get(), here));
            } else if (path.isPresent()) {
                walk(method.getReturnType(), here, found);
            }
        }
    }

    private static Optional<String> verb(Method method) {
        return declarations(method)
                .flatMap(m -> Arrays.stream(m.getAnnotations()))
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static <A extends Annotation> Optional<A> annotation(Method method, Class<A> type) {
        return declarations(method)
                .map(m -> m.getAnnotation(type))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    private static java.util.stream.Stream<Method> declarations(Method method) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(method.getDeclaringClass()),
                        Arrays.stream(method.getDeclaringClass().getInterfaces()))
                .flatMap(type -> {
                    try {
                        return java.util.stream.Stream.of(type.getMethod(method.getName(), method.getParameterTypes()));
                    } catch (NoSuchMethodException e) {
                        return java.util.stream.Stream.empty();
                    }
                });
    }
}
