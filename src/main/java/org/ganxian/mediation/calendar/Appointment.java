package org.ganxian.mediation.calendar;

import jakarta.persistence.Convert;
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
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationSession;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** When and where a session is to be. What became of it is a {@link MediationSession}. */
@Entity
@Table(name = "mediation_appointment")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class Appointment {

    /** One with its case. */
    record OfCase(Appointment appointment, Mediation mediation) {}

    interface Repository extends JpaRepository<Appointment, Long> {

        Optional<Appointment> findByIdAndMediationId(Long id, Long mediationId);

        List<Appointment> findByMediationIdAndCancelledAtIsNullOrderByBeginsAt(Long mediationId);

        /** Those of the whole city that reach into this time, in their order. */
        @Query("select new org.ganxian.mediation.calendar.Appointment$OfCase(a, m) from Appointment a, Mediation m"
                + " where m.id = a.mediationId and a.cancelledAt is null and a.beginsAt < :to and a.endsAt > :from"
                + " order by a.beginsAt, a.id")
        List<OfCase> between(Instant from, Instant to);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long mediationId;
    private Instant beginsAt;
    private Instant endsAt;

    @Enumerated(EnumType.STRING)
    private MediationSession.Mode mode;

    @Convert(converter = Encrypted.class)
    private String room;

    private String madeBy;
    private Instant madeAt;
    private @Nullable String cancelledBy;
    private @Nullable Instant cancelledAt;

    Appointment(
            Long mediationId,
            Instant beginsAt,
            Instant endsAt,
            MediationSession.Mode mode,
            String room,
            String madeBy,
            Instant madeAt) {
        this.mediationId = mediationId;
        this.beginsAt = beginsAt;
        this.endsAt = endsAt;
        this.mode = mode;
        this.room = room;
        this.madeBy = madeBy;
        this.madeAt = madeAt;
    }

    void cancel(String by, Instant when) {
        cancelledBy = by;
        cancelledAt = when;
    }
}
