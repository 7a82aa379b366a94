package org.ganxian.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.platform.privacy.Encrypted;
import org.ganxian.platform.web.OncePerPage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What administrators have set, kept in memory and right on every node as calendars are: whoever changes it writes a new
 * stamp into the one row of {@code setting_version} in the same transaction, and what is kept is kept by stamp.
 */
@Component
@Slf4j
class SettingBook {

    private static final int ONLY_ROW = 1;
    private static final int STAMPS_KEPT = 4;
    private static final SettingValues NOTHING = SettingValues.of(Map.of());

    @Entity(name = "SettingVersion")
    @Table(name = "setting_version")
    @NoArgsConstructor(access = AccessLevel.PROTECTED)
    static class Version {
        @Id
        private int id;

        private String stamp;
    }

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final Encrypted encrypted;
    /** By stamp, by section. */
    private final Cache<String, Map<String, SettingValues>> books =
            Caffeine.newBuilder().maximumSize(STAMPS_KEPT).build();

    SettingBook(EntityManager entities, JdbcTemplate jdbc, Encrypted encrypted) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.encrypted = encrypted;
    }

    SettingValues of(String section) {
        return books.get(OncePerPage.read("stamp of settings", String.class, this::stamp), stamp -> read())
                .getOrDefault(section, NOTHING);
    }

    private String stamp() {
        return entities.find(Version.class, ONLY_ROW).stamp;
    }

    /** Waits until nobody else changes settings; to be called in a transaction, before anything is read. */
    void lock() {
        entities.refresh(entities.find(Version.class, ONLY_ROW), LockModeType.PESSIMISTIC_WRITE);
    }

    /** Makes every node read anew; to be called in the transaction that has locked and changed them. */
    void changed() {
        entities.find(Version.class, ONLY_ROW).stamp = UUID.randomUUID().toString();
        entities.flush();
    }

    private Map<String, SettingValues> read() {
        Map<String, Map<String, String>> values = new HashMap<>();
        jdbc.query(
                "select e.section, e.entries from setting_edition e"
                        + " where e.id = (select max(n.id) from setting_edition n where n.section = e.section)",
                row -> {
                    values.put(row.getString(1), new HashMap<>(SettingEdition.values(row.getString(2))));
                });
        jdbc.query("select id, secret from setting_secret", row -> {
            String id = row.getString(1);
            String secret = decrypted(id, row.getString(2));
            Map<String, String> section = values.get(SettingSecret.sectionOf(id));
            if (section != null && secret != null) {
                section.put(SettingSecret.keyOf(id), secret);
            }
        });
        Map<String, SettingValues> book = new HashMap<>();
        values.forEach((section, its) -> book.put(section, SettingValues.of(its)));
        return Map.copyOf(book);
    }

    /** Null for what no key reads: a lost key stops no step of a case, it stops the mail. */
    private @Nullable String decrypted(String id, String stored) {
        try {
            return encrypted.convertToEntityAttribute(stored);
        } catch (RuntimeException byNoKey) {
            log.error("No key reads the setting {}: it has to be entered again", id);
            return null;
        }
    }
}
