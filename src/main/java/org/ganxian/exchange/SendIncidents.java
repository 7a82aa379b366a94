package org.ganxian.exchange;

import org.ganxian.engine.FailureListener;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps an envelope DEAD for exactly as long as its job has an incident in Cockpit, and lets somebody look at it. */
@Component
class SendIncidents implements FailureListener {

    private final ObjectProvider<ExchangeRows> rows;
    private final ObjectProvider<ExchangeExceptions> exceptions;

    SendIncidents(ObjectProvider<ExchangeRows> rows, ObjectProvider<ExchangeExceptions> exceptions) {
        this.rows = rows;
        this.exceptions = exceptions;
    }

    @Override
    public String process() {
        return Outward.PROCESS;
    }

    @Override
    public void failed(String key) {
        StoredEnvelope.Repository envelopes = rows.getObject().envelopes();
        envelopes.change(Direction.OUT, key, State.WAITING, State.DEAD);
        envelopes
                .findFirstByDirectionAndMessageId(Direction.OUT, key)
                .ifPresent(message -> exceptions
                        .getObject()
                        .raise(
                                "dead:" + key,
                                message.partner(),
                                Kind.DEAD_LETTER,
                                message.orderNumber(),
                                "对方编号 %s 的“%s”试过 8 次，发不出去"
                                        .formatted(
                                                message.sourceNo(),
                                                message.type().title())));
    }

    @Override
    public void resolved(String key) {
        rows.getObject().envelopes().change(Direction.OUT, key, State.DEAD, State.WAITING);
    }
}
