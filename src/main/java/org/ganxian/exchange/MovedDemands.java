package org.ganxian.exchange;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.demand.StepTaken;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the process of an order what has happened to its demand; jobs of that process then tell the partner. */
@Component
@RequiredArgsConstructor
class MovedDemands {

    private final ExchangeRows rows;
    private final Happening happening;
    private final Outcomes outcomes;

    /** A demand that did not come from a partner may have ended for one that follows it. */
    @EventListener
    void on(StepTaken taken) {
        Demand demand = taken.demand();
        boolean open = demand.status().isOpen();
        if (taken.step().isReminder() || open && demand.source() != Source.EXCHANGE) {
            return;
        }
        List<String> numbers = rows.orders().concernedBy(demand.id());
        if (!numbers.isEmpty()) {
            String message = outcomes.isFinished(demand) ? Happening.FINISHED : Happening.MOVED;
            numbers.forEach(number -> happening.tell(number, message));
        }
    }
}
