package org.ganxian.exchange;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.kept.UsedNonce;
import org.ganxian.exchange.ledger.Sequence;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** The tables of the exchange, and how one order is held. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeRows {

    /** How partners name us. */
    static final String SELF = "ganxian";

    private final ExchangeOrder.Repository orders;
    private final StoredEnvelope.Repository envelopes;
    private final UsedNonce.Repository nonces;
    private final EntityManager entities;

    public ExchangeOrder.Repository orders() {
        return orders;
    }

    public StoredEnvelope.Repository envelopes() {
        return envelopes;
    }

    UsedNonce.Repository nonces() {
        return nonces;
    }

    /** The order as it stands, and nobody else's until this transaction ends. */
    public ExchangeOrder hold(ExchangeOrder seen) {
        ExchangeOrder held = orders.take(seen.id()).orElseThrow();
        // Read again: it may have moved while the hold was waited for.
        entities.refresh(held);
        return held;
    }

    public ExchangeOrder hold(String number) {
        return hold(get(number));
    }

    public ExchangeOrder get(String number) {
        return orders.findByNumber(number).orElseThrow(() -> Refusal.notFound("没有编号为 " + number + " 的来件"));
    }

    /** The message by which it came. */
    public Optional<StoredEnvelope> created(ExchangeOrder order) {
        return envelopes.editions(Direction.IN, order.partner(), order.sourceNo(), MessageType.CREATE, 1).stream()
                .findFirst();
    }

    /** As it stands now that its order is held. */
    StoredEnvelope reread(StoredEnvelope message) {
        entities.refresh(message);
        return message;
    }

    /** Of the order's messages, those that wait for what comes before them. */
    List<StoredEnvelope> heldOf(ExchangeOrder order) {
        return envelopes.findByOrderNumberAndDirectionAndStateOrderBySeqAscIdAsc(
                order.number(), Direction.IN, State.HELD);
    }

    static List<Sequence.Item> items(List<StoredEnvelope> some) {
        return some.stream().map(StoredEnvelope::item).toList();
    }
}
