package org.ganxian.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What is set now, on every node: by the deployment where it says anything, else as the city's administrators have it. */
@Component
public class Settings {

    private final SettingBook book;
    /** By section. */
    private final Map<String, SettingValues> fixed = new HashMap<>();

    /** @throws IllegalStateException when the deployment fixes what cannot be: the application does not start with it */
    Settings(List<SettingsSection> sections, Environment environment, SettingBook book) {
        this.book = book;
        for (SettingsSection section : sections) {
            Map<String, String> said = section.fixedBy(environment);
            if (!said.isEmpty()) {
                fixed.put(section.id(), checked(section, new SettingValues(said, true)));
            }
        }
    }

    private static SettingValues checked(SettingsSection section, SettingValues values) {
        if (section.isOn(values)) {
            section.wrongWhenFixed(values).forEach((key, reason) -> {
                throw new IllegalStateException(nameOf(section, key) + " " + reason);
            });
        }
        return values;
    }

    private static String nameOf(SettingsSection section, String key) {
        return section.settings().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .map(setting -> Optional.ofNullable(setting.property()).orElse(setting.title()))
                .orElse(key);
    }

    /**
     * What is in force. Within a transaction it is the same all the time; a transaction that begins after a change was
     * committed on any node sees the change.
     */
    public SettingValues of(SettingsSection section) {
        SettingValues said = fixed.get(section.id());
        return said == null ? book.of(section.id()) : said;
    }
}
