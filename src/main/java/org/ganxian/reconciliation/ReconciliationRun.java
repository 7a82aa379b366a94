package org.ganxian.reconciliation;

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

/** A nightly look at everything: how far it is and how much it found. */
@Entity
@Table(name = "reconciliation_run")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter(AccessLevel.PACKAGE)
class ReconciliationRun {

    interface Repository extends JpaRepository<ReconciliationRun, Long> {

        Optional<ReconciliationRun> findFirstByOrderByIdDesc();

        void deleteByStartedAtBefore(Instant time);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Instant startedAt;

    /** Null while it runs. */
    private @Nullable Instant finishedAt;

    private long looked;
    private int broken;

    /** Where it goes on; null at the beginning and at the end. */
    private @Nullable String nextPlace;

    @Getter(AccessLevel.NONE)
    @Version
    private long version;

    ReconciliationRun(Instant startedAt) {
        this.startedAt = startedAt;
    }

    void advance(Reconciliation.Part part, Instant now) {
        looked += part.looked();
        broken += part.breaks().size();
        nextPlace = part.next();
        finishedAt = nextPlace == null ? now : null;
    }
}
