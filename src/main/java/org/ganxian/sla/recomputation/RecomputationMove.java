package org.ganxian.sla.recomputation;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Revision;
import org.ganxian.sla.SlaClock;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

/** A line of a recomputation's report. A clock has at most one in each. */
@Entity
@Immutable
@Table(name = "recomputation_move")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter(AccessLevel.PACKAGE)
class RecomputationMove {

    interface Repository extends org.springframework.data.repository.Repository<RecomputationMove, Key> {
        Page<RecomputationMove> findByKeyRecomputationIdOrderByFlaggedDescKeyClockIdAsc(
                long recomputation, Pageable page);
    }

    @Embeddable
    record Key(long recomputationId, long clockId) implements Serializable {}

    @Getter(AccessLevel.NONE)
    @EmbeddedId
    private Key key;

    private String subject;

    @Enumerated(EnumType.STRING)
    private Milestone step;

    private Instant oldDue;

    /** What the change makes of it; of a breach that stands, what it would have been. */
    private Instant newDue;

    @Getter(AccessLevel.NONE)
    private boolean flagged;

    /** True for a clock that could not be computed anew: its due date stays. */
    private boolean setAside;

    /** zh-CN; missing when it simply moved. */
    private @Nullable String note;

    RecomputationMove(Recomputation of, Revision revision, Instant oldDue) {
        this.key = new Key(of.id(), revision.clock().id());
        this.subject = revision.clock().subject();
        this.step = revision.clock().step();
        this.oldDue = oldDue;
        this.newDue = revision.due();
        this.flagged = revision.isFlagged();
        this.note = revision.note();
    }

    private RecomputationMove(Recomputation of, SlaClock clock, String note) {
        this.key = new Key(of.id(), clock.id());
        this.subject = clock.subject();
        this.step = clock.step();
        this.oldDue = clock.dueAt();
        this.newDue = clock.dueAt();
        this.flagged = true;
        this.setAside = true;
        this.note = note;
    }

    /** @param note zh-CN, why it could not be computed */
    static RecomputationMove setAside(Recomputation of, SlaClock clock, String note) {
        return new RecomputationMove(of, clock, note);
    }

    boolean isFlagged() {
        return flagged;
    }
}
