package org.ganxian.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/**
 * Settings that belong together: all of them come from the deployment, or all from the page. A mixture would send one
 * side's password to the other side's server. The module that uses them says what they are. Without the first of them
 * there are none.
 */
public interface SettingsSection {

    /** As in the path of its page: lower-case letters, at most 32. */
    String id();

    /** Its place among the sections. */
    int order();

    /** zh-CN. */
    String title();

    /** zh-CN, what it is good for, and what happens without it. */
    String hint();

    List<Setting> settings();

    /**
     * What is wrong with values that somebody wants to keep. May ask for a host's addresses, so it is called outside of
     * transactions.
     *
     * @param values with the first of them
     * @return zh-CN, by key; empty when nothing is
     */
    Map<String, String> wrong(SettingValues values);

    /** As above, of what the deployment says; the application does not start with it. */
    default Map<String, String> wrongWhenFixed(SettingValues values) {
        return wrong(values);
    }

    /** Whether a secret that was kept is of use with these values; else it is forgotten. */
    default boolean needsSecret(SettingValues values) {
        return true;
    }

    /** Whether a secret that was kept would now go to somebody else, so that it has to be typed again. */
    default boolean isForSomebodyElse(SettingValues before, SettingValues after) {
        return false;
    }

    default boolean isOn(SettingValues values) {
        return values.has(settings().get(0).key());
    }

    /** Whatever the deployment says of it; empty when it says nothing. */
    default Map<String, String> fixedBy(Environment environment) {
        return settings().stream()
                .filter(setting -> setting.property() != null)
                .flatMap(setting ->
                        property(environment, setting).stream().map(value -> Map.entry(setting.key(), value)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Optional<String> property(Environment environment, Setting setting) {
        return Optional.ofNullable(setting.property())
                .map(environment::getProperty)
                .filter(value -> !value.isBlank())
                .map(value -> setting.secret() ? value : value.strip());
    }
}
