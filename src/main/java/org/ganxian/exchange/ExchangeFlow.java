package org.ganxian.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.exchange.ExchangeVariables.Route;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bean that {@code processes/exchange-in.bpmn} calls where something happens. Its business key is the order's number. */
@CalledByDiagrams
@Component("exchangeFlow")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeFlow {

    private static final Set<OrderState> OPEN =
            EnumSet.of(OrderState.ACCEPTED, OrderState.EMERGENCY, OrderState.REWORK);
    private static final Limit AUDIT = Limit.ofDays(2);

    private record Moved(String status) {}

    private record Closed(String caseNumber) {}

    private final ExchangeRows rows;
    private final ExchangeVariables variables;
    private final ExchangeSection limits;
    private final Partners partners;
    private final Placing placing;
    private final Outcomes outcomes;
    private final Outward outward;
    private final Answering answering;

    /** How what was decided is told. */
    @Component
    @RequiredArgsConstructor
    static class Answering {
        final Happening happening;
        final Demands demands;
        final Mappings mappings;
        final Units units;
        final WorkingClock calendar;
        final Clock clock;
    }

    private ExchangeOrder of(DelegateExecution execution) {
        return rows.hold(execution.getProcessBusinessKey());
    }

    /**
     * Danger first, whoever is responsible; then as the list says; what it does not say is talked about, unless it was taken
     * back. What is ours is registered in any case: whoever handles it asks the resident.
     */
    public void checkScope(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        variables.route(execution, route(order));
    }

    private Route route(ExchangeOrder order) {
        if (order.danger()) {
            return Route.DANGER;
        }
        Optional<ItemRule> item = partners.item(order.partner(), order.theirCategory());
        // The services of Open311 are ours to offer: there is nobody to talk with.
        ItemRule.Side unsaid = partners.get(order.partner()).isOpen311() ? ItemRule.Side.OURS : ItemRule.Side.TALK;
        ItemRule.Side side = item.map(ItemRule::side).orElse(unsaid);
        if (side == ItemRule.Side.TALK && order.withdrawalAskedAt() != null) {
            answering.happening.over(order, OrderState.WITHDRAWN);
            return Route.WITHDRAWN;
        } else if (side == ItemRule.Side.TALK) {
            order.becomes(OrderState.SCOPE_TALK);
            return Route.TALK;
        }
        order.scoped(side.name(), item.map(ItemRule::basis).orElse(null));
        return side.isOurs() ? Route.OURS : Route.BACK;
    }

    public Date talkDue(DelegateExecution execution) {
        return in(limits.talk());
    }

    /** Nobody has agreed in time: whoever was called first takes it (国办发〔2022〕12号). */
    public void talkOver(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        decide(execution, order, order.firstHere(), "三方通话到时没有谈成，由首先接到的一方受理");
    }

    void decide(VariableScope execution, ExchangeOrder order, boolean here, String why) {
        order.scoped(here ? ItemRule.Side.OURS.name() : ItemRule.Side.THEIRS.name(), why);
        variables.route(execution, here ? Route.OURS : Route.BACK);
    }

    public void transferBack(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        answering.happening.over(order, OrderState.NOT_ACCEPTED);
        String why = order.reason() == null ? "不属于我们受理的范围" : order.reason();
        outward.put(order, MessageType.NOT_ACCEPTED, new Bodies.NotAccepted(why));
    }

    /** It is ours: a demand like any other, once, and the partner learns its number. */
    public void register(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        if (order.demandNumber() != null) {
            return;
        }
        Demand demand = placing.place(order);
        order.isOf(demand);
        order.tells(answering.mappings.told(order.partner(), demand.status()));
        outward.put(
                order,
                MessageType.ACCEPTED,
                new Bodies.Accepted(
                        order.number(),
                        demand.number(),
                        answering
                                .units
                                .find(demand.servingUnit())
                                .map(Unit::name)
                                .orElse(null),
                        demand.completionDue() == null ? null : Outward.written(demand.completionDue())));
        rows.created(order).ifPresent(created -> answering.happening.attached(order, demand, created));
        answering.happening.watchDue(order);
        answering.happening.catchUp(order);
    }

    public boolean isAcknowledged(DelegateExecution execution) {
        return of(execution).acknowledgedAt() != null;
    }

    /** Where there is nobody to acknowledge it, somebody phones at once. */
    public Date acknowledgementDue(DelegateExecution execution) {
        return in(partners.police().isPresent() ? limits.acknowledgement() : Duration.ZERO);
    }

    public boolean isFinished(DelegateExecution execution) {
        return outcomes.isFinished(demandOf(of(execution)));
    }

    /** What has changed for the partner is told, and nothing twice. */
    public void tellProgress(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        Demand demand = demandOf(order);
        String status = answering.mappings.told(order.partner(), demand.status());
        boolean open = OPEN.contains(order.state());
        if (open && demand.status() != Status.MERGED && demand.status().isOpen() && order.tells(status)) {
            outward.put(order, MessageType.PROGRESS, new Moved(status));
        }
    }

    public void sendResult(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        Bodies.Result result = outcomes.of(demandOf(order), partners.get(order.partner()));
        order.tells(answering.mappings.told(order.partner(), Status.CLOSED));
        order.becomes(OrderState.RESULT_SENT);
        outward.put(order, MessageType.RESULT, result);
    }

    /** Their time to look at the result; none is left when they have closed it already. */
    public Date auditDue(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        Instant now = answering.clock.instant();
        return Date.from(
                order.closedThereAt() != null ? now : answering.calendar.due(now, AUDIT, ClockKind.WORKING, null));
    }

    public void close(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        order.becomes(OrderState.CLOSED);
        outward.put(order, MessageType.CLOSED, new Closed(String.valueOf(order.demandNumber())));
    }

    private Demand demandOf(ExchangeOrder order) {
        return answering.demands.get(String.valueOf(order.demandNumber()));
    }

    private Date in(Duration time) {
        return Date.from(answering.clock.instant().plus(time));
    }
}
