package org.ganxian.mediation.papers;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** A paper as it was issued. Never changes; when its case is erased its number, day and hash stay. */
@Entity
@Immutable
@Table(name = "mediation_paper")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class PaperRow {

    /** By kind, then by the number of the session. */
    static final Comparator<PaperRow> IN_THE_DOSSIER = Comparator.comparing(PaperRow::kind)
            .thenComparing(row -> row.about().length())
            .thenComparing(PaperRow::about);

    /** A line of a list, without what the paper says. */
    record Head(
            Long id,
            PaperKind kind,
            String about,
            String serial,
            String request,
            String sha256,
            Instant issuedAt,
            boolean erased) {}

    interface Repository extends JpaRepository<PaperRow, Long> {

        Optional<PaperRow> findByIdAndMediationId(Long id, Long mediationId);

        Optional<PaperRow> findByMediationIdAndRequest(Long mediationId, String request);

        Optional<PaperRow> findFirstByMediationIdAndKindOrderByIdDesc(Long mediationId, PaperKind kind);

        List<PaperRow> findByMediationIdOrderById(Long mediationId);

        @Query(
                "select new org.ganxian.mediation.papers.PaperRow$Head(p.id, p.kind, p.about, p.serial, p.request, p.sha256,"
                        + " p.issuedAt, case when p.size = 0 then true else false end) from PaperRow p"
                        + " where p.mediationId = :mediationId order by p.id")
        List<Head> heads(Long mediationId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long mediationId;

    @Enumerated(EnumType.STRING)
    private PaperKind kind;

    private String about;
    private String serial;
    private String request;
    private String sha256;
    private long size;
    private Instant issuedAt;
    private String issuedBy;

    /** JSON of a {@link Sheet}, for the dossier; null when erased. */
    @Convert(converter = Encrypted.class)
    private @Nullable String sheet;

    /** The PDF in Base64; null when erased. */
    @Convert(converter = Encrypted.class)
    private @Nullable String content;

    /** @param request the hash of what was asked for, by which the same request is known again */
    PaperRow(
            Long mediationId,
            Draft draft,
            String serial,
            String request,
            Issue issue,
            String sheet,
            String sha256,
            long size,
            String content) {
        this.mediationId = mediationId;
        this.kind = draft.kind();
        this.about = draft.about();
        this.serial = serial;
        this.request = request;
        this.sha256 = sha256;
        this.size = size;
        this.issuedAt = issue.at();
        this.issuedBy = issue.by();
        this.sheet = sheet;
        this.content = content;
    }

    /** @param by user name */
    record Issue(Instant at, String by) {}
}
