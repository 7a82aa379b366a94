package org.ganxian.sla;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.BeyondCalendar;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.OncePerPage;
import org.jspecify.annotations.Nullable;
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
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SlaClocks {

    /**
     * When a clock is due.
     *
     * @param warn when those who have the case are reminded
     * @param provisional whether a year in between has no published list of days off yet
     */
    record Times(Instant due, Instant warn, boolean provisional) {}

    /** @param to missing while it lasts */
    public record Pause(Instant from, @Nullable Instant to) {}

    private final SlaClock.Repository clocks;
    private final ClocksInHand hand;
    private final SlaPause.Repository pauses;
    private final SlaPolicies policies;
    private final WorkingClock workingClock;
    private final SlaTimers timers;
    private final ApplicationEventPublisher events;

    /**
     * Starts a clock, in a new round when there was one before; one that still runs goes on and is returned.
     *
     * @throws IllegalStateException when the policy table has no rule for it
     */
    public SlaClock start(SlaSubject subject, Milestone step, Instant at) {
        return inHand(subject.number(), step).orElseGet(() -> start(subject, step, policies.of(subject, step), at));
    }

    /** Starts one more clock of a step that several instances can have at a time, such as a supervision's. */
    public SlaClock startAnother(SlaSubject subject, Milestone step, Instant at) {
        return start(subject, step, policies.of(subject, step), at);
    }

    /**
     * As {@link #startAnother(SlaSubject, Milestone, Instant)}, with a limit that a person chose.
     *
     * @throws Refusal when it ends later than the limit that the table allows at most
     */
    public SlaClock startAnother(SlaSubject subject, Milestone step, Limit chosen, Instant at) {
        SlaPolicies.Policy most = policies.of(subject, step);
        SlaPolicies.Policy asked = new SlaPolicies.Policy(chosen, most.clock(), most.warn(), most.escalates());
        if (chosen.isZero()
                || chosen.isMixed()
                || !chosen.suits(most.clock())
                || !endsWithin(subject, step, asked, most, at)) {
            throw Refusal.field(step.id(), "最多只能给 " + most.limit().inWords(most.clock()));
        }
        return start(subject, step, asked, at);
    }

    private boolean endsWithin(
            SlaSubject subject, Milestone step, SlaPolicies.Policy asked, SlaPolicies.Policy most, Instant at) {
        Instant latest = times(subject, step, most, at).due();
        try {
            return !times(subject, step, asked, at).due().isAfter(latest);
        } catch (BeyondCalendar | ArithmeticException | DateTimeException tooLong) {
            return false;
        }
    }

    private Times times(SlaSubject subject, Milestone step, SlaPolicies.Policy policy, Instant at) {
        return times(new SlaClock(subject, step, 0, policy, at), policy, List.of());
    }

    private SlaClock start(SlaSubject subject, Milestone step, SlaPolicies.Policy policy, Instant at) {
        int round = hand.latest(subject.number(), step).map(SlaClock::round).orElse(0) + 1;
        SlaClock clock = new SlaClock(subject, step, round, policy, at);
        compute(clock, List.of());
        return hand.begin(clock);
    }

    private Optional<SlaClock> inHand(String number, Milestone step) {
        return hand.latest(number, step).filter(c -> c.endedAt().isEmpty());
    }

    /** The clock of this step that runs, if one does. */
    @Transactional(readOnly = true)
    public Optional<SlaClock> running(String number, Milestone step) {
        return latest(number, step).filter(c -> c.endedAt().isEmpty());
    }

    /** Whether a deadline of these that runs may move, because a year in between has no published list of days off yet. */
    @Transactional(readOnly = true)
    public boolean isProvisional(String number, Milestone... steps) {
        return Stream.of(steps).flatMap(step -> running(number, step).stream()).anyMatch(SlaClock::isProvisional);
    }

    /** The newest clock of this step, ended or not. */
    @Transactional(readOnly = true)
    public Optional<SlaClock> latest(String number, Milestone step) {
        // A page asks for most of a case's clocks, one after the other.
        return OncePerPage.isKept() ? ClocksInHand.latest(of(number).stream(), step) : hand.seen(number, step);
    }

    /** All clocks of a case, ended ones too, oldest first. */
    @Transactional(readOnly = true)
    public List<SlaClock> of(String number) {
        return OncePerPage.read("clocks of " + number, List.class, () -> hand.seen(number));
    }

    /** When a case's clocks stood still, oldest first. */
    @Transactional(readOnly = true)
    public List<Pause> pausesOf(String number) {
        return pauses.findBySubjectOrderById(number).stream()
                .map(p -> new Pause(p.pausedAt(), p.resumedAt()))
                .toList();
    }

    /** What this clock was waiting for has happened; nothing when it does not run. */
    public void stop(String number, Milestone step, Instant at) {
        inHand(number, step).ifPresent(clock -> {
            end(clock, at);
            timers.stop(clock);
        });
    }

    /** As {@link #stop}, for whatever runs in this instance of the engine's. */
    public void stopIn(String processInstance, Instant at) {
        clocks.findByProcessInstanceAndEndedAtIsNullOrderById(processInstance).forEach(clock -> end(clock, at));
    }

    /**
     * The office's clocks of a case whose warning is due and has not been given, which counts as given now.
     *
     * @param firing the timer on the diagram that asks, if one does: what it is for is due, though the engine rounds times
     */
    public List<SlaClock> warn(String number, @Nullable String firing, Instant at) {
        List<SlaClock> due = hand.running(number).stream()
                .filter(clock -> clock.isToWarn(firing, at))
                .toList();
        due.forEach(clock -> clock.warnedAt(at));
        return due;
    }

    /** The case is over, in whatever way: no clock of it runs on. Its timers end with its process. */
    public void stopAll(String number, Instant at) {
        hand.running(number).forEach(clock -> end(clock, at));
        open(pauses.findBySubjectOrderById(number)).ifPresent(pause -> pause.resumeAt(at));
    }

    private void end(SlaClock clock, Instant at) {
        clock.endAt(at, late(clock, at));
    }

    /** The resident's time does not make the office late: what happens in a pause counts as happening at its beginning. */
    private Duration late(SlaClock clock, Instant at) {
        Instant counted = clock.counted(at);
        return !clock.step().isNobodys() && counted.isAfter(clock.dueAt())
                ? workingClock.elapsed(clock.dueAt(), counted, clock.kind(), clock.unitCode())
                : Duration.ZERO;
    }

    /** How late a clock is at this instant, or was when it ended, by its own clock; zero when it is not. */
    @Transactional(readOnly = true)
    public Duration lateAt(SlaClock clock, Instant at) {
        return clock.lateMinutes().map(Duration::ofMinutes).orElseGet(() -> late(clock, at));
    }

    /** Its timer has fired: it is late from now on, for good. */
    public SlaClock breach(String number, Milestone step, Instant at) {
        SlaClock clock = hand.latest(number, step)
                .orElseThrow(() -> new IllegalStateException("No clock " + step + " of " + number));
        clock.breachAt(at);
        return clock;
    }

    /** The case is more or less urgent than was thought: its running clocks take the limits of that, from their own starts. */
    public void prioritise(String number, Priority priority) {
        follow(number, clock -> clock.prioritise(priority));
    }

    /** As {@link #prioritise}: the case is about something else than was thought. */
    public void classify(String number, String category, Priority priority) {
        follow(number, clock -> clock.classify(category, priority));
    }

    private void follow(String number, Consumer<SlaClock> change) {
        List<SlaPause> paused = pauses.findBySubjectOrderById(number);
        for (SlaClock clock : hand.running(number)) {
            change.accept(clock);
            clock.follow(policies.of(clock));
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
        List<SlaPause> paused = pauses.findBySubjectOrderById(number);
        open(paused).ifPresent(pause -> pause.resumeAt(at));
        for (SlaClock clock : pausing(number)) {
            clock.resume();
            move(clock, paused);
        }
    }

    private List<SlaClock> pausing(String number) {
        return hand.running(number).stream().filter(c -> c.step().pauses()).toList();
    }

    private static Optional<SlaPause> open(List<SlaPause> pauses) {
        return pauses.stream().filter(p -> !p.isOver()).findFirst();
    }

    /**
     * Gives a running clock more time, once, before it is due.
     *
     * @param more of the same kind as the limit, days or hours; at most the limit itself
     * @throws Refusal when it was extended before, is due already, or more is too much
     */
    public SlaClock extend(String number, Milestone step, Limit more, Instant at) {
        SlaClock clock = inHand(number, step).orElseThrow(() -> Refusal.conflict("这项时限已经结束，不能延期"));
        refuseExtension(clock, more, at);
        clock.extendBy(more);
        move(clock, pauses.findBySubjectOrderById(number));
        return clock;
    }

    /** As {@link #extend}, without doing it: for whoever asks for an extension before somebody decides. */
    @Transactional(readOnly = true)
    public void mayExtend(String number, Milestone step, Limit more, Instant at) {
        refuseExtension(running(number, step).orElseThrow(() -> Refusal.conflict("这项时限已经结束，不能延期")), more, at);
    }

    private static void refuseExtension(SlaClock clock, Limit more, Instant at) {
        if (clock.extension().isPresent()) {
            throw Refusal.conflict("每件诉求只能延期一次，本件已延期");
        } else if (!clock.counted(at).isBefore(clock.dueAt())) {
            throw Refusal.conflict("已经到期，不能再延期，需要时间的由上级在督办中同意延时");
        }
        Limit limit = clock.limit();
        if (!limit.admitsExtension(more, clock.kind())) {
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
        events.publishEvent(DeadlineMoved.of(clock, before));
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
        if (clock.step().boundsPause()) {
            pausing(clock.subject())
                    .forEach(waiting -> waiting.pausedAt().ifPresent(at -> park(waiting, at, clock.dueAt())));
        }
        events.publishEvent(DeadlineMoved.of(clock, before));
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
                Instant resumed = pause.resumedAt();
                if (resumed != null && !pause.pausedAt().isBefore(start)) {
                    due = workingClock.shifted(due, pause.pausedAt(), resumed, terms.clock(), clock.unitCode());
                    warn = workingClock.shifted(warn, pause.pausedAt(), resumed, terms.clock(), clock.unitCode());
                }
            }
        }
        return new Times(
                due,
                reminding(clock, terms.clock(), warn, due),
                workingClock.isProvisional(start, due, terms.clock(), clock.unitCode()));
    }

    /** Nobody is reminded while the office is closed: on the working clock its next opening is the same moment. */
    private Instant reminding(SlaClock clock, ClockKind kind, Instant warn, Instant due) {
        Instant reminding = kind == ClockKind.WALL ? warn : workingClock.nextOfficeTime(warn, clock.unitCode());
        return reminding.isBefore(due) ? reminding : due;
    }

    private Instant shifted(SlaClock clock, Instant when, Instant pausedAt, Instant resumedAt) {
        return workingClock.shifted(when, pausedAt, resumedAt, clock.kind(), clock.unitCode());
    }
}
