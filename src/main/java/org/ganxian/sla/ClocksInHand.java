package org.ganxian.sla;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.data.NewCases;
import org.ganxian.platform.data.PerTransaction;
import org.springframework.stereotype.Component;

/**
 * The clocks of the cases that this transaction moves, each case's read once: a case is taken before any clock of it is
 * begun or ended, so nobody else does that meanwhile. Whoever only looks is told what is in hand, and else reads for
 * themselves.
 */
@Component
@RequiredArgsConstructor
class ClocksInHand {

    private final SlaClock.Repository clocks;
    private final NewCases fresh;
    private final PerTransaction<Map<String, List<SlaClock>>> taken = new PerTransaction<>(HashMap::new);

    /** All clocks of a case, oldest first, from now on in hand. */
    private List<SlaClock> take(String number) {
        return taken.get()
                .computeIfAbsent(
                        number, n -> new ArrayList<>(fresh.has(n) ? List.of() : clocks.findBySubjectOrderById(n)));
    }

    /** For a change: those that run, oldest first. */
    List<SlaClock> running(String number) {
        return take(number).stream().filter(clock -> clock.endedAt().isEmpty()).toList();
    }

    /** For a change: the newest of this step, ended or not. */
    Optional<SlaClock> latest(String number, Milestone step) {
        return latest(take(number).stream(), step);
    }

    static Optional<SlaClock> latest(Stream<SlaClock> some, Milestone step) {
        return some.filter(clock -> clock.step() == step).max(Comparator.comparingInt(SlaClock::round));
    }

    SlaClock begin(SlaClock clock) {
        List<SlaClock> all = take(clock.subject());
        SlaClock begun = clocks.save(clock);
        all.add(begun);
        return begun;
    }

    /** All clocks of a case, oldest first. */
    List<SlaClock> seen(String number) {
        List<SlaClock> known = taken.get().get(number);
        return known == null ? clocks.findBySubjectOrderById(number) : List.copyOf(known);
    }

    /** The newest of this step, ended or not. */
    Optional<SlaClock> seen(String number, Milestone step) {
        List<SlaClock> known = taken.get().get(number);
        return known == null
                ? clocks.findFirstBySubjectAndStepOrderByRoundDesc(number, step)
                : latest(known.stream(), step);
    }
}
