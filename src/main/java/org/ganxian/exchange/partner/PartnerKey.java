package org.ganxian.exchange.partner;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.springframework.data.jpa.repository.JpaRepository;

/** A secret that a partner and we share, from one day to another. */
@Entity
@Table(name = "exchange_key")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class PartnerKey {

    interface Repository extends JpaRepository<PartnerKey, Long> {
        List<PartnerKey> findByPartnerOrderByValidFromDescIdDesc(String partner);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String partner;
    private String keyId;

    /** Base64 of 32 bytes; of an API key its SHA-256, hexadecimal. */
    @Convert(converter = Encrypted.class)
    @Getter(AccessLevel.PACKAGE)
    private String secret;

    private Instant validFrom;
    private Instant validUntil;
    private String madeBy;

    PartnerKey(String partner, String keyId, String secret, Instant from, Instant until, String by) {
        this.partner = partner;
        this.keyId = keyId;
        this.secret = secret;
        this.validFrom = from;
        this.validUntil = until;
        this.madeBy = by;
    }

    public boolean isValid(Instant at) {
        return !at.isBefore(validFrom) && at.isBefore(validUntil);
    }

    void end(Instant at) {
        validUntil = at.isBefore(validUntil) ? at : validUntil;
    }
}
