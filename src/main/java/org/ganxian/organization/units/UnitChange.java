package org.ganxian.organization.units;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** Open cases that go from one unit to another, because the unit was changed. */
@Entity
@Table(name = "unit_change")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class UnitChange {

    interface Repository extends JpaRepository<UnitChange, Long> {

        Optional<UnitChange> findFirstByUnitCodeOrderByIdDesc(String unitCode);

        List<UnitChange> findByUnitCodeAndFinishedAtIsNull(String unitCode);
    }

    /** What is done to the unit. */
    @RequiredArgsConstructor
    @Getter
    public enum Kind {
        MERGE("撤并"),
        SPLIT("划出"),
        MOVE("调整隶属");

        private final String title;
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String unitCode;

    /** Code of the unit that the cases go to; of a move, of the unit that was above it before. */
    private String target;

    private LocalDate effectiveOn;

    @Getter(AccessLevel.NONE)
    private String askedBy;

    @Getter(AccessLevel.NONE)
    private Instant askedAt;

    private @Nullable Instant begunAt;
    private @Nullable Instant finishedAt;

    UnitChange(Kind kind, String unitCode, String target, LocalDate effectiveOn, String askedBy, Instant askedAt) {
        this.kind = kind;
        this.unitCode = unitCode;
        this.target = target;
        this.effectiveOn = effectiveOn;
        this.askedBy = askedBy;
        this.askedAt = askedAt;
    }

    void begin(Instant at) {
        begunAt = at;
    }

    void finish(Instant at) {
        finishedAt = at;
    }
}
