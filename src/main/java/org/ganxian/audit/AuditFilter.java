package org.ganxian.audit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.ganxian.platform.Codes;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for. What is empty narrows nothing down.
 *
 * @param logins the log of logins instead of deeds
 * @param person user name or name of who did it
 * @param about number of a case, or user name: whom or what it was done to
 * @param action a code of {@link AuditWords}
 * @param unit code; its people and those of all units below
 * @param from first day, Asia/Shanghai
 * @param to last day, included
 */
record AuditFilter(
        boolean logins,
        String person,
        String about,
        String action,
        String unit,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    private static final int LONGEST = 120;

    /** @throws Refusal 400 for what no line can be found by */
    static AuditFilter of(Map<String, String> asked) {
        LocalDate from = day(asked, "from");
        LocalDate to = day(asked, "to");
        if (from != null && to != null && from.isAfter(to)) {
            throw Refusal.field("to", "结束日期早于开始日期");
        }
        String about = text(asked, "about");
        return new AuditFilter(
                "logins".equals(asked.get("tab")),
                text(asked, "person"),
                // A number is known however it is typed.
                Codes.number(about).matches("[A-Z]+\\d{8}-\\d+") ? Codes.number(about) : about,
                text(asked, "action"),
                text(asked, "unit"),
                from,
                to);
    }

    private static String text(Map<String, String> asked, String name) {
        String text = asked.getOrDefault(name, "").strip();
        if (text.length() > LONGEST) {
            throw Refusal.field(name, "最多 " + LONGEST + " 个字符");
        }
        return text;
    }

    private static @Nullable LocalDate day(Map<String, String> asked, String name) {
        String text = text(asked, name);
        try {
            return text.isEmpty() ? null : TypedDay.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.field(name, "请按 2026-12-31 的样子填写日期");
        }
    }

    /** What is narrowed down, by the names that addresses use. */
    Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("tab", logins ? "logins" : "");
        asked.put("person", person);
        asked.put("about", about);
        asked.put("action", action);
        asked.put("unit", unit);
        asked.put("from", from == null ? "" : from.toString());
        asked.put("to", to == null ? "" : to.toString());
        asked.values().removeIf(String::isEmpty);
        return asked;
    }

    /** In one line, without whatever may be a person's name. */
    String summary() {
        return asked().entrySet().stream()
                .filter(e -> !e.getKey().equals("person"))
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(" "));
    }
}
