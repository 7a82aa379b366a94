package org.ganxian.rules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one input, as people choose it.
 *
 * @param values what it names; the whole expression of one that is none of the other kinds
 */
record Condition(Kind kind, List<String> values) {

    @RequiredArgsConstructor
    @Getter
    enum Kind {
        ANY("任意"),
        ONE_OF("是其中之一"),
        CONTAINS("含有"),
        /** Whatever else FEEL can say. */
        FEEL("FEEL 条件");

        private final String title;
    }

    private static final String LITERAL = "\"[^\"\\\\]*\"|true|false|-?\\d+(?:\\.\\d+)?";
    private static final Pattern LITERALS = Pattern.compile("(?:%1$s)(?:\\s*,\\s*(?:%1$s))*".formatted(LITERAL));
    private static final Pattern ONE = Pattern.compile(LITERAL);
    private static final Pattern CONTAINS = Pattern.compile("contains\\(\\s*\\?\\s*,\\s*\"([^\"\\\\]*)\"\\s*\\)");

    static Condition read(String feel) {
        String text = feel.strip();
        var contains = CONTAINS.matcher(text);
        if (text.isEmpty() || text.equals("-")) {
            return new Condition(Kind.ANY, List.of());
        } else if (LITERALS.matcher(text).matches()) {
            return new Condition(
                    Kind.ONE_OF,
                    ONE.matcher(text)
                            .results()
                            .map(found -> value(found.group()))
                            .toList());
        }
        return contains.matches()
                ? new Condition(Kind.CONTAINS, List.of(contains.group(1)))
                : new Condition(Kind.FEEL, List.of(text));
    }

    /** @throws Refusal 400 for values that cannot be written so */
    String feel(@Nullable String type) {
        return switch (kind) {
            case ANY -> "";
            case ONE_OF -> values.stream().map(value -> literal(value, type)).collect(Collectors.joining(","));
            case CONTAINS -> "contains(?, %s)".formatted(literal(values.get(0), "string"));
            case FEEL -> values.get(0);
        };
    }

    /** What an answer or a literal says, without its quotes. */
    static String value(String feel) {
        String text = feel.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /**
     * A value as FEEL writes it; empty text for none.
     *
     * @param type as DMN names it; null for text
     * @throws Refusal 400 for what is no such value
     */
    static String literal(String value, @Nullable String type) {
        if (value.isEmpty()) {
            return "";
        }
        return switch (type == null ? "string" : type) {
            case "boolean" -> require(value, "true|false", "请选择是或否");
            case "integer", "long" -> require(value, "-?\\d{1,15}", "“%s”不是整数".formatted(value));
            case "double", "number" -> require(value, "-?\\d{1,15}(\\.\\d{1,9})?", "“%s”不是数".formatted(value));
            default -> '"' + require(value, "[^\"\\\\\\p{Cntrl}]{1,200}", "文字不能含引号、反斜杠或换行，最多 200 字") + '"';
        };
    }

    private static String require(String value, String pattern, String otherwise) {
        if (!value.matches(pattern)) {
            throw Refusal.invalid(otherwise);
        }
        return value;
    }
}
