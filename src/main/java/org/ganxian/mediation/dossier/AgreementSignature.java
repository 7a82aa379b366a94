package org.ganxian.mediation.dossier;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A party has signed an edition of the agreement on paper. Written once. */
@Entity
@Immutable
@Table(name = "agreement_signature")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class AgreementSignature {

    public enum How {
        SIGNED,
        SEALED,
        FINGERPRINT
    }

    public interface Repository extends JpaRepository<AgreementSignature, Long> {
        List<AgreementSignature> findByAgreementIdOrderById(Long agreementId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long agreementId;

    @Getter
    private Long partyId;

    @Enumerated(EnumType.STRING)
    private How how;

    @Getter
    private Instant signedAt;

    private String recordedBy;

    public AgreementSignature(Long agreementId, Long partyId, How how, String recordedBy, Instant signedAt) {
        this.agreementId = agreementId;
        this.partyId = partyId;
        this.how = how;
        this.recordedBy = recordedBy;
        this.signedAt = signedAt;
    }
}
