package org.ganxian.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes requests out of the paths that there are and of values that nobody means. The same seed makes the same ones. */
final class Nonsense {

    /** A method and a path with its parameters in braces. */
    record Mapping(String method, String path) {}

    /** @param body of the type that {@code contentType} may lie about; empty for none */
    record Request(String method, String target, String contentType, List<String> headers, byte[] body) {}

    private static final Pattern PARAMETER = Pattern.compile("\\{\\*?[^}]*}");
    private static final String LONG = "x".repeat(3_000);

    /** Values in a path or query, encoded or wrongly so. */
    private static final List<String> VALUES = List.of(
            "",
            "1",
            "-1",
            "0",
            "x",
            "null",
            "undefined",
            "true",
            "[]",
            "%00",
            "%zz",
            "%",
            "%e4%b8",
            "%ff%fe",
            "%2e%2e%2f",
            "..%3b",
            ";a=b",
            "%0d%0aX:1",
            "%F0%A0%AE%B7",
            "9999999999999999999",
            "2147483648",
            "1e9",
            "NaN",
            "2026-02-30",
            "2026-01-01T00:00:00.000%2B0800",
            "a%20b",
            "%27%20or%201=1",
            "%24%7B7*7%7D",
            "asc",
            "%2F%2F",
            "*",
            "default",
            LONG);

    private static final List<String> QUERIES = List.of(
            "sortBy",
            "sortOrder",
            "firstResult",
            "maxResults",
            "page",
            "size",
            "q",
            "code",
            "number",
            "days",
            "within",
            "from",
            "to",
            "date",
            "deserializeValue",
            "deserializeValues",
            "variables",
            "processVariables",
            "taskVariables",
            "id",
            "name",
            "key",
            "userId",
            "groupId",
            "type",
            "resourceType",
            "permissionName",
            "permissionValue",
            "dueBefore",
            "startedAfter",
            "cascade",
            "deploymentId",
            "processInstanceId",
            "superProcessInstance",
            "reportType",
            "periodUnit",
            "groupBy",
            "withoutTenantId",
            "unit",
            "status",
            "category",
            "format",
            "lang",
            "previewed",
            "minutes",
            "definition",
            "material",
            "rootTaskId",
            "back",
            "interval",
            "limit",
            "occurredAfter",
            "memberOfGroup");

