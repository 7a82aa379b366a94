package org.ganxian.sla;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a change of calendar or limits means for many clocks, and carrying it out: nothing else moves a clock from outside. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Revisions {

    private final SlaClocks clocks;
    private final SlaPause.Repository pauses;
    private final SlaPolicies policies;
    private final SlaTimers timers;

    /**
     * What the calendar as it is now makes of these clocks. Changes nothing.
     *
     * @param table id of the decision table that counts from now on; null when each clock keeps its limit
     * @param cause zh-CN, what was changed
     */
    public List<Revision> of(List<SlaClock> some, @Nullable String table, Instant now, String cause) {
        Function<SlaClock, SlaPolicies.Policy> terms =
                table == null ? SlaClock::terms : clock -> policies.of(table, clock);
        Map<String, List<SlaPause>> paused = SlaPause.bySubject(pauses, some);
        return some.stream()
                .map(c ->
                        Revision.of(c, terms.apply(c), paused.getOrDefault(c.subject(), List.of()), clocks, now, cause))
                .toList();
    }

    /** Clocks, their timers and tasks follow. */
    public void carryOut(List<Revision> revisions, Instant now) {
        SlaTimers.Many read = timers.many(revisions.stream()
                .filter(Revision::isMove)
                .map(r -> r.clock().processInstance())
                .collect(Collectors.toSet()));
        revisions.forEach(r -> carryOut(r, read, now));
    }

    private void carryOut(Revision revision, SlaTimers.Many read, Instant now) {
        SlaClock one = revision.clock();
        switch (revision.effect()) {
            case SETTLES -> {
                one.follow(revision.terms());
                one.moveTo(revision.times());
            }
            case MOVES -> clocks.move(one, revision.terms(), revision.times(), read);
            case FLAGS -> {
                one.breachAt(now);
                one.flagForReview(revision.note());
            }
            case STANDS -> one.flagForReview(null);
            default -> {}
        }
    }
}
