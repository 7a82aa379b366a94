package org.ganxian.exchange.open311;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is answered, whatever it is written as.
 *
 * @param root name of the outermost element, which JSON leaves out
 * @param body {@link Items} or a map of texts, numbers, truth values, maps and {@link Items}; a null is an empty element
 */
record Answer(int status, String root, Object body) {

    /** A list; in XML each of its elements has this name. */
    record Items(String name, List<?> all) {}

    static Answer list(String root, String item, List<?> all) {
        return new Answer(200, root, new Items(item, all));
    }

    static Answer errors(int status, List<String> descriptions) {
        return new Answer(
                status,
                "errors",
                new Items(
                        "error",
                        descriptions.stream()
                                .map(one -> fields("code", status, "description", one))
                                .toList()));
    }

    /** Names and values by turns, in this order. */
    static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }
}
