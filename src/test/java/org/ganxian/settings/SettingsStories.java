package org.ganxian.settings;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.ganxian.platform.Actor;
import org.ganxian.platform.privacy.Encrypted;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** Settings without a database. */
public final class SettingsStories {

    private SettingsStories() {}

    /** As a deployment says; nobody has set anything on a page. */
    public static Settings fixedBy(Environment environment, SettingsSection... sections) {
        return kept(Map.of(), environment, sections);
    }

    /** As administrators have set each section, where the deployment says nothing of it. */
    static Settings kept(Map<String, String> values, Environment environment, SettingsSection... sections) {
        SettingBook book = mock(SettingBook.class);
        when(book.of(any())).thenReturn(SettingValues.of(values));
        return new Settings(List.of(sections), environment, book);
    }

    /** As an administrator does it on the page, who has just read it. */
    public static void set(ApplicationContext node, SettingsSection section, Map<String, String> values) {
        SettingChanges changes = node.getBean(SettingChanges.class);
        changes.set(section, values, changes.latest(section), new Actor("admin", "系统管理员"));
    }

    /** Of another node on the same database, which shares nothing else with this one. */
    public static Settings ofAnotherNode(ApplicationContext node) {
        SettingBook book = new SettingBook(
                node.getBean(EntityManager.class), node.getBean(JdbcTemplate.class), node.getBean(Encrypted.class));
        return new Settings(node.getBeanProvider(SettingsSection.class).stream().toList(), node.getEnvironment(), book);
    }
}
