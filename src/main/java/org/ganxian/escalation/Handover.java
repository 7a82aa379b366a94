package org.ganxian.escalation;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** A superior has given a case to another unit, or asks another district to take it. */
@Entity
@Table(name = "handover")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter(AccessLevel.PACKAGE)
class Handover {

    enum State {
        /** The other side has not answered; the unit goes on. */
        ASKED,
        GIVEN,
        REFUSED,
        UNDONE,
        /** Whoever asked has taken the question back. */
        TAKEN_BACK,
        /** The case ended before the other side answered. */
        CASE_ENDED
    }

    interface Repository extends JpaRepository<Handover, Long> {
        Optional<Handover> findFirstBySubjectOrderByIdDesc(String subject);

        List<Handover> findByStateAndToUnitInOrderById(State state, Collection<String> units);

        Optional<Handover> findFirstBySubjectAndStateOrderByIdDesc(String subject, State state);

        @Query("select h.subject from Handover h where h.givenBy = :username and h.state in :states"
                + " and h.id = (select max(l.id) from Handover l where l.subject = h.subject)")
        List<String> subjectsLastGivenBy(String username, Collection<State> states);

        List<Handover> findBySubjectInAndStateOrderById(Collection<String> subjects, State state);
    }

    @Getter(AccessLevel.NONE)
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String subject;

    /** Code of the unit that had it. */
    private String fromUnit;

    private String toUnit;

    /** What the other side is asked for; null where nobody is asked. */
    private @Nullable String reason;

    private String givenBy;

    @Getter(AccessLevel.NONE)
    private Instant givenAt;

    @Enumerated(EnumType.STRING)
    private State state;

    /** Who agreed, refused or took it back. */
    private @Nullable String decidedBy;

    @Getter(AccessLevel.NONE)
    private @Nullable Instant decidedAt;

    private Handover(
            State state,
            String subject,
            String fromUnit,
            String toUnit,
            @Nullable String reason,
            String by,
            Instant at) {
        this.state = state;
        this.subject = subject;
        this.fromUnit = fromUnit;
        this.toUnit = toUnit;
        this.reason = reason;
        this.givenBy = by;
        this.givenAt = at;
    }

    static Handover given(String subject, String fromUnit, String toUnit, String by, Instant at) {
        return new Handover(State.GIVEN, subject, fromUnit, toUnit, null, by, at);
    }

    static Handover asked(String subject, String fromUnit, String toUnit, String reason, String by, Instant at) {
        return new Handover(State.ASKED, subject, fromUnit, toUnit, reason, by, at);
    }

    /** Both sides are called as they are today, as long as nothing is decided. */
    void carryOver(Map<String, String> successors) {
        fromUnit = successors.getOrDefault(fromUnit, fromUnit);
        toUnit = successors.getOrDefault(toUnit, toUnit);
    }

    boolean isAsked() {
        return state == State.ASKED;
    }

    void decide(State state, @Nullable String by, Instant at) {
        this.state = state;
        decidedBy = by;
        decidedAt = at;
    }

    /** Whose deed the case's change of unit was: of who agreed, else of who gave it. */
    String actor() {
        return decidedBy == null ? givenBy : decidedBy;
    }
}
