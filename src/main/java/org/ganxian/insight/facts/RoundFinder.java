package org.ganxian.insight.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry.Happened;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.jspecify.annotations.Nullable;

/** Tells the rounds of a case's work apart and judges each, from its timeline and its clocks. */
class RoundFinder {

    /** What the resident first hears from a person: a contact, or for an application the desk's answer. */
    static final Set<Step> RESPONSES = EnumSet.of(
            Step.FIRST_CONTACT,
            Step.CONTACTED,
            Step.APPLICATION_ACCEPTED,
            Step.SUPPLEMENT_ASKED,
            Step.ANSWERED_AT_DESK);

    private static final Set<Step> CLOSINGS =
            EnumSet.of(Step.CLOSED, Step.DELIVERED, Step.ANSWERED_AT_DESK, Step.IN_EFFECT);
    private static final Set<Step> CALL_BACKS =
            EnumSet.of(Step.SETTLED, Step.REWORK, Step.SUPERVISED, Step.RECTIFICATION);
    private static final Set<Milestone> RESPONSE = EnumSet.of(Milestone.FIRST_CONTACT, Milestone.ACCEPTANCE);
    private static final Set<Milestone> WORK = EnumSet.of(Milestone.COMPLETION, Milestone.DECISION, Milestone.ISSUE);

    /** Whose work is not judged at all (domain rules, section 2). */
    private static final Set<Status> NOT_JUDGED = EnumSet.of(
            Status.REJECTED, Status.MERGED, Status.SENT_TO_MEDIATION, Status.PARTNER_DONE, Status.FINISHED_ELSEWHERE);

    private final Demand demand;
    private final boolean accepted;
    private final List<SlaClock> clocks;

    /** Each with the rework that ended it. */
    private final List<List<Happened>> segments = new ArrayList<>();

    RoundFinder(Demand demand, boolean accepted, List<Happened> timeline, List<SlaClock> clocks) {
        this.demand = demand;
        this.accepted = accepted;
        this.clocks = clocks;
        segments.add(new ArrayList<>());
        for (Happened line : timeline) {
            segments.get(segments.size() - 1).add(line);
            if (line.step() == Step.REWORK) {
                segments.add(new ArrayList<>());
            }
        }
    }

    List<RoundFact> rounds() {
        List<RoundFact> rounds = new ArrayList<>();
        for (int round = 0; round < segments.size(); round++) {
            rounds.add(round(round));
        }
        return rounds;
    }

    private RoundFact round(int round) {
        boolean last = round == segments.size() - 1;
        boolean judged = !last || !NOT_JUDGED.contains(demand.status());
        Set<Step> steps = segments.get(round).stream().map(Happened::step).collect(Collectors.toSet());
        LocalDate closed = last && demand.status().isOpen() ? null : closedDay(round);
        boolean accepted = !last || this.accepted;
        boolean responseLate = isLate(ofRound(RESPONSE, round));
        boolean late = judged && isLate(ofRound(WORK, round));
        boolean called = steps.stream().anyMatch(CALL_BACKS::contains);
        boolean callLate = isLate(callBacks(round));
        return new RoundFact(
                round,
                begunDay(round),
                closed,
                accepted && !responseLate && steps.stream().anyMatch(RESPONSES::contains),
                // Whoever was not even heard in time waited as long as the others.
                judged && responseLate,
                judged && closed != null && !late,
                late,
                steps.contains(Step.RATED)
                        || steps.contains(Step.UNRATED)
                        // Whoever calls them, another system or we: they are not satisfied.
                        || steps.contains(Step.BADLY_RATED_THERE)
                        || called
                        || callLate,
                steps.contains(Step.RATED) && !steps.contains(Step.REOPENED) || isSettled(round),
                steps.contains(Step.RATED)
                        || steps.contains(Step.BADLY_RATED)
                        || steps.contains(Step.BADLY_RATED_THERE),
                steps.contains(Step.RATED),
                called,
                called && !callLate,
                callLate);
    }

    private @Nullable LocalDate begunDay(int round) {
        if (demand.status() == Status.FINISHED_ELSEWHERE) {
            return null;
        }
        return ReportingPeriod.day(
                round == 0 ? demand.receivedAt() : last(segments.get(round - 1)).at());
    }

    private static Happened last(List<Happened> lines) {
        return lines.get(lines.size() - 1);
    }

    /** The day on which the resident had the result: what is closed on a day is known that night. */
    private @Nullable LocalDate closedDay(int round) {
        return segments.get(round).stream()
                .filter(line -> CLOSINGS.contains(line.step()))
                .reduce((earlier, later) -> later)
                .map(line -> ReportingPeriod.day(line.at()))
                .orElse(null);
    }

    private boolean isSettled(int round) {
        return segments.get(round).stream()
                .map(Happened::step)
                .filter(CALL_BACKS::contains)
                .reduce((earlier, later) -> later)
                .filter(Step.SETTLED::equals)
                .isPresent();
    }

    private static boolean isLate(List<SlaClock> some) {
        return some.stream()
                .anyMatch(c -> c.breachedAt().isPresent() || c.lateMinutes().orElse(0L) > 0);
    }

    /**
     * A clock that begins in the process of the one before is that of a rework; in another process the same work was
     * taken up again, by a case that had been merged.
     */
    private List<SlaClock> ofRound(Set<Milestone> steps, int round) {
        List<SlaClock> found = new ArrayList<>();
        for (Milestone step : steps) {
            int lap = 0;
            SlaClock before = null;
            for (SlaClock clock : of(step)) {
                if (before != null && isLaterRound(before, clock)) {
                    lap = Math.min(lap + 1, segments.size() - 1);
                }
                if (lap == round) {
                    found.add(clock);
                }
                before = clock;
            }
        }
        return found;
    }

    /** What its resident had reopened went on in a process of its own. */
    private boolean isLaterRound(SlaClock before, SlaClock clock) {
        return clock.processInstance().equals(before.processInstance())
                || segments.stream()
                        .flatMap(List::stream)
                        .filter(line -> line.step() == Step.REOPENED)
                        .anyMatch(line -> line.at().isAfter(before.startedAt())
                                && !line.at().isAfter(clock.startedAt()));
    }

    /** Those that began before the round's rework, and after the one before. */
    private List<SlaClock> callBacks(int round) {
        return of(Milestone.CALL_BACK).stream()
                .filter(clock -> roundAt(clock.startedAt()) == round)
                .toList();
    }

    private int roundAt(Instant time) {
        int round = 0;
        while (round < segments.size() - 1
                && !time.isBefore(last(segments.get(round)).at())) {
            round++;
        }
        return round;
    }

    private List<SlaClock> of(Milestone step) {
        return clocks.stream().filter(c -> c.step() == step).toList();
    }
}
