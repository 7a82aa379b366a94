package org.ganxian.privacy.keys;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.privacy.LongRun;
import org.springframework.data.jpa.repository.JpaRepository;

/** One walk through all that is encrypted, and where it goes on. */
@Entity
@Table(name = "key_rotation")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class KeyRotation extends LongRun {

    interface Repository extends JpaRepository<KeyRotation, Long> {
        Optional<KeyRotation> findFirstByOrderByIdDesc();
    }

    /** Rows, when it began. */
    private long total;

    private long looked;

    /** Values that were written anew. */
    private long renewed;

    /** Values that neither key reads. */
    private long unreadable;

    private String atTable = "";
    private String atKey = "";

    KeyRotation(String startedBy, Instant startedAt, long total) {
        super(startedBy, startedAt);
        this.total = total;
    }

    /** Goes on behind this row of this table. */
    void advance(String table, String key, int rows, int renewedValues, int unreadableValues) {
        atTable = table;
        atKey = key;
        looked += rows;
        renewed += renewedValues;
        unreadable += unreadableValues;
    }
}
