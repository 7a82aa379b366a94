package org.ganxian.order;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A unit would merge a demand and may not do so alone; what another unit decided. */
@Entity
@Table(name = "merge_proposal")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class MergeProposal {

    interface Repository extends JpaRepository<MergeProposal, Long> {
        Optional<MergeProposal> findFirstBySubjectOrderByIdDesc(String subject);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String subject;

    /** Number of the demand that it would follow. */
    @Getter(AccessLevel.PACKAGE)
    private String master;

    @Getter(AccessLevel.PACKAGE)
    private String proposedBy;

    private Instant proposedAt;
    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;
    private @Nullable Boolean agreed;

    MergeProposal(String subject, String master, String proposedBy, Instant proposedAt) {
        this.subject = subject;
        this.master = master;
        this.proposedBy = proposedBy;
        this.proposedAt = proposedAt;
    }

    /** Whether somebody of another unit agreed that it follows this one. */
    boolean isAgreed(String into) {
        return Boolean.TRUE.equals(agreed) && master.equals(into);
    }

    void decide(boolean agree, String by, Instant at) {
        agreed = agree;
        decidedBy = by;
        decidedAt = at;
    }
}
