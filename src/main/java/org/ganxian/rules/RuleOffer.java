package org.ganxian.rules;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.DecidedOffer;
import org.springframework.data.jpa.repository.JpaRepository;

/** Which table of a release the city has looked at. */
@Entity
@Table(name = "rule_offer")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class RuleOffer extends DecidedOffer {

    interface Repository extends JpaRepository<RuleOffer, String> {}

    @Id
    private String decision;

    RuleOffer(String decision, String hash, Actor by, Instant at) {
        super(hash, by, at);
        this.decision = decision;
    }
}
