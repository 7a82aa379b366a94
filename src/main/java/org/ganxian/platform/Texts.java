package org.ganxian.platform;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.lang.Contract;

/**
 * What counts as readable text from outside: any Unicode, four-byte characters included, but no control characters, and
 * nothing that nobody sees.
 */
public final class Texts {

    /**
     * Formatting characters (zero width, direction, byte order mark, soft hyphen, tags), fillers that look like nothing,
     * selectors of variants, and the stand-in for a pasted picture. Number signs of Arabic and Syriac are seen, though
     * Unicode counts them as formatting.
     */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cf}&&[^\\u200D\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\x{110BD}\\x{110CD}]]"
                    + "|[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2065\\u2800\\u3164\\uFFA0\\uFE00-\\uFE0E\\uFFF0-\\uFFF8\\uFFFC]"
                    + "|[\\x{E0000}-\\x{E0FFF}]"
                    // A family of emoji is joined by what is invisible anywhere else, and ☎ in colour needs its
                    // selector.
                    // Looking back, Java sees half of a four-byte character.
                    + "|(?<![\\p{So}\\p{Sk}\\uFE0F\\uDC00-\\uDFFF])\\u200D|\\u200D(?!\\p{So})"
                    + "|(?<![\\p{S}\\p{Po}0-9])\\uFE0F");

    private static final Pattern OTHER_LINE_ENDS = Pattern.compile("[\\u2028\\u2029]");

    private Texts() {}

    /** Text without control characters; line breaks and tabs are text. Null is left to other checks. */
    @Constraint(validatedBy = NoControls.class)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Readable {
        String message() default "含有不可见的控制字符，请删除后重试";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    static class NoControls implements ConstraintValidator<Readable, String> {
        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return isReadable(value);
        }
    }

    /** True when there is no control character, lone surrogate or non-character in it; null is readable. */
    public static boolean isReadable(@Nullable String text) {
        return text == null
                || text.codePoints()
                        .allMatch(c -> c == '\n'
                                || c == '\r'
                                || c == '\t'
                                || !(Character.isISOControl(c)
                                        || Character.getType(c) == Character.SURROGATE
                                        || (c & 0xFFFE) == 0xFFFE));
    }

    /** The text without what nobody sees in it, which every door takes for the text itself. */
    @Contract("!null -> !null")
    public static @Nullable String visible(@Nullable String text) {
        return text == null
                ? null
                : INVISIBLE
                        .matcher(OTHER_LINE_ENDS.matcher(text).replaceAll("\n"))
                        .replaceAll("");
    }

    /** Length as people count it: an emoji is one. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Digits and dashes as a Chinese keyboard may write them. */
    @Contract("!null -> !null")
    public static @Nullable String halfWidth(@Nullable String typed) {
        return typed == null ? null : Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    /** The first {@code max} characters, whole characters only, with an ellipsis when something was cut. */
    public static String shorten(String text, int max) {
        String line = text.strip().replaceAll("\\s+", " ");
        return length(line) <= max ? line : line.substring(0, line.offsetByCodePoints(0, max - 1)) + "…";
    }

    /** As {@link #shorten}, for a column of {@code max}: H2 counts a four-byte character twice, MySQL once. */
    public static String fitting(String text, int max) {
        String line = shorten(text, max);
        while (line.length() > max) {
            line = shorten(line, length(line) - 1);
        }
        return line;
    }
}
