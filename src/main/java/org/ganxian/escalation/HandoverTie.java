package org.ganxian.escalation;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.demand.DemandTie;
import org.ganxian.demand.ManyDemands;
import org.ganxian.engine.RunningCases;
import org.springframework.stereotype.Component;

/** A question to another district waits where somebody can answer it, and nobody is asked for an answer to none. */
@Component
class HandoverTie extends DemandTie {

    static final String PROCESS = "handover";

    private final Handover.Repository handovers;
    private final RunningCases cases;
    private final Clock clock;

    HandoverTie(Handover.Repository handovers, ManyDemands many, RunningCases cases, Clock clock) {
        super("handover-process", "跨区改派与对方意见", many);
        this.handovers = handovers;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Set<String> waits = cases.calledFor(PROCESS, numbers);
        Set<String> questions = asked(numbers).stream().map(Handover::subject).collect(Collectors.toSet());
        Map<String, String> found = new HashMap<>();
        questions.stream()
                .filter(number -> !waits.contains(number))
                .forEach(number -> found.put(number, "已提请跨区改派，却没有等待对方答复的流程"));
        waits.stream()
                .filter(number -> !questions.contains(number))
                .forEach(number -> found.put(number, "还在等待对方答复改派，却没有人提请"));
        return found;
    }

    private List<Handover> asked(Collection<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : handovers.findBySubjectInAndStateOrderById(numbers, Handover.State.ASKED);
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    /** A question that nobody can answer any more is over; a wait without one stays for a person to look at. */
    @Override
    public void repair(String number) {
        if (cases.calledFor(PROCESS, List.of(number)).isEmpty()) {
            asked(List.of(number)).forEach(one -> one.decide(Handover.State.CASE_ENDED, null, clock.instant()));
        }
    }
}
