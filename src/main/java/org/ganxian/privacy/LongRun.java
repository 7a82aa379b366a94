package org.ganxian.privacy;

import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** Work that a process does batch by batch, with one row that says how far it is. */
@MappedSuperclass
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public abstract class LongRun {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String startedBy;
    private Instant startedAt;

    /** Null while it runs. */
    private @Nullable Instant finishedAt;

    @Getter(AccessLevel.NONE)
    @Version
    @Column(name = "version")
    private long version;

    protected LongRun(String startedBy, Instant startedAt) {
        this.startedBy = startedBy;
        this.startedAt = startedAt;
    }

    public boolean isRunning() {
        return finishedAt == null;
    }

    public void finish(Instant at) {
        finishedAt = at;
    }
}
