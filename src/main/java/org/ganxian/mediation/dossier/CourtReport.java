package org.ganxian.mediation.dossier;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** What a court is told of a dispute that it had entrusted and that was not settled; one a case. Nothing in it until it is given. */
@Entity
@Table(name = "court_report")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class CourtReport {

    /**
     * What was typed of it.
     *
     * @param report at most 1,000 characters
     * @param papers that go back, a line each
     * @param receivedBy who signed for them at the court
     */
    public record Typed(String court, String report, String papers, String receivedBy, LocalDate receivedOn) {}

    public interface Repository extends JpaRepository<CourtReport, Long> {
        Optional<CourtReport> findByMediationId(Long mediationId);

        boolean existsByMediationId(Long mediationId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Getter(AccessLevel.NONE)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long mediationId;

    private Instant begunAt;
    private @Nullable String court;

    @Convert(converter = Encrypted.class)
    private @Nullable String report;

    @Convert(converter = Encrypted.class)
    private @Nullable String papers;

    @Convert(converter = Encrypted.class)
    private @Nullable String receivedBy;

    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private @Nullable LocalDate receivedOn;

    private @Nullable String reportedBy;
    private @Nullable Instant reportedAt;

    public CourtReport(Long mediationId, Instant begunAt) {
        this.mediationId = mediationId;
        this.begunAt = begunAt;
    }

    public void given(Typed typed, String by, Instant when) {
        court = typed.court();
        report = typed.report();
        papers = typed.papers();
        receivedBy = typed.receivedBy();
        receivedOn = typed.receivedOn();
        reportedBy = by;
        reportedAt = when;
    }
}
