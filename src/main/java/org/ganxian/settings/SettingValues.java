package org.ganxian.settings;

import java.util.Map;

/** What a section is set to. */
public final class SettingValues {

    private final Map<String, String> values;
    private final boolean fixed;

    SettingValues(Map<String, String> values, boolean fixed) {
        this.values = Map.copyOf(values);
        this.fixed = fixed;
    }

    /** As an administrator has set them, or is about to. */
    public static SettingValues of(Map<String, String> values) {
        return new SettingValues(values, false);
    }

    /** Blank for what is not set. */
    public String get(String key) {
        return values.getOrDefault(key, "");
    }

    public boolean has(String key) {
        return !get(key).isBlank();
    }

    /** Whether the deployment says so, and no page can change it. */
    public boolean isFixed() {
        return fixed;
    }

    /** Some are secret and must not get into a log. */
    @Override
    public String toString() {
        return "SettingValues" + values.keySet();
    }
}
