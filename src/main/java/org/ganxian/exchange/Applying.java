package org.ganxian.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.exchange.danger.HeardDanger;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.kept.TransferAnswered;
import org.ganxian.exchange.ledger.Sequence;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Puts messages in their place in the row of their order, and lets those happen whose turn it is. The order is held. */
@Component
@RequiredArgsConstructor
class Applying {

    private static final String HOLD = "exchange-hold";
    private static final String IGNORED = "exchange-message-ignored";

    // Ten: each kind of message has its own way from here, and all must happen in this one transaction.
    private final ExchangeRows rows;
    private final Bodies bodies;
    private final Happening happening;
    private final HeardDanger heardDanger;
    private final ExchangeExceptions exceptions;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Clock clock;

    /** A message that belongs to no order's row. */
    void loose(Partner partner, StoredEnvelope message) {
        if (message.type() == MessageType.ACK) {
            String of =
                    String.valueOf(bodies.ack(String.valueOf(message.body())).messageId());
            // A partner may acknowledge all that it gets; only the danger that it was told of is waited for.
            rows.envelopes()
                    .findFirstByDirectionAndMessageId(Direction.OUT, of.strip().toLowerCase(Locale.ROOT))
                    .filter(sent -> sent.type() == MessageType.EMERGENCY_BACK
                            && sent.partner().equals(partner.code()))
                    .map(StoredEnvelope::orderNumber)
                    .ifPresent(number -> happening.acknowledged(rows.hold(number), message.madeAt()));
        }
        message.becomes(State.APPLIED, now());
    }

    /** A message of an order that has just been kept. */
    void arrived(ExchangeOrder order, StoredEnvelope message) {
        happening.heard(order, message);
        List<StoredEnvelope> held = new ArrayList<>(rows.heldOf(order));
        held.remove(message);
        Sequence.After after = order.sequence().arrive(message.item(), ExchangeRows.items(held));
        held.add(message);
        follow(order, after, held);
        if (after.holds(message.item())) {
            actors.asSystem(() -> runtime.startProcessInstanceByKey(HOLD, holdKey(message)));
        }
    }

    static String holdKey(StoredEnvelope message) {
        return "HOLD-" + message.id();
    }

    /** The time to wait for what comes before a message is over. */
    void overdue(ExchangeOrder order, StoredEnvelope message) {
        if (message.state() != State.HELD) {
            return;
        }
        if (!order.created()) {
            exceptions.raise(
                    "gap:" + order.number() + ":1",
                    order.partner(),
                    Kind.GAP,
                    order.number(),
                    "对方编号 %s 的建单没有到，后面的报文已经到了".formatted(order.sourceNo()));
            return;
        }
        List<StoredEnvelope> held = rows.heldOf(order);
        Sequence.After after = order.sequence().overdue(message.item(), ExchangeRows.items(held));
        follow(order, after, held);
        if (!after.missing().isEmpty()) {
            String missing = after.missing().stream().map(String::valueOf).collect(Collectors.joining("、"));
            exceptions.raise(
                    "gap:" + order.number() + ":" + missing,
                    order.partner(),
                    Kind.GAP,
                    order.number(),
                    "对方编号 %s 缺第 %s 号报文，后面的已先处理".formatted(order.sourceNo(), missing));
        }
    }

    private void follow(ExchangeOrder order, Sequence.After after, List<StoredEnvelope> there) {
        order.follow(after.sequence());
        Map<Sequence.Item, StoredEnvelope> byItem =
                there.stream().collect(Collectors.toMap(StoredEnvelope::item, Function.identity()));
        for (Sequence.Item item : after.ignored()) {
            StoredEnvelope old = Objects.requireNonNull(byItem.get(item));
            old.becomes(State.IGNORED, now());
            audit.record(actors.get(), IGNORED, order.number() + " " + item.seq());
        }
        for (Sequence.Item item : after.applied()) {
            apply(order, Objects.requireNonNull(byItem.get(item)));
        }
    }

    private void apply(ExchangeOrder order, StoredEnvelope message) {
        if (order.outgoing()) {
            events.publishEvent(new TransferAnswered(order, message));
        } else if (message.type() == MessageType.CREATE) {
            Bodies.Order body = bodies.order(String.valueOf(message.body()));
            order.begin(body, heardDanger.isIn(message));
            message.becomes(State.APPLIED, now());
            happening.begun(order);
        } else {
            happening.said(order, message);
        }
    }

    /** Not adopted, but what it says of danger is heard. */
    void contradicted(@Nullable ExchangeOrder order, StoredEnvelope message) {
        if (order != null) {
            happening.heard(order, message);
        }
        exceptions.raise(
                "conflict:" + message.partner() + ":" + message.sourceNo() + ":" + message.type() + ":" + message.seq()
                        + ":" + message.edition(),
                message.partner(),
                Kind.CONFLICT,
                message.orderNumber(),
                "对方编号 %s 第 %d 号“%s”又来一次，内容不同，没有采用"
                        .formatted(
                                message.sourceNo(),
                                message.seq(),
                                message.type().title()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
