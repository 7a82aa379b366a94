package org.ganxian.casework;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandTie;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Deadlines;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.springframework.stereotype.Component;

/** A case in hand is under a clock, and its row says what its clocks say. */
@Component
class DeadlineTie extends DemandTie {

    private final Demands demands;
    private final SlaClocks clocks;
    private final List<FlowVariables<?>> flows;

    DeadlineTie(Demands demands, ManyDemands many, SlaClocks clocks, List<FlowVariables<?>> flows) {
        super("case-clock", "诉求与计时", many);
        this.demands = demands;
        this.clocks = clocks;
        this.flows = flows;
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Map<String, String> found = new HashMap<>();
        demands.all(numbers).stream()
                .filter(one -> one.status().isOpen())
                .forEach(one -> wrong(one).ifPresent(what -> found.put(one.number(), what)));
        return found;
    }

    private Optional<String> wrong(Demand demand) {
        List<SlaClock> running = running(demand);
        if (running.isEmpty()) {
            return Optional.of("现为“%s”，却没有任何计时".formatted(demand.status().title()));
        }
        return running.stream()
                .filter(clock -> wanted(demand, clock).isPresent())
                .findFirst()
                .map(clock -> "“%s”计时应于 %s 到期，诉求上记的期限不是".formatted(clock.step().title(), PeopleTime.of(clock.dueAt())));
    }

    private List<SlaClock> running(Demand demand) {
        return clocks.of(demand.number()).stream()
                .filter(clock -> clock.endedAt().isEmpty())
                .toList();
    }

    /** What the row should say by this clock; empty when it does, or follows it in nothing. */
    private Optional<Deadlines> wanted(Demand demand, SlaClock clock) {
        return flows.stream()
                .filter(flow -> flow.flow().equals(clock.flow()))
                .flatMap(flow -> flow.deadlines(demand, clock.step(), clock.dueAt()).stream())
                .filter(by -> !by.equals(new Deadlines(demand.firstResponseDue(), demand.completionDue())))
                .findFirst();
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    @Override
    public void repair(String number) {
        Demand demand = demands.take(number);
        for (SlaClock clock : running(demand)) {
            wanted(demand, clock).ifPresent(demand::schedule);
        }
    }
}
