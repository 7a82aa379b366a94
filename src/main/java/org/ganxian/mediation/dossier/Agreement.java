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

/** One edition of what the parties agreed on (人民调解法第二十九、三十条). */
@Entity
@Table(name = "mediation_agreement")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Agreement {

    public enum Form {
        WRITTEN,
        ORAL
    }

    /** Why it need not be written. */
    public enum OralGround {
        PERFORMED,
        WAIVED
    }

    public interface Repository extends JpaRepository<Agreement, Long> {
        Optional<Agreement> findFirstByMediationIdOrderByIdDesc(Long mediationId);

        int countByMediationId(Long mediationId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long mediationId;

    private int edition;

    @Enumerated(EnumType.STRING)
    private Form form;

    /** False when a part of the dispute is left: its parties are told the ways. */
    private boolean settlesAll;

    @Enumerated(EnumType.STRING)
    private @Nullable OralGround oralGround;

    @Convert(converter = Encrypted.class)
    private String content;

    private String draftedBy;
    private @Nullable Instant mediatorAt;
    private @Nullable Instant sealedAt;
    private @Nullable String sealedBy;
    private @Nullable Instant effectiveAt;

    /** @param oralGround null for a written one */
    public Agreement(
            Long mediationId,
            int edition,
            boolean settlesAll,
            @Nullable OralGround oralGround,
            String content,
            String draftedBy) {
        this.mediationId = mediationId;
        this.edition = edition;
        this.form = oralGround == null ? Form.WRITTEN : Form.ORAL;
        this.settlesAll = settlesAll;
        this.oralGround = oralGround;
        this.content = content;
        this.draftedBy = draftedBy;
    }

    public void mediatorSigns(Instant when) {
        mediatorAt = mediatorAt == null ? when : mediatorAt;
    }

    /** In effect when it is agreed (人民调解法第三十条). */
    public void agreeOrally(Instant when) {
        effectiveAt = when;
    }

    /**
     * In effect by the last of all signatures and the seal (人民调解法第二十九条).
     *
     * @param lastSignature of a party
     */
    public void seal(String by, Instant lastSignature, Instant when) {
        sealedBy = by;
        sealedAt = when;
        effectiveAt = lastSignature.isAfter(when) ? lastSignature : when;
    }
}
