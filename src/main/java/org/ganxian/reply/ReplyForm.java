package org.ganxian.reply;

import java.time.LocalDate;
import java.util.Map;
import org.ganxian.platform.web.TypedDay;
import org.ganxian.reply.ReplyTemplate.Content;
import org.jspecify.annotations.Nullable;

/**
 * A template as it is typed; empty text for what is not.
 *
 * @param step form and field, {@code serve-order/report}
 * @param category code; empty for all
 * @param to empty for no end
 */
record ReplyForm(String unit, String step, String category, String title, String words, String from, String to) {

    static ReplyForm read(Map<String, String> form) {
        return new ReplyForm(
                form.getOrDefault("unit", ""),
                form.getOrDefault("step", ""),
                form.getOrDefault("category", "").strip(),
                form.getOrDefault("title", ""),
                form.getOrDefault("words", ""),
                form.getOrDefault("from", ""),
                form.getOrDefault("to", ""));
    }

    static ReplyForm of(Content content) {
        return new ReplyForm(
                content.unit(),
                content.form() + "/" + content.field(),
                content.category() == null ? "" : content.category(),
                content.title(),
                content.words(),
                content.validFrom().toString(),
                content.validTo() == null ? "" : content.validTo().toString());
    }

    LocalDate fromDay() {
        return TypedDay.of(from, "from");
    }

    @Nullable
    LocalDate toDay() {
        return to.isBlank() ? null : TypedDay.of(to, "to");
    }
}
