package org.ganxian.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.attached.AttachedFiles;
import org.ganxian.exchange.danger.HeardDanger;
import org.ganxian.exchange.danger.InCharge;
import org.ganxian.exchange.danger.LateDanger;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.order.Reopening;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a partner's messages do here: to the order, to its demand, to its process. The order is held. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Happening {

    // The messages of processes/exchange-in.bpmn.
    static final String RECEIVED = "exchange-order-received";
    static final String ACKNOWLEDGED = "exchange-acknowledged";
    /** Danger, or a withdrawal, before anybody has accepted. */
    static final String NEW_FACTS = "exchange-new-facts";

    static final String REWORK_ASKED = "exchange-rework-asked";
    static final String CLOSED_THERE = "exchange-closed-there";
    static final String MOVED = "exchange-demand-moved";
    static final String FINISHED = "exchange-demand-finished";
    private static final String DUE = "exchange-due";

    /** What happens to a demand, and who is told of it. */
    @Component
    @RequiredArgsConstructor
    static class Cases {
        final Demands demands;
        final Casework casework;
        final Reopening reopening;
        final LateDanger danger;
        final AttachedFiles files;
        final InCharge inCharge;
        final HeardDanger heardDanger;
    }

    private final ExchangeRows rows;
    private final Bodies bodies;
    private final Cases cases;
    private final Partners partners;
    private final Mappings mappings;
    private final Outward outward;
    private final ExchangeExceptions exceptions;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final Clock clock;

    /** Danger is told to 110 in the same transaction, before anything else is looked at. */
    void begun(ExchangeOrder order) {
        if (order.danger()) {
            outward.emergency(order, null);
        }
        actors.asSystem(() -> runtime.createMessageCorrelation(RECEIVED)
                .processInstanceBusinessKey(order.number())
                .correlateStartMessage());
    }

    /** Tells the order's process, if it waits for that. */
    public void tell(String number, String message) {
        actors.asSystem(() -> {
            runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(number)
                    .correlateAll();
            return null;
        });
    }

    /** Their due time is known: whoever has the case is warned by it, if it is the earlier. */
    public void watchDue(ExchangeOrder order) {
        if (order.dueThere() != null) {
            actors.asSystem(() -> runtime.startProcessInstanceByKey(DUE, order.number()));
        }
    }

    void acknowledged(ExchangeOrder order, Instant at) {
        order.acknowledge(at);
        tell(order.number(), ACKNOWLEDGED);
    }

    /** A message after 建单, in its turn. */
    void said(ExchangeOrder order, StoredEnvelope message) {
        if (order.state().isOver()) {
            message.becomes(State.APPLIED, now());
            afterEnd(order, message);
            return;
        }
        switch (message.type()) {
            case CLOSED -> {
                order.closeThere(now());
                message.becomes(State.APPLIED, now());
                tell(order.number(), CLOSED_THERE);
            }
            case REWORK -> {
                message.becomes(State.APPLIED, now());
                rework(order, message);
            }
            case WITHDRAW -> withdraw(order, message);
            default -> wait(order, message);
        }
    }

    /** What is said of one of ours that is with them, in words only. */
    public void toldOfOurs(ExchangeOrder order, StoredEnvelope message) {
        if (cases.heardDanger.isIn(message)) {
            cases.danger.tell(target(order));
        }
        write(order, message);
    }

    /** Until there is a demand; then it is written there. */
    private void wait(ExchangeOrder order, StoredEnvelope message) {
        if (order.demandNumber() == null) {
            message.becomes(State.PENDING, now());
        } else {
            write(order, message);
        }
    }

    /**
     * Danger is heard as soon as a message is here: also in one that waits for those before it, that is not adopted, or that
     * closes or withdraws. 建单 itself is heard as it begins, what is said of one of ours when it is applied.
     */
    void heard(ExchangeOrder order, StoredEnvelope message) {
        boolean begins = message.type() == MessageType.CREATE && message.state() != State.CONFLICT;
        if (begins
                || order.outgoing()
                || !cases.heardDanger.isIn(message)
                || !cases.heardDanger.raise(order, message)) {
            return;
        }
        if (order.demandNumber() == null && !order.state().isOver()) {
            tell(order.number(), NEW_FACTS);
            return;
        }
        if (order.demandNumber() != null) {
            cases.danger.tell(target(order));
        }
        cases.danger.phone(order);
    }

    private void withdraw(ExchangeOrder order, StoredEnvelope message) {
        order.askWithdrawal(now());
        wait(order, message);
        if (order.demandNumber() == null && !order.danger()) {
            tell(order.number(), NEW_FACTS);
        }
    }

    /** Reopened as by a resident who is not satisfied; what cannot be is a person's matter. */
    private void rework(ExchangeOrder order, StoredEnvelope message) {
        if (order.state() == OrderState.RESULT_SENT) {
            Demand demand = cases.casework.of(String.valueOf(order.demandNumber()));
            order.becomes(OrderState.REWORK);
            if (cases.reopening.byPartner(
                    demand, actor(order.partner()), discreet(order, cases.heardDanger.text(message)))) {
                tell(order.number(), REWORK_ASKED);
                return;
            }
        }
        exceptions.raise(
                "rework:" + message.id(),
                order.partner(),
                Kind.REWORK,
                order.number(),
                "对方编号 %s 要求重办".formatted(order.sourceNo()));
    }

    public void afterEnd(ExchangeOrder order, StoredEnvelope message) {
        exceptions.raise(
                "after:" + message.id(),
                order.partner(),
                Kind.AFTER_END,
                order.number(),
                "对方编号 %s 已是“%s”，对方又来“%s”"
                        .formatted(
                                order.sourceNo(),
                                order.state().title(),
                                message.type().title()));
    }

    /** It never becomes a demand: what waited for one waits no longer. */
    void over(ExchangeOrder order, OrderState how) {
        order.becomes(how);
        pending(order).forEach(message -> message.becomes(State.APPLIED, now()));
    }

    private List<StoredEnvelope> pending(ExchangeOrder order) {
        return rows.envelopes()
                .findByOrderNumberAndDirectionAndStateOrderBySeqAscIdAsc(order.number(), Direction.IN, State.PENDING);
    }

    /** Whatever came while there was no demand yet, in its order. */
    void catchUp(ExchangeOrder order) {
        pending(order).forEach(message -> write(order, message));
    }

    private void write(ExchangeOrder order, StoredEnvelope message) {
        message.becomes(State.APPLIED, now());
        Demand demand = target(order);
        if (demand.status().isFinal()) {
            afterEnd(order, message);
            return;
        }
        String said = discreet(order, cases.heardDanger.text(message));
        switch (message.type()) {
            case SUPPLEMENT -> {
                record(order, demand, Step.SUPPLEMENTED_THERE, said);
                attached(order, demand, message);
            }
            case URGE -> {
                record(order, demand, Step.URGED_THERE, said);
                // Once: a second urge is a line, no second alarm. No limit becomes shorter by it.
                if (order.urge(now())) {
                    cases.casework.tell(cases.inCharge.of(demand), demand, "URGED", "对方催办 %s", "来件的平台催办这件诉求，期限不变。");
                }
            }
            case WITHDRAW -> {
                String answer = order.danger() ? "险情不因撤件停止处置。" : "请承办单位联系群众核实后处理。";
                record(order, demand, Step.WITHDRAWAL_ASKED_THERE, answer + said);
                cases.casework.tell(cases.inCharge.of(demand), demand, "WITHDRAWAL_ASKED", "对方要求撤件 %s", answer);
            }
            case PROGRESS -> progress(order, demand, message, said);
            default -> throw new IllegalStateException(message.type().name());
        }
    }

    /** The photos of a message, of which somebody hears when they are not kept. */
    void attached(ExchangeOrder order, Demand demand, StoredEnvelope message) {
        cases.files
                .keep(demand, message, actor(order.partner()))
                .forEach(lost -> exceptions.raise(
                        "file:" + message.id() + ":" + lost,
                        order.partner(),
                        Kind.ATTACHMENT,
                        order.number(),
                        "对方编号 %s，%s".formatted(order.sourceNo(), lost)));
    }

    private void progress(ExchangeOrder order, Demand demand, StoredEnvelope message, String said) {
        String status =
                String.valueOf(bodies.progress(String.valueOf(message.body())).status());
        if (status.equals(order.theirStatus()) && said.isEmpty()) {
            // They repeat where it stands whatever happens; nothing is new.
            return;
        }
        if (isLastWord(order, message)) {
            order.standsThere(status);
        }
        Mappings.Found found = mappings.ours(order.partner(), Mapping.Kind.STATUS, status);
        if (found.isNew()) {
            exceptions.raise(
                    "status:" + order.partner() + ":" + status,
                    order.partner(),
                    Kind.UNMAPPED,
                    order.number(),
                    "对方的状态“" + status + "”没有对照，先按办理中");
        }
        String here = Mappings.DONE.equals(found.ours()) ? "已办结" : "办理中";
        record(order, demand, Step.TOLD_THERE, "状态“%s”（按%s）%s".formatted(status, here, said));
    }

    /** What comes late does not bring an earlier status back. */
    private boolean isLastWord(ExchangeOrder order, StoredEnvelope message) {
        return rows.envelopes().findByOrderNumberOrderByIdAsc(order.number()).stream()
                .noneMatch(other -> other.type() == message.type()
                        && other.direction() == Direction.IN
                        && other.state() == State.APPLIED
                        && other.seq() > message.seq());
    }

    /** A demand that follows another has its words there. */
    private Demand target(ExchangeOrder order) {
        Demand demand = cases.casework.of(String.valueOf(order.demandNumber()));
        return demand.status() == Status.MERGED
                ? cases.demands
                        .masterOf(demand)
                        .map(master -> cases.casework.of(master.number()))
                        .orElse(demand)
                : demand;
    }

    private void record(ExchangeOrder order, Demand demand, Step step, String text) {
        cases.demands.record(demand, step, actor(order.partner()), text.isEmpty() ? null : text);
    }

    public Actor actor(String partner) {
        return new Actor("exchange", partners.get(partner).name());
    }

    /** Numbers are masked as in every line; of a secret order the name is not told either. */
    public static String discreet(ExchangeOrder order, @Nullable String text) {
        String plain = text == null ? "" : Masks.inText(text.strip());
        return order.secret()
                        && order.callerName() != null
                        && !order.callerName().isBlank()
                ? plain.replace(order.callerName().strip(), "某某")
                : plain;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
