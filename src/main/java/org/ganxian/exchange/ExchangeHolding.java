package org.ganxian.exchange;

import java.time.Clock;
import java.util.Date;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bean that {@code processes/exchange-hold.bpmn} calls: a message waits for those before it, but not for ever. */
@CalledByDiagrams
@Component("exchangeHolding")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeHolding {

    private final ExchangeRows rows;
    private final Applying applying;
    private final ExchangeSection limits;
    private final Clock clock;

    public Date due() {
        return Date.from(clock.instant().plus(limits.gap()));
    }

    public void release(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        rows.envelopes()
                .findById(Long.valueOf(key.substring(key.indexOf('-') + 1)))
                .ifPresent(message -> {
                    ExchangeOrder order = rows.hold(String.valueOf(message.orderNumber()));
                    applying.overdue(order, rows.reread(message));
                });
    }
}
