package org.ganxian.mediation.dossier;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A revisit, and the filing that follows it. */
@Entity
@Table(name = "mediation_closing")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class MediationClosing {

    public enum Performance {
        FULL,
        PART,
        NONE,
        /** Of what ended without one. */
        NO_AGREEMENT
    }

    public enum Satisfaction {
        ALL,
        SOME,
        NONE
    }

    public interface Repository extends JpaRepository<MediationClosing, Long> {
        Optional<MediationClosing> findFirstByMediationIdOrderByIdDesc(Long mediationId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Getter(AccessLevel.NONE)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long mediationId;

    @Enumerated(EnumType.STRING)
    private Performance performance;

    @Enumerated(EnumType.STRING)
    private Satisfaction satisfaction;

    @Convert(converter = Encrypted.class)
    private String note;

    private String visitedBy;
    private Instant visitedAt;

    @Convert(converter = Encrypted.class)
    private @Nullable String summary;

    /** Of escalation; asked where there was no agreement. */
    private boolean signs;

    /** Number of the case in which the parties mediate once more; null for none. */
    private @Nullable String followedBy;

    private @Nullable String filedBy;
    private @Nullable Instant filedAt;

    public MediationClosing(
            Long mediationId,
            Performance performance,
            Satisfaction satisfaction,
            String note,
            String visitedBy,
            Instant visitedAt) {
        this.mediationId = mediationId;
        this.performance = performance;
        this.satisfaction = satisfaction;
        this.note = note;
        this.visitedBy = visitedBy;
        this.visitedAt = visitedAt;
    }

    public void saw(boolean signsOfEscalation) {
        signs = signsOfEscalation;
    }

    public void followedBy(String number) {
        followedBy = number;
    }

    public void file(String words, String by, Instant when) {
        summary = words;
        filedBy = by;
        filedAt = when;
    }
}
