package org.ganxian.privacy.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** One walk through all that is encrypted, and where it goes on. */
@Entity
@Table(name = "key_rotation")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class KeyRotation {

    interface Repository extends JpaRepository<KeyRotation, Long> {
        Optional<KeyRotation> findFirstByOrderByIdDesc();
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String startedBy;
    private Instant startedAt;
    private @Nullable Instant finishedAt;

    /** Rows, when it began. */
    private long total;

    private long looked;

    /** Values that were written anew. */
    private long renewed;

    /** Values that neither key reads. */
    private long unreadable;

    private String atTable = "";
    private String atKey = "";

    @Getter(AccessLevel.NONE)
    @Version
    @Column(name = "version")
    private long version;

    KeyRotation(String startedBy, Instant startedAt, long total) {
        this.startedBy = startedBy;
        this.startedAt = startedAt;
        this.total = total;
    }

    public boolean isRunning() {
        return finishedAt == null;
    }

    /** Goes on behind this row of this table. */
    void advance(String table, String key, int rows, int renewedValues, int unreadableValues) {
        atTable = table;
        atKey = key;
        looked += rows;
        renewed += renewedValues;
        unreadable += unreadableValues;
    }

    void finish(Instant at) {
        finishedAt = at;
    }
}
