package org.ganxian.exchange.callback;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.demand.StepTaken;
import org.ganxian.exchange.ExchangeRows;
import org.ganxian.exchange.Outward;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.partner.Partners;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the resident says of the result, told to the system that the case came from: once for each call, in the transaction of its step. */
@Component
@RequiredArgsConstructor
class ToldCallBacks {

    private static final String CALLED = "我们已回访";

    /** @param satisfied whether the resident leaves it at that */
    private record CalledBack(String caseNumber, boolean satisfied, String how) {}

    private record Said(boolean satisfied, String how) {}

    private static final Map<Step, Said> SAID = Map.of(
            Step.SETTLED, new Said(true, CALLED),
            Step.REWORK, new Said(false, CALLED),
            Step.SUPERVISED, new Said(false, CALLED),
            Step.BADLY_RATED_THERE, new Said(false, "群众评价，请你们回访"));

    private final ExchangeRows rows;
    private final Outward outward;
    private final Partners partners;

    @EventListener
    void on(StepTaken taken) {
        Said said = SAID.get(taken.step());
        if (said != null) {
            Demand demand = taken.demand();
            rows.orders()
                    .findByDemandNumberAndOutgoingFalse(demand.number())
                    .filter(order -> !partners.get(order.partner()).isOpen311())
                    .ifPresent(order -> tell(rows.hold(order), demand, said));
        }
    }

    private void tell(ExchangeOrder order, Demand demand, Said said) {
        outward.put(order, MessageType.CALLBACK, new CalledBack(demand.number(), said.satisfied(), said.how()));
    }
}
