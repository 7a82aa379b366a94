package org.ganxian.sla;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.QueryHint;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.calendar.ClockKind;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;

/**
 * One limit of one case: from its start to what met or ended it. A step that starts again (a second dispatch's claim, a
 * rework's completion) has a clock of its own, told apart by the round.
 */
@Entity
@Table(name = "sla_clock")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class SlaClock {

    /** It reads and adds: nobody deletes a clock. */
    public interface Repository extends org.springframework.data.repository.Repository<SlaClock, Long> {
        String TOUCHED = "from SlaClock c where (c.endedAt is null or c.breachedAt is not null)"
                + " and c.kind <> org.ganxian.calendar.ClockKind.WALL and c.startedAt < :end and c.dueAt >= :begin"
                + " and (:everywhere = true or c.unitCode in :units)";

        SlaClock save(SlaClock clock);

        /** What this transaction has begun is in hand, see {@link ClocksInHand}: nothing has to be written before this is read. */
        @Query("from SlaClock c where c.subject = :subject order by c.id")
        @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
        List<SlaClock> findBySubjectOrderById(String subject);

        List<SlaClock> findBySubjectAndEndedAtIsNullOrderById(String subject);

        List<SlaClock> findByProcessInstanceAndEndedAtIsNullOrderById(String processInstance);

        @Query("from SlaClock c where c.subject = :subject and c.step = :step order by c.round desc limit 1")
        Optional<SlaClock> findFirstBySubjectAndStepOrderByRoundDesc(String subject, Milestone step);

        List<SlaClock> findByEndedAtIsNullAndIdGreaterThanOrderById(long after, Limit most);

        List<SlaClock> findBySubjectInOrderById(Collection<String> subjects);

        List<SlaClock> findBySubjectInAndEndedAtIsNullOrderById(Collection<String> subjects);

        int countByEndedAtIsNull();

        List<SlaClock> findByStartedAtGreaterThanEqualOrderByIdDesc(Instant since, Limit most);

        /** What a change of these days can concern: clocks that know a calendar and run then, and breaches that it may put in doubt. */
        @Query(TOUCHED + " and c.id > :after order by c.id")
        List<SlaClock> findTouched(
                long after, Instant begin, Instant end, boolean everywhere, Collection<String> units, Limit most);

        @Query("select count(*) " + TOUCHED)
        int countTouched(Instant begin, Instant end, boolean everywhere, Collection<String> units);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** Key of the case's process. */
    private String flow;

    private String subject;

    @Enumerated(EnumType.STRING)
    private Milestone step;

    /** From 1. */
    private int round;

    @Getter(AccessLevel.NONE)
    private @Nullable String category;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    @Getter(AccessLevel.PACKAGE)
    private @Nullable String unitCode;

    private String processInstance;

    @Enumerated(EnumType.STRING)
    private ClockKind kind;

    @Column(name = "limit_text")
    private String limit;

    @Column(name = "extension_text")
    private @Nullable String extension;

    private BigDecimal warnFraction;
    private boolean escalates;
    private Instant startedAt;

    /** While paused: as it was when the pause began. */
    @SuppressWarnings("NullAway.Init") // by moveTo, before anybody sees it: what it is computed from is here
    private Instant dueAt;

    @SuppressWarnings("NullAway.Init") // as dueAt
    private Instant warnAt;

    private @Nullable Instant warnedAt;

    @Getter(AccessLevel.NONE)
    private boolean provisional;

    private @Nullable Instant pausedAt;
    private @Nullable Instant breachedAt;
    private @Nullable Instant endedAt;
    private @Nullable Long lateMinutes;
    private @Nullable String review;

    @Getter(AccessLevel.NONE)
    @Version
    private long version;

    SlaClock(SlaSubject subject, Milestone step, int round, SlaPolicies.Policy policy, Instant startedAt) {
        this.flow = subject.flow();
        this.subject = subject.number();
        this.step = step;
        this.round = round;
        this.category = subject.category();
        this.priority = subject.priority();
        this.unitCode = subject.unit();
        this.processInstance = subject.processInstance();
        this.startedAt = startedAt;
        take(policy);
    }

    /** Takes the limit of another policy; the start, the pauses and an extension stay. */
    void follow(SlaPolicies.Policy policy) {
        take(policy);
    }

    private void take(SlaPolicies.Policy policy) {
        this.kind = policy.clock();
        this.limit = policy.limit().toString();
        this.warnFraction = BigDecimal.valueOf(policy.warn());
        this.escalates = policy.escalates();
    }

    /** What {@link #follow} took last. */
    SlaPolicies.Policy terms() {
        return new SlaPolicies.Policy(limit(), kind, warnFraction(), escalates);
    }

    void moveTo(SlaClocks.Times times) {
        this.dueAt = times.due();
        this.warnAt = times.warn();
        this.provisional = times.provisional();
    }

    SlaClocks.Times times() {
        return new SlaClocks.Times(dueAt, warnAt, provisional);
    }

    /** Says no to what only a mistake of ours can ask for. */
    private void require(boolean possible, String deed) {
        if (!possible) {
            throw new IllegalStateException("Cannot %s clock %s %d of %s".formatted(deed, step, round, subject));
        }
    }

    void prioritise(Priority priority) {
        require(endedAt == null, "prioritise");
        this.priority = priority;
    }

    void classify(String category, Priority priority) {
        prioritise(priority);
        this.category = category;
    }

    void warnedAt(Instant when) {
        require(endedAt == null && warnedAt == null, "warn of");
        warnedAt = when;
    }

    void pauseAt(Instant when) {
        require(endedAt == null && pausedAt == null, "pause");
        pausedAt = when;
    }

    /** Goes on, if it stands still. */
    void resume() {
        require(endedAt == null, "resume");
        pausedAt = null;
    }

    void extendBy(org.ganxian.calendar.Limit more) {
        require(endedAt == null && extension == null, "extend");
        extension = more.toString();
    }

    /** Late from now on; what was late before stays so from then on. */
    void breachAt(Instant when) {
        if (breachedAt == null) {
            require(endedAt == null, "breach");
            breachedAt = when;
        }
    }

    /** @param late by its own clock; zero when it was met in time */
    void endAt(Instant when, Duration late) {
        require(endedAt == null, "end");
        if (!late.isZero()) {
            breachAt(when);
        }
        endedAt = when;
        lateMinutes = late.toMinutes();
    }

    /** @param why zh-CN; null when nobody need look any more */
    void flagForReview(@Nullable String why) {
        review = why;
    }

    SlaSubject asSubject() {
        return new SlaSubject(flow, subject, category, priority, unitCode, processInstance);
    }

    /** The same case, where another unit has to act and another instance has the timers. */
    public SlaSubject asSubjectOf(@Nullable String unitCode, String processInstance) {
        return new SlaSubject(flow, subject, category, priority, unitCode, processInstance);
    }

    public org.ganxian.calendar.Limit limit() {
        return org.ganxian.calendar.Limit.parse(limit);
    }

    public Optional<org.ganxian.calendar.Limit> extension() {
        return Optional.ofNullable(extension).map(org.ganxian.calendar.Limit::parse);
    }

    double warnFraction() {
        return warnFraction.doubleValue();
    }

    /** True when a year in between has no published list of days off yet. */
    public boolean isProvisional() {
        return provisional;
    }

    /** Whether a warning is to be given now: it is due, or the timer on the diagram that is for it fires. */
    boolean isToWarn(@Nullable String firing, Instant at) {
        return step.warns()
                && pausedAt == null
                && warnedAt == null
                && (step.warningTimer().equals(firing) || !warnAt.isAfter(at));
    }

    /** When those who have the case were reminded; empty when they were not. */
    public Optional<Instant> warnedAt() {
        return Optional.ofNullable(warnedAt);
    }

    /** Up to when its time counts by this instant: it stands still from the beginning of a pause. */
    public Instant counted(Instant at) {
        return pausedAt().filter(at::isAfter).orElse(at);
    }

    public Optional<Instant> pausedAt() {
        return Optional.ofNullable(pausedAt);
    }

    /** When it was first found late; kept for good. */
    public Optional<Instant> breachedAt() {
        return Optional.ofNullable(breachedAt);
    }

    /** When it was met or its case ended; empty while it runs. */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** Full minutes late by its own clock, 0 when in time; empty while it runs. */
    public Optional<Long> lateMinutes() {
        return Optional.ofNullable(lateMinutes);
    }

    /** zh-CN: why somebody should look whether this breach still stands; empty when nobody need. */
    public Optional<String> review() {
        return Optional.ofNullable(review);
    }
}
