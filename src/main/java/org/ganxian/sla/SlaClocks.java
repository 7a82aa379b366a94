package org.ganxian.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ganxian.platform.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The clocks of all cases: started, stopped, paused and moved on what really happened. Policies say how long, the
 * {@link WorkingClock} when that is; the engine's timers follow. Times are instants, in UTC in the database.
 *
 * <p>What breached stays breached, with by how much, however the case ends and whatever the calendar says later.
 */
@Service
@Transactional
public class SlaClocks {

    /**
     * When a clock is due.
     *
     * @param warn when those who have the case are reminded
     * @param provisional whether a year in between has no published list of days off yet
     */
    record Times(Instant due, Instant warn, boolean provisional) {}

    private final SlaClock.Repository clocks;
    private final SlaPause.Repository pauses;
    private final SlaPolicies policies;
    private final WorkingClock workingClock;
    private final SlaTimers timers;
    private final ApplicationEventPublisher events;

    SlaClocks(
            SlaClock.Repository clocks,
            SlaPause.Repository pauses,
            SlaPolicies policies,
            WorkingClock workingClock,
            SlaTimers timers,
            ApplicationEventPublisher events) {
        this.clocks = clocks;
        this.pauses = pauses;
        this.policies = policies;
        this.workingClock = workingClock;
        this.timers = timers;
        this.events = events;
    }

    /**
     * Starts a clock, in a new round when there was one before; one that still runs goes on and is returned.
     *
     * @throws IllegalStateException when the policy table has no rule for it
     */
    public SlaClock start(SlaSubject subject, SlaStep step, Instant at) {
        Optional<SlaClock> last = clocks.findFirstBySubjectAndStepOrderByRoundDesc(subject.number(), step);
        if (last.filter(c -> c.endedAt().isEmpty()).isPresent()) {
            return last.get();
        }
        int round = last.map(SlaClock::round).orElse(0) + 1;
        SlaClock clock = new SlaClock(subject, step, round, policies.of(subject, step), at);
        compute(clock, List.of());
        return clocks.save(clock);
    }

    /** The clock of this step that runs, if one does. */
    @Transactional(readOnly = true)
    public Optional<SlaClock> running(String number, SlaStep step) {
        return clocks.findFirstBySubjectAndStepOrderByRoundDesc(number, step)
                .filter(c -> c.endedAt().isEmpty());
    }

    /** All clocks of a case, ended ones too, oldest first. */
    @Transactional(readOnly = true)
    public List<SlaClock> of(String number) {
        return clocks.findBySubjectOrderById(number);
    }

    /** What this clock was waiting for has happened; nothing when it does not run. */
    public void stop(String number, SlaStep step, Instant at) {
        running(number, step).ifPresent(clock -> {
            end(clock, at);
            timers.stop(clock);
        });
    }

    /** The case is over, in whatever way: no clock of it runs on. Its timers end with its process. */
    public void stopAll(String number, Instant at) {
        clocks.findBySubjectAndEndedAtIsNullOrderById(number).forEach(clock -> end(clock, at));
        openPause(number).ifPresent(pause -> pause.resumeAt(at));
    }

    private void end(SlaClock clock, Instant at) {
        clock.endAt(at, late(clock, at));
    }

    /** The resident's time does not make the office late: what happens in a pause counts as happening at its beginning. */
    private Duration late(SlaClock clock, Instant at) {
        Instant counted = clock.pausedAt().filter(at::isAfter).orElse(at);
        return !clock.step().isResidents() && counted.isAfter(clock.dueAt())
                ? workingClock.elapsed(clock.dueAt(), counted, clock.kind(), clock.unitCode())
                : Duration.ZERO;
    }

    /** How late a running clock is at this instant, by its own clock; zero when it is not. */
    @Transactional(readOnly = true)
    public Duration lateAt(SlaClock clock, Instant at) {
        return late(clock, at);
    }

    /** Its timer has fired: it is late from now on, for good. */
    public SlaClock breach(String number, SlaStep step, Instant at) {
        SlaClock clock = clocks.findFirstBySubjectAndStepOrderByRoundDesc(number, step)
                .orElseThrow(() -> new IllegalStateException("No clock " + step + " of " + number));
        clock.breachAt(at);
        return clock;
    }

    /** The case is more or less urgent than was thought: its running clocks take the limits of that, from their own starts. */
    public void prioritise(String number, Priority priority) {
        List<SlaPause> paused = pauses.findBySubjectOrderById(number);
        for (SlaClock clock : clocks.findBySubjectAndEndedAtIsNullOrderById(number)) {
            clock.prioritise(priority);
            clock.follow(policies.of(clock.asSubject(), clock.step()));
            move(clock, paused);
        }
    }

    /**
     * Stops the clocks of the office while the resident has the next move. Their timers wait for the latest possible end
     * of the pause; {@link #resume} gives them their exact date.
     */
    public void pause(String number, Instant at, Instant latestEnd) {
        pauses.save(new SlaPause(number, at));
        for (SlaClock clock : pausing(number)) {
            clock.pauseAt(at);
            park(clock, at, latestEnd);
        }
    }

