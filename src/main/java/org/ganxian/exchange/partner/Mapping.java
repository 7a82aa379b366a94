package org.ganxian.exchange.partner;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** What a partner calls something that we call otherwise. */
@Entity(name = "ExchangeMapping")
@Table(name = "exchange_mapping")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Mapping {

    interface Repository extends JpaRepository<Mapping, Long> {
        Optional<Mapping> findByPartnerAndKindAndTheirs(String partner, Kind kind, String theirs);

        /** What nobody has mapped yet comes first. */
        @Query("select m from ExchangeMapping m where m.partner = :partner"
                + " order by case when m.ours is null then 0 else 1 end, m.kind, m.theirs, m.id")
        Page<Mapping> of(String partner, Pageable page);

        long countByPartnerAndOursIsNull(String partner);

        List<Mapping> findByPartnerAndKindAndOursIsNotNullOrderByTheirs(String partner, Kind kind);
    }

    @RequiredArgsConstructor
    @Getter
    public enum Kind {
        /** Theirs to a code of our categories. */
        CATEGORY("分类"),
        /** Theirs to OPEN or DONE. */
        STATUS("对方的状态"),
        /** Ours, by name of a status, to theirs. */
        OUR_STATUS("我们的状态");

        private final String title;
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String partner;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String theirs;
    private @Nullable String ours;
    private Instant firstSeen;
    private @Nullable String editedBy;
    private @Nullable Instant editedAt;

    Mapping(String partner, Kind kind, String theirs, Instant firstSeen) {
        this.partner = partner;
        this.kind = kind;
        this.theirs = theirs;
        this.firstSeen = firstSeen;
    }

    void map(@Nullable String to, String by, Instant at) {
        ours = to;
        editedBy = by;
        editedAt = at;
    }
}
