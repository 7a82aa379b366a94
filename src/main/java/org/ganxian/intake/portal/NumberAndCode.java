package org.ganxian.intake.portal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/** What the resident wrote down and types in again: full-width digits, other dashes and spaces are forgiven. */
record NumberAndCode(String number, String code) {

    /** As typed; what is missing becomes empty. */
    static NumberAndCode typed(@Nullable String number, @Nullable String code) {
        return new NumberAndCode(plain(number).replaceAll("\\p{Pd}", "-").toUpperCase(Locale.ROOT), plain(code));
    }

    private static String plain(@Nullable String typed) {
        return typed == null ? "" : Texts.halfWidth(typed).replaceAll("\\s", "");
    }

    /** What is missing, by field. */
    Map<String, String> missing() {
        Map<String, String> missing = new LinkedHashMap<>();
        if (number.isEmpty()) {
            missing.put("number", "请填写编号");
        }
        if (code.isEmpty()) {
            missing.put("code", "请填写查询码");
        }
        return missing;
    }
}
