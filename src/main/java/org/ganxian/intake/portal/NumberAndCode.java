package org.ganxian.intake.portal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ganxian.platform.Codes;
import org.jspecify.annotations.Nullable;

/** What the resident wrote down and types in again: full-width digits, other dashes and spaces are forgiven. */
record NumberAndCode(String number, String code) {

    /** As typed; what is missing becomes empty. */
    static NumberAndCode typed(@Nullable String number, @Nullable String code) {
        return new NumberAndCode(Codes.number(number), Codes.query(code));
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
