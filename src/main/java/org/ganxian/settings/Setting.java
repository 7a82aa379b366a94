package org.ganxian.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set.
 *
 * @param key within its section
 * @param property by which a deployment fixes it; null when several do together
 * @param title zh-CN
 * @param hint zh-CN; null for none
 * @param length the most characters
 * @param options what can be chosen; empty for what is typed
 */
public record Setting(
        String key,
        @Nullable String property,
        String title,
        @Nullable String hint,
        int length,
        boolean secret,
        List<Option> options) {

    /** @param name zh-CN */
    public record Option(String value, String name) {}

    public static Setting text(String key, String property, String title, @Nullable String hint, int length) {
        return new Setting(key, property, title, hint, length, false, List.of());
    }

    /** Kept encrypted and shown to nobody. */
    public static Setting secret(String key, String property, String title, @Nullable String hint, int length) {
        return new Setting(key, property, title, hint, length, true, List.of());
    }

    public static Setting choice(String key, String title, @Nullable String hint, List<Option> options) {
        return new Setting(key, null, title, hint, 0, false, options);
    }

    /** zh-CN, how a value is shown. */
    String shown(String value) {
        return options.stream()
                .filter(option -> option.value().equals(value))
                .map(Option::name)
                .findFirst()
                .orElse(value);
    }
}
