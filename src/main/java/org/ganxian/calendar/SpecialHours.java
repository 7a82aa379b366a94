package org.ganxian.calendar;

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
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A closure or an extra opening of a unit. Dates go to the driver as they are, not by way of the JVM's zone. */
@Entity
@Immutable
@Table(name = "special_hours")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class SpecialHours {

    public interface Repository extends JpaRepository<SpecialHours, Long> {
        List<SpecialHours> findByUnitCodeOrderByFirstDay(String unitCode);
    }

    @Getter
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Getter
    private String unitCode;

    @Enumerated(EnumType.STRING)
    private OfficeRules.Kind kind;

    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private LocalDate firstDay;

    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private LocalDate lastDay;

    /** {@code 14:30}; null, like {@link #closes}, for whole days. */
    @Getter
    private @Nullable String opens;

    @Getter
    private @Nullable String closes;

    private boolean withSubunits;

    private String reason;
    private String enteredBy;
    private Instant enteredAt;

    public SpecialHours(String unitCode, boolean withSubunits, OfficeRules.Special special, String by, Instant at) {
        boolean wholeDay = special.period().equals(OpeningHours.WHOLE_DAY);
        this.unitCode = unitCode;
        this.withSubunits = withSubunits;
        this.kind = special.kind();
        this.firstDay = special.first();
        this.lastDay = special.last();
        this.opens = wholeDay ? null : OpeningHours.text(special.period().opens());
        this.closes = wholeDay ? null : OpeningHours.text(special.period().closes());
        this.reason = special.reason();
        this.enteredBy = by;
        this.enteredAt = at;
    }

    public boolean isWithSubunits() {
        return withSubunits;
    }

    /** Whether it concerns a unit, which is its own or one below that. */
    public boolean appliesTo(String unitOrLower) {
        return withSubunits || unitCode.equals(unitOrLower);
    }

    public OfficeRules.Special special() {
        OpeningHours period = opens == null || closes == null ? OpeningHours.WHOLE_DAY : OpeningHours.of(opens, closes);
        return new OfficeRules.Special(kind, firstDay, lastDay, period, reason);
    }
}
