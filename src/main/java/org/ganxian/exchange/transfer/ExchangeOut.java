package org.ganxian.exchange.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.exchange.ExchangeExceptions;
import org.ganxian.exchange.ExchangeRows;
import org.ganxian.exchange.ExchangeSection;
import org.ganxian.exchange.Happening;
import org.ganxian.exchange.Outward;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.order.OrdersElsewhere;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Priority;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bean that {@code processes/exchange-out.bpmn} calls. Its business key is the case's number, as of the flow that calls it. */
@CalledByDiagrams
@Component("exchangeOut")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeOut {

    private static final Limit ANSWER = Limit.of(Duration.ofHours(2));
    private static final Limit GRACE = Limit.ofDays(1);

    private final ExchangeRows rows;
    private final TransferBodies bodies;
    private final Outward outward;
    private final Happening happening;
    private final ExchangeExceptions exceptions;
    private final OrdersElsewhere orders;
    private final Casework casework;
    private final Waiting waiting;

    /** How long is waited, and who is told that it was in vain. */
    @Component
    @RequiredArgsConstructor
    static class Waiting {
        final ExchangeSection limits;
        final WorkingClock calendar;
        final People people;
        final Units units;
        final Clock clock;
    }

    /** Only a flow calls this process; nobody starts it. */
    public void begin(DelegateExecution execution) {
        if (execution.getSuperExecution() == null) {
            throw Refusal.forbidden("转其他平台由分拨员在分拨任务里提出");
        }
    }

    /** The transfer of this case that is under way. The case is taken before it, always in this order. */
    private Optional<ExchangeOrder> underWay(String number) {
        return rows.orders().findByDemandNumberAndOutgoingTrueOrderByIdDesc(number).stream()
                .filter(one -> !one.state().isOver())
                .findFirst()
                .map(rows::hold);
    }

    private ExchangeOrder of(DelegateExecution execution) {
        return underWay(execution.getProcessBusinessKey()).orElseThrow();
    }

    private Demand caseOf(DelegateExecution execution) {
        return casework.of(execution);
    }

    public void write(DelegateExecution execution) {
        Demand demand = caseOf(execution);
        ExchangeOrder order = of(execution);
        outward.put(order, MessageType.TRANSFER, bodies.transfer(demand, order));
    }

    /** Danger is answered in minutes, all else in two hours of work. */
    public Date answerDue(DelegateExecution execution) {
        Instant now = waiting.clock.instant();
        return Date.from(
                casework.of(execution).priority() == Priority.P1
                        ? now.plus(waiting.limits.acknowledgement())
                        : waiting.calendar.due(now, ANSWER, ClockKind.WORKING, null));
    }

    /** Nobody has answered: it was ours all the time, and goes on here. */
    public void silent(DelegateExecution execution) {
        Demand demand = caseOf(execution);
        ExchangeOrder order = of(execution);
        order.becomes(OrderState.TAKEN_BACK);
        outward.put(order, MessageType.WITHDRAW, Bodies.Note.of("到时没有回音，已收回，由我们受理"));
        back(demand, order, "没有回音，由我们受理，正在重新分拨", "没有回音");
    }

    /** They refuse, or give back what they had accepted. 首接负责: it was ours first, so it is ours. */
    public void refused(DelegateExecution execution) {
        Demand demand = caseOf(execution);
        ExchangeOrder order = of(execution);
        order.becomes(OrderState.REFUSED_THERE);
        back(demand, order, "没有受理：%s。由首先接到的一方，也就是我们受理，正在重新分拨".formatted(order.reason()), "没有受理");
    }

    /** @param told without their words: a notice leaves the house */
    private void back(Demand demand, ExchangeOrder order, String why, String told) {
        Actor partner = happening.actor(order.partner());
        orders.refused(demand, partner, partner.title() + why);
        casework.tell(triageDesk(), demand, "PARTNER_REFUSED", "退回分拨 %s", partner.title() + told + "，请重新分拨。");
    }

    private List<String> triageDesk() {
        return waiting.people.usernamesOn(Duty.TRIAGE, waiting.units.city().code());
    }

    public void accepted(DelegateExecution execution) {
        Demand demand = caseOf(execution);
        ExchangeOrder order = of(execution);
        Actor partner = happening.actor(order.partner());
        String number = order.theirNumber() == null ? "" : "，对方编号 " + order.theirNumber();
        String due = order.dueThere() == null ? "" : "，期限 " + PeopleTime.of(order.dueThere());
        happening.watchDue(order);
        orders.accepted(demand, partner, "已由%s受理%s%s".formatted(partner.title(), number, due));
    }

    /** Whether the result was faster than we are. */
    public boolean isResultThere(DelegateExecution execution) {
        return result(of(execution)).isPresent();
    }

    private Optional<StoredEnvelope> result(ExchangeOrder order) {
        return rows.envelopes().findByOrderNumberOrderByIdAsc(order.number()).stream()
                .filter(one -> one.direction() == Direction.IN
                        && one.type() == MessageType.RESULT
                        && one.state() == State.APPLIED
                        && one.body() != null)
                .reduce((earlier, later) -> later);
    }

    /** A working day after their limit, after ours where they have named none; then every working day. */
    public Date watchDue(DelegateExecution execution) {
        ExchangeOrder order = of(execution);
        Instant from = order.urgedAt();
        if (from == null) {
            Instant ours = caseOf(execution).completionDue();
            Instant named = order.dueThere() == null ? ours : order.dueThere();
            from = named == null ? waiting.clock.instant() : named;
        }
        return Date.from(waiting.calendar.due(from, GRACE, ClockKind.WORKING, null));
    }

    public void chase(DelegateExecution execution) {
        Demand demand = caseOf(execution);
        ExchangeOrder order = of(execution);
        order.chase(waiting.clock.instant().truncatedTo(ChronoUnit.MICROS));
        outward.put(order, MessageType.URGE, Bodies.Note.of("期限已过，请尽快办理并回传结果"));
        Actor partner = happening.actor(order.partner());
        casework.happened(demand, Step.PARTNER_CHASED, partner.title() + "的期限已过，已发催办");
        casework.tell(triageDesk(), demand, "PARTNER_LATE", "对方超期 %s", partner.title() + "没有按期回传结果，已发催办，请打电话问。");
        exceptions.raise(
                "late:" + order.number(),
                order.partner(),
                Kind.LATE_THERE,
                order.number(),
                "我们转出的 %s，对方超过期限没有回传结果".formatted(order.number()));
    }

    /** Their answer is the resident's; once. */
    public void done(DelegateExecution execution) {
        Demand demand = caseOf(execution);
        ExchangeOrder order = of(execution);
        StoredEnvelope said = result(order).orElseThrow();
        orders.done(demand, happening.actor(order.partner()), bodies.resultInWords(order, String.valueOf(said.body())));
        order.becomes(OrderState.CLOSED);
        outward.put(order, MessageType.CLOSED, bodies.closed(demand));
    }

    /** The case ended while they had it: they are told. */
    public void over(DelegateExecution execution) {
        underWay(execution.getProcessBusinessKey()).ifPresent(order -> {
            order.becomes(OrderState.TAKEN_BACK);
            outward.put(order, MessageType.WITHDRAW, Bodies.Note.of("群众已撤回，请停止办理"));
        });
    }
}