    private void park(SlaClock clock, Instant at, Instant latestEnd) {
        timers.move(clock, shifted(clock, clock.dueAt(), at, latestEnd), shifted(clock, clock.warnAt(), at, latestEnd));
    }

    /** Lets the clocks go on with what was left when they stopped. */
    public void resume(String number, Instant at) {
        openPause(number).ifPresent(pause -> pause.resumeAt(at));
        for (SlaClock clock : pausing(number)) {
            clock.resume();
            move(clock, pauses.findBySubjectOrderById(number));
        }
    }

    private List<SlaClock> pausing(String number) {
        return clocks.findBySubjectAndEndedAtIsNullOrderById(number).stream()
                .filter(c -> c.step().pauses())
                .toList();
    }

    private Optional<SlaPause> openPause(String number) {
        return pauses.findBySubjectOrderById(number).stream()
                .filter(p -> !p.isOver())
                .findFirst();
    }

    /**
     * Gives a running clock more time, once, before it is due.
     *
     * @param more of the same kind as the limit, days or hours; at most the limit itself
     * @throws Refusal when it was extended before, is due already, or more is too much
     */
    public SlaClock extend(String number, SlaStep step, Limit more, Instant at) {
        SlaClock clock = running(number, step).orElseThrow(() -> Refusal.conflict("这项时限已经结束，不能延期"));
        refuseExtension(clock, more, at);
        clock.extendBy(more);
        move(clock, pauses.findBySubjectOrderById(number));
        return clock;
    }

    /** As {@link #extend}, without doing it: for whoever asks for an extension before somebody decides. */
    @Transactional(readOnly = true)
    public void mayExtend(String number, SlaStep step, Limit more, Instant at) {
        refuseExtension(running(number, step).orElseThrow(() -> Refusal.conflict("这项时限已经结束，不能延期")), more, at);
    }

    private static void refuseExtension(SlaClock clock, Limit more, Instant at) {
        if (clock.extension().isPresent()) {
            throw Refusal.conflict("每件诉求只能延期一次，本件已延期");
        } else if (!at.isBefore(clock.dueAt())) {
            throw Refusal.conflict("已经到期，不能再申请延期");
        }
        Limit limit = clock.limit();
        boolean sameKind = (more.days() > 0) == (limit.days() > 0) && !more.isMixed() && !more.isZero();
        if (!sameKind || more.days() > limit.days() || more.time().compareTo(limit.time()) > 0) {
            throw Refusal.field("extension", "延长的时间不能超过原时限（" + limit.inWords(clock.kind()) + "）");
        }
    }

    /** Sets due and warning anew, tells timers, tasks and the flow. */
    void move(SlaClock clock, List<SlaPause> pauses) {
        Instant before = clock.dueAt();
        compute(clock, pauses);
        if (clock.pausedAt().isEmpty()) {
            timers.move(clock, clock.dueAt(), clock.warnAt());
        }
        timers.moveTasks(clock, before, clock.dueAt());
        tell(clock);
    }

    /** As {@link #move} of one, with the limit that was found and timers that were read for many. */
    void move(SlaClock clock, SlaPolicies.Policy terms, Times times, SlaTimers.Many read) {
        Instant before = clock.dueAt();
        clock.follow(terms);
        clock.moveTo(times);
        if (clock.pausedAt().isEmpty()) {
            read.move(clock);
        }
        read.moveTasks(clock, before);
        if (clock.step() == SlaStep.ANSWER) {
            pausing(clock.subject())
                    .forEach(waiting -> waiting.pausedAt().ifPresent(at -> park(waiting, at, clock.dueAt())));
        }
        tell(clock);
    }

    private void tell(SlaClock clock) {
        events.publishEvent(new DeadlineMoved(
                clock.asSubject().flow(),
                clock.subject(),
                clock.processInstance(),
                clock.step(),
                clock.dueAt(),
                clock.warnAt()));
    }

    private void compute(SlaClock clock, List<SlaPause> pauses) {
        clock.moveTo(times(clock, clock.terms(), pauses));
    }

    /** From the start, through the limit with its extension, then through every pause of the case that is over. */
    Times times(SlaClock clock, SlaPolicies.Policy terms, List<SlaPause> pauses) {
        Limit limit = clock.extension().map(terms.limit()::plus).orElse(terms.limit());
        Instant start = clock.startedAt();
        Instant due = workingClock.due(start, limit, terms.clock(), clock.unitCode());
        Instant warn = workingClock.fractionDue(start, due, terms.warn(), terms.clock(), clock.unitCode());
        if (clock.step().pauses()) {
            for (SlaPause pause : pauses) {
                if (pause.isOver() && !pause.pausedAt().isBefore(start)) {
                    due = workingClock.shifted(
                            due, pause.pausedAt(), pause.resumedAt(), terms.clock(), clock.unitCode());
                    warn = workingClock.shifted(
                            warn, pause.pausedAt(), pause.resumedAt(), terms.clock(), clock.unitCode());
                }
            }
        }
        return new Times(due, warn, workingClock.isProvisional(start, due, terms.clock(), clock.unitCode()));
    }

    private Instant shifted(SlaClock clock, Instant when, Instant pausedAt, Instant resumedAt) {
        return workingClock.shifted(when, pausedAt, resumedAt, clock.kind(), clock.unitCode());
    }
}
