package org.ganxian.exchange.returns;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A unit gives a case back. Why, in its own words, is a line of the case. */
@Entity
@Table(name = "exchange_return")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class CaseReturn {

    interface Repository extends JpaRepository<CaseReturn, Long> {
        List<CaseReturn> findByDemandNumberOrderById(String demandNumber);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String demandNumber;
    private String orderNumber;

    /** Code of the unit that gives it back. */
    private String unit;

    /** User name. */
    private String askedBy;

    private Instant askedAt;

    /** zh-CN. */
    private String ruleCited;

    private String proposedUnit;
    private Instant dueAt;

    /** Whether the decision is the last word. */
    private boolean designates;

    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;
    private @Nullable Boolean agreed;
    private @Nullable String toUnit;

    @Version
    @Getter(AccessLevel.NONE)
    private long version;

    CaseReturn(
            String demandNumber,
            String orderNumber,
            String unit,
            String askedBy,
            Instant askedAt,
            String ruleCited,
            String proposedUnit,
            Instant dueAt,
            boolean designates) {
        this.demandNumber = demandNumber;
        this.orderNumber = orderNumber;
        this.unit = unit;
        this.askedBy = askedBy;
        this.askedAt = askedAt;
        this.ruleCited = ruleCited;
        this.proposedUnit = proposedUnit;
        this.dueAt = dueAt;
        this.designates = designates;
    }

    boolean isOpen() {
        return decidedAt == null;
    }

    /** @param to who has the case now; null when nobody of ours has */
    void decide(@Nullable String to, String by, Instant at) {
        toUnit = to;
        agreed = !unit.equals(to);
        decidedBy = by;
        decidedAt = at;
    }
}
