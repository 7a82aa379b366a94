package org.ganxian.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.variables.MultiInstanceFacts;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StatementRun;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.ledger.Comparison;
import org.ganxian.exchange.ledger.Comparison.Difference;
import org.ganxian.exchange.ledger.Comparison.Ours;
import org.ganxian.exchange.ledger.Comparison.Theirs;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.exchange.statement.Statements;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/exchange-reconciliation.bpmn} calls every day: with each partner, the orders of both sides
 * are laid beside each other. What the other side lacks is sent again by the same id; all else is for a person.
 */
@CalledByDiagrams
@Component("exchangeReconciling")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeReconciling {

    private static final Duration DAY = Duration.ofDays(1);
    /** A statement that differs in more than that is wrong as a whole: nobody is given thousands of tasks for it. */
    private static final int MOST = 200;
    /** So long after its end an order is still compared. */
    private static final Duration LOOKED_BACK = Duration.ofDays(7);
    /** How long a message itself is kept; that it was there stays. */
    private static final Duration KEPT = Duration.ofDays(180);

    private static final List<OrderState> OVER =
            Arrays.stream(OrderState.values()).filter(OrderState::isOver).toList();

    private final ExchangeRows rows;
    private final Statements statements;
    private final Partners partners;
    private final Mappings mappings;
    private final Bodies bodies;
    private final Outward outward;
    private final ExchangeExceptions exceptions;
    private final Clock clock;

    /** Codes of those that orders come from; who fetches by Open311 has no list of its own to compare. */
    public List<String> partners() {
        return partners.all().stream()
                .filter(partner -> partner.active() && (partner.inward() || partner.outward()) && !partner.isOpen311())
                .map(Partner::code)
                .toList();
    }

    public void reconcile(DelegateExecution execution) {
        String partner = MultiInstanceFacts.of(execution, MultiInstanceFacts.PARTNER);
        Instant now = clock.instant();
        List<ExchangeOrder> orders = rows.orders().toCompare(partner, OVER, now.minus(LOOKED_BACK));
        Optional<StoredEnvelope> statement = rows.envelopes()
                .findFirstByPartnerAndDirectionAndTypeAndMadeAtAfterOrderByIdDesc(
                        partner, Direction.IN, MessageType.STATEMENT, now.minus(DAY))
                .filter(one -> one.body() != null);
        outward.statement(partner, partners.today().toString(), ours(orders));
        if (statement.isEmpty()) {
            statements.keep(
                    new StatementRun(partner, now, false, orders.size(), 0, 0, 0),
                    orders.stream().map(order -> line(order, null, null)).toList());
            exceptions.raise(
                    "statement:" + partner + ":" + partners.today(),
                    partner,
                    Kind.RECONCILIATION,
                    null,
                    "%s 没有收到对方的对账单，请联系对方".formatted(partners.today()));
            return;
        }
        List<Theirs> theirs = theirs(partner, statement.get());
        Map<String, ExchangeOrder> byNumber =
                orders.stream().collect(Collectors.toMap(ExchangeOrder::sourceNo, Function.identity()));
        List<Difference> found = new ArrayList<>();
        for (Difference difference :
                Comparison.of(orders.stream().map(ExchangeReconciling::ours).toList(), theirs)) {
            // What is older than a week here is no longer compared, and so not missing.
            boolean old = difference.kind() == Comparison.Kind.MISSING_HERE
                    && rows.orders()
                            .findByPartnerAndSourceNo(partner, difference.sourceNo())
                            .isPresent();
            if (!old) {
                found.add(difference);
            }
        }
        int resent = 0;
        for (Difference difference : found.subList(0, Math.min(found.size(), MOST))) {
            resent += settle(partner, difference, byNumber);
        }
        if (found.size() > MOST) {
            exceptions.raise(
                    "compared:" + partner + ":" + partners.today() + ":more",
                    partner,
                    Kind.RECONCILIATION,
                    null,
                    "%s 的对账单有 %d 处不符，只逐件处理了前 %d 处，请与对方核对整份对账单".formatted(partners.today(), found.size(), MOST));
        }
        statements.keep(
                new StatementRun(partner, now, true, orders.size(), theirs.size(), found.size(), resent),
                sideBySide(orders, said(statement.get()), found));
    }

    /** As they are sent theirs. */
    private static Bodies.Statement ours(List<ExchangeOrder> orders) {
        return new Bodies.Statement(orders.stream()
                .map(order -> new Bodies.Statement.Line(
                        order.sourceNo(),
                        order.state().title(),
                        order.sequence().next() - 1))
                .toList());
    }

    private static Statements.Line line(
            ExchangeOrder order, Bodies.Statement.@Nullable Line said, @Nullable String difference) {
        return new Statements.Line(
                order.sourceNo(),
                order.number(),
                order.state().title(),
                order.outSeq(),
                said == null ? null : said.status(),
                received(said),
                difference);
    }

    private static int received(Bodies.Statement.@Nullable Line said) {
        return said == null || said.received() == null ? 0 : said.received();
    }

    private static List<Statements.Line> sideBySide(
            List<ExchangeOrder> orders, List<Bodies.Statement.Line> said, List<Difference> found) {
        Map<String, String> differences = found.stream()
                .collect(Collectors.toMap(
                        Difference::sourceNo, one -> one.kind().title(), (one, other) -> one + "；" + other));
        Map<String, Bodies.Statement.Line> there = new LinkedHashMap<>();
        said.forEach(line -> there.put(String.valueOf(line.sourceNo()), line));
        List<Statements.Line> all = new ArrayList<>();
        for (ExchangeOrder order : orders) {
            String number = order.sourceNo();
            all.add(line(order, there.remove(number), differences.get(number)));
        }
        there.forEach((number, line) -> all.add(
                new Statements.Line(number, null, null, 0, line.status(), received(line), differences.get(number))));
        return all;
    }

    private List<Bodies.Statement.Line> said(StoredEnvelope statement) {
        return Objects.requireNonNull(
                bodies.statement(String.valueOf(statement.body())).orders());
    }

    private static Ours ours(ExchangeOrder order) {
        return new Ours(order.sourceNo(), order.state().isDone(), order.outSeq());
    }

    private List<Theirs> theirs(String partner, StoredEnvelope statement) {
        return said(statement).stream()
                .map(line -> new Theirs(
                        String.valueOf(line.sourceNo()),
                        mappings.isDone(partner, line.status()),
                        line.received() == null ? 0 : line.received()))
                .toList();
    }

    /** @return how many messages were sent again */
    private int settle(String partner, Difference difference, Map<String, ExchangeOrder> byNumber) {
        ExchangeOrder order = byNumber.get(difference.sourceNo());
        if (difference.kind().isMendedBySending() && order != null) {
            List<StoredEnvelope> missing = rows.envelopes().findByOrderNumberOrderByIdAsc(order.number()).stream()
                    .filter(message -> message.direction() == Direction.OUT
                            && message.partner().equals(partner)
                            && message.seq() >= difference.from()
                            && (message.state() == State.SENT || message.state() == State.DEAD))
                    .toList();
            missing.forEach(outward::again);
            return missing.size();
        }
        exceptions.raise(
                "compared:" + partner + ":" + partners.today() + ":" + difference.kind() + ":" + difference.sourceNo(),
                partner,
                Kind.RECONCILIATION,
                order == null ? null : order.number(),
                "对方编号 %s：%s".formatted(difference.sourceNo(), difference.kind().title()));
        return 0;
    }

    /** What messages said is kept for 180 days, nonces for one. */
    public void forget() {
        rows.envelopes().forgetBefore(clock.instant().minus(KEPT));
        // Of a case that is ours, the case's own time counts.
        rows.orders().forgetCallersBefore(clock.instant().minus(KEPT));
        statements.forgetBefore(clock.instant().minus(KEPT));
        rows.nonces().forgetBefore(clock.instant().minus(DAY));
    }
}
