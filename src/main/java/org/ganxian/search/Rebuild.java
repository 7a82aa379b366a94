package org.ganxian.search;

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

/** One writing of all entries that lack or are under another key, and how far it is. */
@Entity
@Table(name = "search_rebuild")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Rebuild {

    interface Repository extends JpaRepository<Rebuild, Long> {
        Optional<Rebuild> findFirstByOrderByIdDesc();
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Instant startedAt;

    /** Null while it runs. */
    private @Nullable Instant finishedAt;

    /** Entries to be written, when it began. */
    private long total;

    private long written;
    private long lastId;

    @Getter(AccessLevel.NONE)
    @Version
    private long version;

    Rebuild(Instant startedAt, long total) {
        this.startedAt = startedAt;
        this.total = total;
    }

    public boolean isRunning() {
        return finishedAt == null;
    }

    void advance(long id, int entries) {
        lastId = id;
        written += entries;
    }

    void finish(Instant at) {
        finishedAt = at;
    }
}
