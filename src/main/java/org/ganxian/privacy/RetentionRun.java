package org.ganxian.privacy;

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

/** One erasing of all that is due, and where it goes on. */
@Entity
@Table(name = "retention_run")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class RetentionRun {

    interface Repository extends JpaRepository<RetentionRun, Long> {
        Optional<RetentionRun> findFirstByOrderByIdDesc();
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String startedBy;
    private Instant startedAt;
    private @Nullable Instant finishedAt;

    /** Cases, by the dry run before. */
    private long expected;

    private long erased;

    /** Cases that turned out to be kept, or could not be erased; the log names these. */
    private long kept;

    private long lastId;

    @Getter(AccessLevel.NONE)
    @Version
    @Column(name = "version")
    private long version;

    RetentionRun(String startedBy, Instant startedAt, long expected) {
        this.startedBy = startedBy;
        this.startedAt = startedAt;
        this.expected = expected;
    }

    public boolean isRunning() {
        return finishedAt == null;
    }

    void advance(long demand, boolean isErased) {
        lastId = demand;
        if (isErased) {
            erased++;
        } else {
            kept++;
        }
    }

    void finish(Instant at) {
        finishedAt = at;
    }
}
