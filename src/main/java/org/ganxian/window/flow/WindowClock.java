package org.ganxian.window.flow;

import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.calendar.Limit;
import org.ganxian.casework.FlowClock;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.demand.Demand;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.springframework.stereotype.Component;

/** An application's clocks: how long the item promises, the law allows or a procedure takes. */
@Component
class WindowClock extends FlowClock {

    /** 行政许可法第四十二条: at most ten working days more, fifteen where several departments decide. */
    private static final int MOST_EXTENSION = 10;

    private static final int MOST_JOINT_EXTENSION = 15;

    WindowClock(WindowVariables variables, Parts parts) {
        super(variables, parts);
    }

    /** The desk has five working days from the receipt. */
    void startAcceptance(DelegateExecution execution, Demand demand, Instant receivedAt) {
        start(execution, demand, Milestone.ACCEPTANCE, receivedAt);
    }

    /**
     * The departments have what the item promises, from the acceptance; after a deemed one, which took of it already,
     * what the law gives, from the receipt.
     */
    void startDecision(DelegateExecution execution, Demand demand, ServiceItem item, Application application) {
        int days = application.isDeemed() ? item.statutoryDays() : item.promisedDays();
        Instant from = application.isDeemed()
                ? application.receivedAt()
                : application.acceptedAt().orElseThrow();
        start(execution, demand, Milestone.DECISION, Limit.ofDays(days), from);
    }

    /**
     * Stops the departments' clock for a hearing or an expert review, for as long as the applicant was told
     * (行政许可法第四十五条).
     *
     * @throws org.ganxian.platform.Refusal when that is longer than the table of limits allows
     */
    void pauseFor(DelegateExecution execution, Demand demand, int workingDays) {
        SlaClock procedure = start(execution, demand, Milestone.PROCEDURE, Limit.ofDays(workingDays), now());
        pause(demand, procedure.dueAt());
    }

    /** Working days that can be asked for now; 0 when none: extended before, or late. */
    int mostExtension(Demand demand, ServiceItem item) {
        return extendable(demand, Milestone.DECISION)
                .map(c -> (int) Math.min(c.limit().days(), item.isJoint() ? MOST_JOINT_EXTENSION : MOST_EXTENSION))
                .orElse(0);
    }
}
