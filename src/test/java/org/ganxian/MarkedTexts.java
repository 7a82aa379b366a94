package org.ganxian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people type in a test: each text is marked, so that it would be found wherever it was left. */
class MarkedTexts {

    /** So far. */
    final List<String> typed = new ArrayList<>();

    /** Text that occurs nowhere else. */
    String text(String field) {
        String text = "XQZ" + System.nanoTime() + field + "王小明";
        typed.add(text.substring(0, text.indexOf(field)));
        return text;
    }

    /** A telephone number that occurs nowhere else. */
    String phone() {
        String phone = "139"
                + String.valueOf(System.nanoTime() % 100_000_000 + 100_000_000).substring(1);
        typed.add(phone);
        return phone;
    }

    Map<String, Object> order(String words, String unit) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("category", HttpStory.SOCIAL_SERVICE);
        order.put("description", words + text("description"));
        if (unit != null) {
            order.put("place", Map.of("unit", unit, "address", text("address")));
        }
        order.put("contact", Map.of("name", text("name"), "phone", phone()));
        return order;
    }

    /** These fields of a form, marked. */
    Map<String, Object> form(String decision, String... fields) {
        Map<String, Object> form = new LinkedHashMap<>();
        if (!decision.isEmpty()) {
            form.put("decision", decision);
        }
        for (String field : fields) {
            form.put(field, text(field));
        }
        return form;
    }

    static Map<String, Object> with(Map<String, Object> form, String field, Object value) {
        form.put(field, value);
        return form;
    }
}
