package org.ganxian.exchange.kept;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** What came of one comparison with a partner. */
@Entity
@Table(name = "exchange_statement")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class StatementRun {

    public interface Repository extends JpaRepository<StatementRun, Long> {
        Optional<StatementRun> findFirstByPartnerOrderByIdDesc(String partner);

        Page<StatementRun> findByPartnerOrderByIdDesc(String partner, Pageable page);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String partner;
    private Instant madeAt;

    /** Whether the partner's was there. */
    private boolean theirs;

    private int oursCount;
    private int theirsCount;
    private int differences;
    private int resent;

    public StatementRun(
            String partner,
            Instant madeAt,
            boolean theirs,
            int oursCount,
            int theirsCount,
            int differences,
            int resent) {
        this.partner = partner;
        this.madeAt = madeAt;
        this.theirs = theirs;
        this.oursCount = oursCount;
        this.theirsCount = theirsCount;
        this.differences = differences;
        this.resent = resent;
    }
}
