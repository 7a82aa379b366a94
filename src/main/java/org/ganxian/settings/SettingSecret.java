package org.ganxian.settings;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** A secret in force. Former ones are not kept. As its column says that it is encrypted, its key is changed with all others. */
@Entity
@Table(name = "setting_secret")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class SettingSecret {

    interface Repository extends JpaRepository<SettingSecret, String> {

        /** Without reading it: it may be one that no key reads. */
        @Modifying
        @Query("delete from SettingSecret where id = :id")
        void forget(String id);
    }

    private static final String DOT = ".";

    /** {@code mail.password} */
    @Id
    private String id;

    @Convert(converter = Encrypted.class)
    private String secret;

    SettingSecret(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    static String idOf(SettingsSection section, Setting setting) {
        return section.id() + DOT + setting.key();
    }

    static String sectionOf(String id) {
        return id.substring(0, id.indexOf(DOT));
    }

    static String keyOf(String id) {
        return id.substring(id.indexOf(DOT) + 1);
    }
}
