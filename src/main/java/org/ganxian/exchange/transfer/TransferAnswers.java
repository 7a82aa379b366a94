package org.ganxian.exchange.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.ExchangeExceptions;
import org.ganxian.exchange.Happening;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.EnvelopeReader;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.kept.TransferAnswered;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What partners say of our cases that are with them. Their process is told; what it then does is its jobs' matter. */
@Component
@RequiredArgsConstructor
class TransferAnswers {

    // The messages of processes/exchange-out.bpmn.
    static final String ACCEPTED = "exchange-accepted-there";
    static final String REFUSED = "exchange-refused-there";
    static final String RESULT = "exchange-result-there";

    private final Bodies bodies;
    private final Happening happening;
    private final ExchangeExceptions exceptions;
    private final Clock clock;

    @EventListener
    void on(TransferAnswered answered) {
        ExchangeOrder order = answered.order();
        StoredEnvelope message = answered.message();
        message.becomes(State.APPLIED, now());
        if (order.state().isOver()) {
            happening.afterEnd(order, message);
            return;
        }
        String body = String.valueOf(message.body());
        switch (message.type()) {
            case ACCEPTED -> {
                Bodies.Accepted accepted = bodies.accepted(body);
                accepted(order, accepted.number(), accepted.dueAt() == null ? null : time(accepted.dueAt()));
            }
            case NOT_ACCEPTED -> {
                order.scoped(
                        "OURS",
                        Masks.inText(String.valueOf(bodies.notAccepted(body).reason())));
                tell(order, REFUSED);
            }
            case RESULT -> {
                // Whoever tells the result has accepted, whatever has been lost on the way.
                if (order.state() == OrderState.TRANSFERRING) {
                    accepted(order, null, null);
                }
                tell(order, RESULT);
            }
            case CLOSED -> closed(order);
            default -> happening.toldOfOurs(order, message);
        }
    }

    private static Instant time(String written) {
        return EnvelopeReader.time(written);
    }

    private void accepted(ExchangeOrder order, @Nullable String number, @Nullable Instant due) {
        order.acceptedThere(number, due);
        tell(order, ACCEPTED);
    }

    /** Without a result the resident has no answer: somebody asks for it. */
    private void closed(ExchangeOrder order) {
        order.closeThere(now());
        exceptions.raise(
                "closed-without-result:" + order.number(),
                order.partner(),
                Kind.NO_RESULT,
                order.number(),
                "我们转出的 %s，对方已结案，没有回传结果，请联系对方补发".formatted(order.number()));
    }

    private void tell(ExchangeOrder order, String message) {
        happening.tell(String.valueOf(order.demandNumber()), message);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
