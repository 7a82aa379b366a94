package org.ganxian.rules;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.hibernate.annotations.Immutable;
import org.springframework.data.repository.Repository;

/** Who put an edition of a table into force, and why; the engine keeps the edition itself. */
@Entity
@Immutable
@Table(name = "rule_edition")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class RuleEdition {

    interface Editions extends Repository<RuleEdition, String> {
        RuleEdition save(RuleEdition edition);

        List<RuleEdition> findByDecision(String decision);
    }

    /** The engine's. */
    @Id
    private String deployment;

    private String decision;
    private String madeBy;
    private String reason;

    RuleEdition(String deployment, String decision, Actor by, String reason) {
        this.deployment = deployment;
        this.decision = decision;
        this.madeBy = by.id();
        this.reason = reason;
    }
}
