package org.ganxian.escalation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Actor;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * One raise (督办): a superior unit was called because a limit was breached, because the level below did not answer, or
 * because somebody asked for it. Kept for good, as the record of who was how late.
 */
@Entity
@Table(name = "supervision")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter(AccessLevel.PACKAGE)
class Supervision {

    /** What became of a supervision. */
    @RequiredArgsConstructor
    @Getter(AccessLevel.PACKAGE)
    enum Outcome {
        TAKEN_OVER("接管"),
        REDISPATCHED("改派"),
        /** Another district is asked to take the case; the unit goes on. */
        ASKED("请求改派"),
        GRANTED("同意延时"),
        NOTED("批注"),
        /** Nobody answered in time: the next level was called, or the city once more. */
        UNANSWERED("逾期未答复"),
        /** The case ended first. */
        CASE_ENDED("诉求已了结");

        private final String title;
    }

    interface Repository extends JpaRepository<Supervision, Long> {

        @Query("from Supervision s where s.subject = :subject and s.endedAt is null order by s.id")
        List<Supervision> findBySubjectAndEndedAtIsNullOrderById(String subject);

        @Query("from Supervision s where s.subject = :subject order by s.id")
        List<Supervision> findBySubjectOrderById(String subject);

        /** Asked for by hand and not yet called for. */
        Optional<Supervision> findFirstBySubjectAndProcessInstanceIsNullAndEndedAtIsNullOrderById(String subject);

        Optional<Supervision> findFirstByProcessInstanceOrderByIdDesc(String processInstance);

        @Query("from Supervision s where s.unitCode in :units and (:ended = true or s.endedAt is null)"
                + " and (:level is null or s.level = :level)")
        Page<Supervision> findIn(Collection<String> units, boolean ended, @Nullable Level level, Pageable page);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String subject;
    private String flow;

    @Enumerated(EnumType.STRING)
    private @Nullable Milestone step;

    @Getter(AccessLevel.NONE)
    @Column(name = "clock_round")
    private int round;

    private @Nullable String reason;

    /** A user name, or {@link Actor#SYSTEM} for a breach. */
    private String raisedBy;

    private Instant raisedAt;
    private @Nullable String processInstance;

    @Enumerated(EnumType.STRING)
    private @Nullable Level level;

    /** Code of the superior unit that is called. */
    private @Nullable String unitCode;

    /** Who was late: a user name, or the group whose turn it was. */
    private @Nullable String owner;

    /** Full minutes, by the breached limit's own clock, when this was raised. */
    private long lateMinutes;

    private @Nullable Instant answerDue;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome outcome;

    private @Nullable String answeredBy;
    private @Nullable Instant endedAt;

    @Getter(AccessLevel.NONE)
    @Version
    private long version;

    private Supervision(String subject, String flow, String raisedBy, Instant raisedAt) {
        this.subject = subject;
        this.flow = flow;
        this.raisedBy = raisedBy;
        this.raisedAt = raisedAt;
    }

    /** @param reason zh-CN, as typed by this person; at most 500 characters */
    static Supervision byHand(String subject, String flow, Actor by, String reason, Instant at) {
        Supervision asked = new Supervision(subject, flow, by.id(), at);
        asked.reason = reason;
        return asked;
    }

    static Supervision ofBreach(SlaClock breached, Instant at) {
        Supervision raised = new Supervision(breached.subject(), breached.flow(), Actor.SYSTEM.id(), at);
        raised.step = breached.step();
        raised.round = breached.round();
        return raised;
    }

    /** The same matter, once more: at the next level, or at the city's again. */
    Supervision again(Instant at) {
        Supervision next = new Supervision(subject, flow, raisedBy, at);
        next.step = step;
        next.round = round;
        next.reason = reason;
        next.processInstance = processInstance;
        return next;
    }

    /** Says no to what only a mistake of ours can ask for. */
    private void require(boolean possible, String deed) {
        if (!possible) {
            throw new IllegalStateException("Cannot %s supervision %d of %s".formatted(deed, id, subject));
        }
    }

    /** Once, while it is open. */
    void callFor(Unit unit, String instance, String lateOwner, long minutesLate, Instant due) {
        require(level == null && endedAt == null, "call for");
        level = Level.of(unit.kind());
        unitCode = unit.code();
        processInstance = instance;
        owner = lateOwner;
        lateMinutes = minutesLate;
        answerDue = due;
    }

    /** The unit that was called is not above the case any more: another one of its level answers. */
    void answerBy(Unit unit) {
        require(level != null && endedAt == null, "give to another unit");
        unitCode = unit.code();
    }

    void dueAt(Instant due) {
        require(endedAt == null, "move");
        answerDue = due;
    }

    /** Once. */
    void end(Outcome how, @Nullable String by, Instant at) {
        require(endedAt == null, "end");
        outcome = how;
        answeredBy = by;
        endedAt = at;
    }

    boolean isCalled() {
        return level != null;
    }

    /** This and the next four: from the moment when somebody is called. */
    String processInstance() {
        return called(processInstance);
    }

    Level level() {
        return called(level);
    }

    String unitCode() {
        return called(unitCode);
    }

    String owner() {
        return called(owner);
    }

    Instant answerDue() {
        return called(answerDue);
    }

    private static <T> T called(@Nullable T fact) {
        return Objects.requireNonNull(fact, "nobody is called yet");
    }

    /** Which limit was breached; empty when it was raised by hand. */
    Optional<Milestone> step() {
        return Optional.ofNullable(step);
    }

    /** zh-CN, why somebody raised it; empty for a breach. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Empty while it waits for an answer. */
    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    Optional<String> answeredBy() {
        return Optional.ofNullable(answeredBy);
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }
}
