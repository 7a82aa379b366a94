package org.ganxian.exchange.transfer;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.exchange.ExchangeRows;
import org.ganxian.exchange.Happening;
import org.ganxian.exchange.danger.InCharge;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/exchange-due.bpmn} calls. A case of two systems has two due times: both are kept, each is
 * counted, the earlier warns. Ours warns by its own clock; this is theirs.
 */
@CalledByDiagrams
@Component("exchangeDue")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeDue {

    private static final double NEAR = 0.75;

    private final ExchangeRows rows;
    private final Happening happening;
    private final Casework casework;
    private final WorkingClock calendar;
    private final InCharge inCharge;

    private ExchangeOrder of(DelegateExecution execution) {
        return rows.hold(execution.getProcessBusinessKey());
    }

    public Date warnAt(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        Instant due = Objects.requireNonNull(order.dueThere(), "their due");
        Instant from = order.receivedAt();
        return Date.from(from.isBefore(due) ? calendar.fractionDue(from, due, NEAR, ClockKind.WORKING, null) : due);
    }

    public void warn(DelegateExecution execution) {
        ExchangeOrder seen = rows.get(execution.getProcessBusinessKey());
        Demand demand = casework.of(String.valueOf(seen.demandNumber()));
        ExchangeOrder order = of(execution);
        Instant theirs = Objects.requireNonNull(order.dueThere(), "their due");
        Instant ours = demand.completionDue();
        boolean oursIsEarlier =
                ours != null && ours.isBefore(theirs) && demand.pausedAt().isEmpty();
        if (order.state().isDone() || !demand.status().isOpen() || oursIsEarlier) {
            return;
        }
        String text = "%s的期限是 %s，我们的是 %s，以早的为准"
                .formatted(
                        happening.actor(order.partner()).title(),
                        PeopleTime.of(theirs),
                        ours == null ? "未定" : PeopleTime.of(ours));
        casework.happened(demand, Step.WARNED, text);
        casework.tell(inCharge.of(demand), demand, "THEIR_DUE", "对方期限将到 %s", text + "，请抓紧办理。");
    }
}
