package org.ganxian.order.danger;

import java.time.Clock;
import java.time.Duration;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.casework.CaseMessages;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.Status;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OwnCommand;
import org.ganxian.engine.RunningCases;
import org.ganxian.order.OrderFlow;
import org.ganxian.sla.Priority;
import org.springframework.stereotype.Component;

/**
 * The bean that {@code processes/danger-reports.bpmn} calls: reports of danger that {@link org.ganxian.order.DangerReports} had to keep
 * without a process get one as soon as it can start, each for itself.
 */
@Slf4j
@CalledByDiagrams
@Component("dangerProcesses")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DangerProcesses {

    /** Whatever is older has long been looked after by hand, and is a break of the reconciliation. */
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private final ManyDemands many;
    private final Demands demands;
    private final RunningCases cases;
    private final CaseMessages messages;
    private final OwnCommand ownCommand;
    private final Clock clock;

    public void start() {
        for (String number : many.registeredOnly(Priority.P1, clock.instant().minus(LOOKED_BACK))) {
            try {
                ownCommand.run(() -> start(number));
            } catch (RuntimeException stillBroken) {
                log.warn("{} tells of danger and still has no process: see to it by hand", number, stillBroken);
            }
        }
    }

    private boolean start(String number) {
        Demand demand = demands.take(number);
        boolean alone =
                demand.status() == Status.REGISTERED && cases.processOf(number).isEmpty();
        if (alone) {
            messages.start(number, OrderFlow.REGISTERED);
            log.info("{} tells of danger and has a process now", number);
        }
        return alone;
    }
}
