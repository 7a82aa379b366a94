package org.ganxian.rules;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.springframework.data.jpa.repository.JpaRepository;

/** Which table of a release the city has looked at and decided on: it is not offered again. */
@Entity
@Table(name = "rule_offer")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class RuleOffer {

    interface Repository extends JpaRepository<RuleOffer, String> {}

    @Id
    private String decision;

    /** SHA-256 of the file, in hex. */
    private String hash;

    private String decidedBy;
    private Instant decidedAt;

    RuleOffer(String decision, String hash, Actor by, Instant at) {
        this.decision = decision;
        this.hash = hash;
        this.decidedBy = by.id();
        this.decidedAt = at;
    }
}
