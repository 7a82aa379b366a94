package org.ganxian.exchange.envelope;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/** What is wrong with a body, by field, told all at once. */
final class Wrong {

    private final Map<String, String> fields = new LinkedHashMap<>();

    void put(String field, String why) {
        fields.put(field, why);
    }

    void text(String field, @Nullable String text, int most, boolean needed) {
        if (text == null || text.isBlank()) {
            if (needed) {
                put(field, "缺少 " + field);
            }
        } else if (Texts.length(text) > most) {
            put(field, "%s 不能超过 %d 字，现有 %d 字".formatted(field, most, Texts.length(text)));
        } else if (!Texts.isReadable(text)) {
            put(field, field + " 含有不可见的控制字符，请删除后重发");
        }
    }

    /** ISO 8601 with offset. */
    void time(String field, String typed) {
        EnvelopeReader.timeIn(fields, field, typed);
    }

    /** @throws Refusal 400 if anything is wrong */
    void refuse() {
        if (!fields.isEmpty()) {
            throw Refusal.fields(fields);
        }
    }
}
