package org.ganxian.privacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.springframework.data.jpa.repository.JpaRepository;

/** One erasing of all that is due, and where it goes on. */
@Entity
@Table(name = "retention_run")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class RetentionRun extends LongRun {

    interface Repository extends JpaRepository<RetentionRun, Long> {
        Optional<RetentionRun> findFirstByOrderByIdDesc();
    }

    /** Cases, by the dry run before. */
    private long expected;

    private long erased;

    /** Cases that turned out to be kept, or could not be erased; the log names these. */
    private long kept;

    private long lastId;

    RetentionRun(String startedBy, Instant startedAt, long expected) {
        super(startedBy, startedAt);
        this.expected = expected;
    }

    void advance(long demand, boolean isErased) {
        lastId = demand;
        if (isErased) {
            erased++;
        } else {
            kept++;
        }
    }
}