    private static final List<String> FIELDS = List.of(
            "sorting",
            "sortBy",
            "sortOrder",
            "variables",
            "processVariables",
            "modifications",
            "deletions",
            "userId",
            "name",
            "id",
            "type",
            "value",
            "query",
            "filter",
            "properties",
            "resourceType",
            "orQueries",
            "priority",
            "dueDate",
            "due",
            "suspended",
            "instructions",
            "processInstanceIds",
            "processInstanceQuery",
            "jobIds",
            "retries",
            "messageName",
            "businessKey",
            "correlationKeys",
            "decision",
            "handler",
            "code",
            "description",
            "category",
            "place",
            "contact",
            "phone",
            "title",
            "reason",
            "text",
            "grade",
            "comment",
            "item",
            "applicant",
            "fields",
            "codes",
            "received",
            "topics",
            "workerId",
            "maxTasks",
            "lockDuration",
            "profile",
            "credentials",
            "password_",
            "credential",
            "migrationPlan",
            "instructions",
            "removalTimeCalculation",
            "hierarchical",
            "duration",
            "labels",
            "afterNode",
            "cron",
            "deleteReason",
            "historicProcessInstanceIds",
            "processDefinitionId",
            "executionDate",
            "includeProcessInstances",
            "annotation");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json",
            "application/json;charset=x",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "multipart/form-data; boundary=",
            "multipart/mixed; boundary=b",
            "text/plain",
            "text/xml",
            "application/xml",
            "/",
            "x",
            "",
            "application/octet-stream",
            "text/html; charset=utf-7",
            "application/hal+json",
            "*/*");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get");

    private final Random random;
    private final List<Mapping> mappings;
    private final List<String> ids;

    /** @param ids of things that there are, as they stand in a path */
    Nonsense(long seed, List<Mapping> mappings, List<String> ids) {
        this.random = new Random(seed);
        this.mappings = mappings;
        this.ids = ids;
    }

    Request next() {
        Mapping mapping = oneOf(mappings);
        String method = chance(12) ? oneOf(METHODS) : mapping.method();
        List<String> headers = new ArrayList<>();
        if (chance(20)) {
            headers.add("Accept: "
                    + oneOf(List.of(
                            "text/html", "application/json", "image/png", "*/*;q=x", "application/hal+json", "x", "")));
        }
        if (chance(40)) {
            headers.add("X-Requested-With: XMLHttpRequest");
        }
        if (chance(60)) {
            headers.add(oneOf(List.of(
                    "Accept-Language: %%%",
                    "X-Long: " + LONG,
                    "Range: bytes=9-1",
                    "If-Modified-Since: x",
                    "Cookie: a=\"",
                    "Idempotency-Key: " + LONG,
                    "Idempotency-Key: x",
                    "X-Forwarded-For: ,,",
                    "Origin: null",
                    "X-HTTP-Method-Override: DELETE",
                    "Content-Encoding: gzip",
                    "Expect: 100-continue")));
        }
        boolean bodied = !method.equals("GET") && !method.equals("HEAD") && !method.equals("DELETE") || chance(15);
        return new Request(
                method,
                target(mapping.path()),
                bodied ? oneOf(TYPES) : "",
                headers,
                bodied && !chance(12) ? body() : new byte[0]);
    }

    private String target(String pattern) {
        StringBuilder path = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(pattern);
        int from = 0;
        while (parameter.find()) {
            path.append(pattern, from, parameter.start()).append(chance(2) ? oneOf(ids) : oneOf(VALUES));
            from = parameter.end();
        }
        path.append(pattern.substring(from));
        switch (random.nextInt(40)) {
            case 0 -> path.insert(Math.max(path.indexOf("/", 1), 0), "/");
            case 1 -> path.append("/").append(oneOf(VALUES));
            case 2 -> path.append("//");
            case 3 -> path.append(oneOf(VALUES));
            case 4 -> path.insert(random.nextInt(path.length()) + 1, oneOf(VALUES));
            case 5 -> path.append("/../").append(oneOf(VALUES));
            case 6 -> path.append(".json");
            default -> {
                // As it is.
            }
        }
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            path.append(path.indexOf("?") < 0 ? "?" : "&")
                    .append(oneOf(QUERIES))
                    .append('=')
                    .append(value());
        }
        return path.length() == 0 || path.charAt(0) != '/' ? "/" + path : path.toString();
    }

    private String value() {
        return chance(3) ? oneOf(ids) : oneOf(VALUES);
    }

    private byte[] body() {
        byte[] body = switch (random.nextInt(14)) {
            case 0, 1 -> bytes("null");
            case 2 -> bytes("[]");
            case 3 -> bytes("{}");
            case 4 -> bytes(oneOf(List.of("\"x\"", "1", "true", "[null]", "{\"\":null}", "[[[]]]", " ")));
            case 5 -> bytes("a=%zz&b=%00&code=1&number=%E4%B8&reason=" + oneOf(VALUES) + "&" + oneOf(FIELDS) + "=x");
            case 6 ->
                bytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n");
            case 7 -> bytes("--b\r\nContent-Disposition: form-data; name=\"" + oneOf(FIELDS) + "\"\r\n\r\nx");
            case 8 -> bytes("[".repeat(2_000));
            default -> bytes(json(0));
        };
        if (chance(15) && body.length > 2) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private String json(int depth) {
        return switch (random.nextInt(depth > 3 ? 8 : 13)) {
            case 0 -> "null";
            case 1 ->
                "\"" + oneOf(List.of("", "x", "asc", "desc", "name", "JSON", "Object", "Long", "${1+1}", "2026-02-30"))
                        + "\"";
            case 2 -> "\"" + oneOf(ids) + "\"";
            case 3 -> oneOf(List.of("0", "-1", "1.5", "1e400", "99999999999999999999", "2147483648"));
            case 4 -> "true";
            case 5 -> "[]";
            case 6 -> "{}";
            case 7 -> "[null]";
            case 8 -> "[" + json(depth + 1) + "]";
            default -> object(depth);
        };
    }

    private String object(int depth) {
        StringBuilder object = new StringBuilder("{");
        for (int i = random.nextInt(4); i >= 0; i--) {
            object.append('"')
                    .append(oneOf(FIELDS))
                    .append("\":")
                    .append(json(depth + 1))
                    .append(i == 0 ? "" : ",");
        }
        return object.append('}').toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
