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
import java.util.stream.Stream;
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

    /** All the places of the engine's REST API where {@code {text}} could be left beside the forms, tried by whoever may most. */
    static Stream<String> placesForText() {
        return Stream.of(
                "PUT /task/{task}/variables/x {\"value\":\"{text}\"}",
                "PUT /task/{task}/localVariables/x {\"value\":\"{text}\"}",
                "PUT /task/{task}/localVariables/handler {\"value\":\"{text}\"}",
                "POST /task/{task}/variables {\"modifications\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /task/{task}/localVariables {\"modifications\":{\"{text}\":{\"value\":1}}}",
                "PUT /process-instance/{instance}/variables/x {\"value\":\"{text}\"}",
                "PUT /process-instance/{instance}/variables/claimDue {\"value\":\"{text}\"}",
                "POST /process-instance/{instance}/variables {\"modifications\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /process-instance/variables-async"
                        + " {\"processInstanceIds\":[\"{instance}\"],\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "PUT /execution/{execution}/localVariables/x {\"value\":\"{text}\"}",
                "POST /execution/{execution}/signal {\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /task/{task}/comment/create {\"message\":\"{text}\"}",
                "POST /task/{task}/c%6Fmment/create {\"message\":\"{text}\"}",
                "PUT /task/{task}/comment {\"id\":\"1\",\"message\":\"{text}\"}",
                "POST /task/{task}/attachment/create {\"name\":\"{text}\"}",
                "PUT /task/{task} {\"name\":\"{text}\",\"description\":\"{text}\",\"owner\":\"{text}\"}",
                "POST /task/create {\"name\":\"{text}\",\"description\":\"{text}\"}",
                "POST /task/{task}/resolve {\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /task/{task}/bpmnError {\"errorCode\":\"x\",\"errorMessage\":\"{text}\"}",
                "POST /task/{task}/bpmnEscalation"
                        + " {\"escalationCode\":\"x\",\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /message {\"messageName\":\"demand-withdrawn\",\"businessKey\":\"{number}\","
                        + "\"processVariables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /message {\"messageName\":\"demand-registered\",\"businessKey\":\"{text}\"}",
                "POST /process-definition/key/order/start"
                        + " {\"businessKey\":\"{text}\",\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /signal {\"name\":\"x\",\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /process-instance/{instance}/modification {\"instructions\":[{\"type\":\"startBeforeActivity\","
                        + "\"activityId\":\"dispatch-order\",\"variables\":{\"x\":{\"value\":\"{text}\"}}}]}",
                "PUT /user/{user}/profile {\"id\":\"{user}\",\"firstName\":\"{text}\",\"lastName\":\"x\"}");
    }
}
