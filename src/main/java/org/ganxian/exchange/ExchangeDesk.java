package org.ganxian.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeException;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StatementRun;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.notice.NotSent;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What pages show of the exchange, and what is done there. Who may is for the caller to look at. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeDesk {

    private static final String SHOWN = "exchange-order-shown";
    private static final String AGAIN = "exchange-message-sent-again";
    private static final String CARRIED = "exchange-message-carried";
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * How it goes with a partner.
     *
     * @param in messages of the last 24 hours, as {@code out}
     * @param dead could not be sent
     * @param talks orders that somebody has to talk about
     */
    public record Traffic(
            long in, long out, long held, long waiting, long ready, long dead, long exceptions, long talks) {

        public boolean isQuiet() {
            return dead + exceptions + talks + held == 0;
        }
    }

    /** @param resent how many messages were sent again */
    public record Compared(Instant at, boolean theirs, int oursCount, int theirsCount, int differences, int resent) {}

    /**
     * An envelope without what it says.
     *
     * @param done when it was sent or applied; null while it was not
     */
    public record Line(
            long id,
            String direction,
            String type,
            String sourceNo,
            int seq,
            @Nullable String order,
            String way,
            String state,
            Instant made,
            @Nullable Instant done,
            int attempts,
            @Nullable String error,
            String messageId,
            Instant occurred,
            String bodyHash,
            boolean kept,
            boolean mayAgain,
            boolean mayCarry) {}

    public record Problem(
            long id, String kind, String words, @Nullable String order, Instant raised) {}

    /** An order in a list. */
    public record Row(
            String number,
            String sourceNo,
            String state,
            boolean danger,
            @Nullable String demand,
            Instant received) {}

    /**
     * An order as whoever talks about it reads it.
     *
     * @param said null when it is not kept any more
     */
    public record Order(
            String number,
            String partner,
            String sourceNo,
            String state,
            boolean secret,
            boolean firstHere,
            @Nullable String category,
            @Nullable Instant dueThere,
            @Nullable String demand,
            @Nullable String reason,
            Bodies.@Nullable Order said,
            List<String> added) {}

    private final ExchangeRows rows;
    private final ExchangeException.Repository exceptionRows;
    private final StatementRun.Repository runs;
    private final ExchangeExceptions exceptions;
    private final Outward outward;
    private final Bodies bodies;
    private final Looks looks;

    /** Who looks, and that it is on record. */
    @org.springframework.stereotype.Component
    @RequiredArgsConstructor
    static class Looks {
        final CurrentActor actors;
        final Audit audit;
        final Clock clock;
    }

    @Transactional(readOnly = true)
    public Traffic traffic(String partner) {
        Instant since = looks.clock.instant().minus(DAY);
        StoredEnvelope.Repository envelopes = rows.envelopes();
        return new Traffic(
                envelopes.countByPartnerAndDirectionAndMadeAtAfter(partner, Direction.IN, since),
                envelopes.countByPartnerAndDirectionAndMadeAtAfter(partner, Direction.OUT, since),
                envelopes.countByPartnerAndState(partner, State.HELD),
                envelopes.countByPartnerAndState(partner, State.WAITING),
                envelopes.countByPartnerAndState(partner, State.READY),
                envelopes.countByPartnerAndState(partner, State.DEAD),
                exceptionRows.countByPartnerAndSettledAtIsNull(partner),
                rows.orders().countByPartnerAndState(partner, OrderState.SCOPE_TALK));
    }

    @Transactional(readOnly = true)
    public Optional<Compared> compared(String partner) {
        return runs.findFirstByPartnerOrderByIdDesc(partner)
                .map(run -> new Compared(
                        run.madeAt(),
                        run.theirs(),
                        run.oursCount(),
                        run.theirsCount(),
                        run.differences(),
                        run.resent()));
    }

    /**
     * Newest first.
     *
     * @param direction name, blank for both
     * @param state name, blank for all
     */
    @Transactional(readOnly = true)
    public Page<Line> envelopes(String partner, String direction, String state, Pageable page) {
        return rows.envelopes()
                .some(partner, chosen(Direction.values(), direction), chosen(State.values(), state), page)
                .map(ExchangeDesk::line);
    }

    private static <E extends Enum<E>> @Nullable E chosen(E[] all, String name) {
        return Arrays.stream(all)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Line line(StoredEnvelope one) {
        return new Line(
                one.id(),
                one.direction().title(),
                one.type().title(),
                one.sourceNo(),
                one.seq(),
                one.orderNumber(),
                one.way().title(),
                one.state().title(),
                one.madeAt(),
                one.doneAt(),
                one.attempts(),
                one.lastError(),
                one.messageId(),
                one.occurredAt(),
                one.bodyHash(),
                one.body() != null,
                mayAgain(one),
                mayCarry(one));
    }

    private static boolean mayCarry(StoredEnvelope one) {
        return one.direction() == Direction.OUT
                && one.way() == StoredEnvelope.Way.FILE
                && one.body() != null
                && (one.state() == State.READY || one.state() == State.SENT);
    }

    private static boolean mayAgain(StoredEnvelope one) {
        return one.direction() == Direction.OUT
                && one.way() != StoredEnvelope.Way.OPEN311
                && one.body() != null
                && (one.state() == State.SENT || one.state() == State.DEAD);
    }

    @Transactional(readOnly = true)
    public Line envelope(String partner, long id) {
        return line(one(partner, id));
    }

    private StoredEnvelope one(String partner, long id) {
        return rows.envelopes()
                .findById(id)
                .filter(row -> row.partner().equals(partner))
                .orElseThrow(() -> Refusal.notFound("没有这条报文"));
    }

    /** @throws Refusal 409 for what waits or is gone */
    public void sendAgain(String partner, long id) {
        StoredEnvelope one = one(partner, id);
        if (!mayAgain(one)) {
            throw Refusal.conflict("这条报文现在是“" + one.state().title() + "”，不用重发");
        }
        outward.again(one);
        looks.audit.record(looks.actors.get(), AGAIN, partner + " " + one.messageId());
    }

    /**
     * The message as a file, signed and sealed now, for whoever carries it to the partner. It counts as sent then.
     *
     * @throws Refusal 409 for what is no file or has no key
     */
    public String carry(String partner, long id) {
        StoredEnvelope one = one(partner, id);
        if (!mayCarry(one)) {
            throw Refusal.conflict("这条报文现在是“" + one.state().title() + "”，不用取走");
        }
        try {
            String written = bodies.write(outward.envelope(outward.partner(partner), one));
            one.sent(looks.clock.instant());
            looks.audit.record(looks.actors.get(), CARRIED, partner + " " + one.messageId());
            return written;
        } catch (NotSent without) {
            throw Refusal.conflict("没有有效的密钥，请先换新密钥");
        }
    }

    @Transactional(readOnly = true)
    public Page<Problem> problems(String partner, Pageable page) {
        return exceptionRows
                .findByPartnerAndSettledAtIsNullOrderByIdDesc(partner, page)
                .map(one -> new Problem(one.id(), one.kind().title(), one.words(), one.orderNumber(), one.raisedAt()));
    }

    /** @throws Refusal 400 without words, 409 when it is settled or somebody else's */
    public void settle(String partner, long id, String how) {
        if (how.isBlank()) {
            throw Refusal.field("note", "请写明怎样处理的");
        }
        exceptions.settle(partner, id, how.strip());
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Page<Row> orders(String partner, Pageable page) {
        return rows.orders().findByPartnerOrderByIdDesc(partner, page).map(ExchangeDesk::row);
    }

    /** All that somebody has to talk about now, the oldest first. */
    @Transactional(readOnly = true)
    public List<Row> talks() {
        return rows.orders().findByStateOrderById(OrderState.SCOPE_TALK).stream()
                .map(ExchangeDesk::row)
                .toList();
    }

    private static Row row(ExchangeOrder order) {
        return new Row(
                order.number(),
                order.sourceNo(),
                order.state().title(),
                order.danger(),
                order.demandNumber(),
                order.receivedAt());
    }

    /**
     * For whoever talks with the other side about it, before there is a demand. Each look is on record.
     *
     * @throws Refusal 404 for one that there is not, and for one that is nobody's to talk about any more
     */
    public Order order(String number) {
        ExchangeOrder order = rows.get(number);
        if (order.state() != OrderState.SCOPE_TALK) {
            throw Refusal.notFound("这件来件不在三方通话中，内容在它的诉求里看");
        }
        looks.audit.record(looks.actors.get(), SHOWN, number);
        List<StoredEnvelope> said = rows.envelopes().findByOrderNumberOrderByIdAsc(number).stream()
                .filter(one -> one.direction() == Direction.IN && one.body() != null)
                .toList();
        return new Order(
                order.number(),
                order.partner(),
                order.sourceNo(),
                order.state().title(),
                order.secret(),
                order.firstHere(),
                order.theirCategory(),
                order.dueThere(),
                order.demandNumber(),
                order.reason(),
                said.stream()
                        .filter(one -> one.type() == MessageType.CREATE && one.edition() == 0)
                        .findFirst()
                        .map(one -> Placing.discreetly(order, bodies.order(String.valueOf(one.body()))))
                        .orElse(null),
                said.stream()
                        .filter(one -> one.type() == MessageType.SUPPLEMENT && one.edition() == 0)
                        .map(one -> bodies.note(one.type(), String.valueOf(one.body()))
                                .text())
                        .filter(java.util.Objects::nonNull)
                        .map(text -> order.secret() ? Happening.discreet(order, text) : text)
                        .toList());
    }
}
