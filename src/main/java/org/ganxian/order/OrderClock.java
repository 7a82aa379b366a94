package org.ganxian.order;

import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.FlowClock;
import org.ganxian.demand.Demand;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/** An order's clocks. */
@Component
class OrderClock extends FlowClock {

    OrderClock(OrderVariables variables, Parts parts) {
        super(variables, parts);
    }

    /** Starts the clocks of a demand, or of its rework, now. */
    void start(DelegateExecution execution, Demand demand) {
        start(execution, demand, now());
    }

    /** Starts the clocks of a demand as of then. */
    void start(DelegateExecution execution, Demand demand, Instant from) {
        start(execution, demand, Milestone.DISPATCH, from);
        start(execution, demand, Milestone.FIRST_CONTACT, from);
        start(execution, demand, Milestone.COMPLETION, from);
    }
}
