package org.ganxian.order;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandTie;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.Status;
import org.springframework.stereotype.Component;

/** Whoever follows another demand is answered with it: that one is there, follows nobody and has not ended without an answer. */
@Component
class FollowerTie extends DemandTie {

    /** Ends at which followers are let go. */
    private static final Set<Status> UNANSWERED = EnumSet.of(
            Status.REJECTED,
            Status.WITHDRAWN,
            Status.TRANSFERRED,
            Status.SENT_TO_MEDIATION,
            Status.TERMINATED,
            Status.MERGED);

    private final Demands demands;
    private final Orders orders;

    FollowerTie(Demands demands, ManyDemands many, Orders orders) {
        super("follower-master", "并案诉求与主件", many);
        this.demands = demands;
        this.orders = orders;
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Map<String, String> found = new HashMap<>();
        demands.all(numbers).forEach(one -> wrong(one).ifPresent(what -> found.put(one.number(), what)));
        return found;
    }

    private Optional<String> wrong(Demand demand) {
        if (demand.status() != Status.MERGED) {
            // Whoever withdraws while following keeps whom they followed.
            return demand.masterId()
                    .filter(master -> demand.status() != Status.WITHDRAWN)
                    .map(master ->
                            "现为“%s”，却仍记着并入了别的诉求".formatted(demand.status().title()));
        }
        Optional<Demand> master = demands.masterOf(demand);
        return master.isEmpty()
                ? Optional.of("已合并，却找不到并入的诉求")
                : master.filter(m -> UNANSWERED.contains(m.status()))
                        .map(m -> "并入的 %s 是“%s”，本件没有恢复单独办理"
                                .formatted(m.number(), m.status().title()));
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    /** Only who waits for an answer that never comes: they go their own way again. */
    @Override
    public void repair(String number) {
        Demand demand = demands.take(number);
        if (demand.status() == Status.MERGED) {
            orders.letGo(demand, "合并到的诉求已了结而没有答复，经对账恢复");
        }
    }
}
