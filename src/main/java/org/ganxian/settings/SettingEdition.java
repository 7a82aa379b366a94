package org.ganxian.settings;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.hibernate.annotations.Immutable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A section as somebody has set it, without its secrets. Never changes: what is set otherwise is another edition. */
@Entity
@Immutable
@Table(name = "setting_edition")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class SettingEdition {

    interface Repository extends JpaRepository<SettingEdition, Long> {

        Page<SettingEdition> findBySectionOrderByIdDesc(String section, Pageable page);

        Optional<SettingEdition> findFirstBySectionOrderByIdDesc(String section);

        Optional<SettingEdition> findFirstBySectionAndIdLessThanOrderByIdDesc(String section, Long id);

        Optional<SettingEdition> findBySectionAndId(String section, Long id);
    }

    private static final String COLUMN = "\t";
    private static final String LINE = "\n";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String section;

    /** A line a value, key and value parted by a tab. */
    @Getter(AccessLevel.NONE)
    private String entries;

    /** Keys of the secrets that were entered, replaced or forgotten with it, parted by tabs. */
    @Getter(AccessLevel.NONE)
    private String secrets;

    private String changedBy;

    private Instant changedAt;

    SettingEdition(String section, Map<String, String> values, List<String> secrets, Actor by, Instant at) {
        this.section = section;
        this.entries = values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + COLUMN + entry.getValue())
                .collect(Collectors.joining(LINE));
        this.secrets = String.join(COLUMN, secrets);
        this.changedBy = by.id();
        this.changedAt = at;
    }

    static Map<String, String> values(String entries) {
        return Arrays.stream(entries.split(LINE))
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(COLUMN, 2))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
    }

    Map<String, String> values() {
        return values(entries);
    }

    boolean hasChangedSecret(String key) {
        return List.of(secrets.split(COLUMN)).contains(key);
    }
}
