package org.ganxian.platform;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.lang.Contract;

/** What counts as readable text from outside: any Unicode, four-byte characters included, but no control characters. */
public final class Texts {

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
}
