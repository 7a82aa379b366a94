package org.ganxian.order;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.Typed;
import org.ganxian.escalation.Supervisions;
import org.ganxian.evaluation.Evaluations;
import org.ganxian.notice.Notice;
import org.ganxian.notice.Notices;
import org.ganxian.order.OrderVariables.Route;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Priority;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaStep;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/order.bpmn} calls where something happens. What people decide in forms is for
 * {@link OrderDecisions}, who may work on a step for {@link OrderGroups}.
 */
@Component("orderFlow")
@Transactional
public class OrderFlow {

    static final String REGISTERED = "demand-registered";
    static final String ANSWERED = "resident-answered";
    static final String WITHDRAWN = "demand-withdrawn";
    static final String RATED = "resident-rated";
    static final String SUPERVISED = "supervision-raised";
    static final String REDISPATCHED = "order-redispatched";

    private final Demands demands;
    private final DeskOrder deskOrder;
    private final OrderVariables variables;
    private final OrderClock orderClock;
    private final OrderGroups groups;
    private final Notices notices;
    private final Supervisions supervisions;
    private final Evaluations evaluations;
    private final Units units;
    private final People people;
    private final CurrentActor currentActor;
    private final Clock clock;

    OrderFlow(
            Demands demands,
            DeskOrder deskOrder,
            OrderVariables variables,
            OrderClock orderClock,
            OrderGroups groups,
            Notices notices,
            Supervisions supervisions,
            Evaluations evaluations,
            Units units,
            People people,
            CurrentActor currentActor,
            Clock clock) {
        this.demands = demands;
        this.deskOrder = deskOrder;
        this.variables = variables;
        this.orderClock = orderClock;
        this.groups = groups;
        this.notices = notices;
        this.supervisions = supervisions;
        this.evaluations = evaluations;
        this.units = units;
        this.people = people;
        this.currentActor = currentActor;
        this.clock = clock;
    }

    // Beginning and routing

    /** A clerk filled in the start form: the demand is registered in the same transaction. */
    public void placeByClerk(DelegateExecution execution) {
        Demand demand = demands.register(deskOrder.read(new Typed(execution)), currentActor.get());
        execution.setProcessBusinessKey(demand.number());
        variables.settle(execution, demand);
    }

    /** A demand that a door has registered enters; only a fresh one may. */
    public void enter(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        if (demand.status() != Status.REGISTERED || currentActor.username().isPresent()) {
            throw Refusal.conflict("诉求 " + demand.number() + " 已在办理中，不能再次发起");
        }
        variables.settle(execution, demand);
    }

    /** Takes what {@code processes/routing.dmn} decided; a branch or department that does not exist means triage. */
    public void route(DelegateExecution execution, DmnDecisionResult decision) {
        Demand demand = demandOf(execution);
        Map<String, Object> rule = decision.getSingleResult().getEntryMap();
        Priority priority = Priority.valueOf((String) rule.get("priority"));
        demand.prioritise(priority);
        String target = (String) rule.get("target");
        if ("DUTY_DESK".equals(target)) {
            demands.record(demand, Step.EMERGENCY, Actor.SYSTEM, "如有人身危险，请立即拨打 110、119 或 120");
            variables.route(execution, Route.DANGER);
        } else {
            (switch (target) {
                        case "BRANCH" -> units.branchServing(demand.placeCode());
                        case "DEPARTMENT" -> units.departmentFor((String) rule.get("function"), demand.placeCode());
                        default -> Optional.<Unit>empty();
                    })
                    .filter(unit -> !people.on(Duty.DISPATCHER, unit.code()).isEmpty())
                    .ifPresentOrElse(
                            unit -> {
                                assignTo(demand, unit, Actor.SYSTEM, null);
                                variables.route(execution, Route.UNIT);
                            },
                            () -> {
                                demands.record(demand, Step.TO_TRIAGE, Actor.SYSTEM, null);
                                variables.route(execution, Route.TRIAGE);
                            });
        }
        orderClock.start(execution, demand);
        variables.settle(execution, demand);
    }

    void assignTo(Demand demand, Unit unit, Actor actor, String note) {
        demand.serveBy(unit.code());
        demand.handBy(null);
        demand.takeOver(null);
        demands.record(demand, Step.ROUTED, actor, "由" + unit.name() + "办理" + (note == null ? "" : "。" + note));
    }

    // On the way

    /** The resident answered, or the time to answer is over: the clock goes on where it stopped. */
    public void resume(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        orderClock.stop(demand, SlaStep.ANSWER);
        orderClock.resume(demand);
        variables.settle(execution, demand);
    }

    public void answerOverdue(DelegateExecution execution) {
        demands.record(demandOf(execution), Step.NO_ANSWER, Actor.SYSTEM, null);
        resume(execution);
    }

    /**
     * The engine's claim, written down: by the member, or at once for a named one. Giving it back takes a reason, so a
     * plain un-claim is refused.
     */
    public void claimed(DelegateTask task) {
        Demand demand = demandOf(task);
        String member = task.getAssignee();
        if (member == null) {
            throw Refusal.invalid("接单后不能直接放弃，请在表单中选择“退单”并填写理由");
        }
        if (demand.status() != Status.DISPATCHED) {
            return;
        }
        if (demands.formerHandlers(demand).contains(member)) {
            throw Refusal.forbidden("二次办理应由其他党员承担，您已办理过本诉求");
        }
        demand.handBy(member);
        demands.record(demand, Step.CLAIMED, currentActor.of(member), null);
        orderClock.stop(demand, SlaStep.CLAIM);
    }

    public void unclaimed(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        demands.record(demand, Step.UNCLAIMED, Actor.SYSTEM, null);
        orderClock.stop(demand, SlaStep.CLAIM);
        variables.settle(execution, demand);
    }

    /** A contact that was logged outside the form; the first one is the first response. */
    void logContact(Demand demand, ContactChannel channel, String note) {
        demands.record(
                demand,
                Step.CONTACTED,
                currentActor.get(),
                channel.title() + (note == null || note.isBlank() ? "" : "。" + note.strip()));
        respond(demand);
    }

    /** The resident was contacted: the first time is the first response. */
    void respond(Demand demand) {
        demand.firstRespondedAt(clock.instant());
        orderClock.stop(demand, SlaStep.FIRST_CONTACT);
    }

    // After completion

    public void waitForRating(DelegateExecution execution) {
        orderClock.start(execution, demandOf(execution), SlaStep.RATING);
    }

    public void rated(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        orderClock.stop(demand, SlaStep.RATING);
        boolean bad = evaluations.latest(demand.id()).orElseThrow().grade().isBad();
        variables.satisfied(execution, !bad);
        if (bad) {
            orderClock.start(execution, demand, SlaStep.CALL_BACK);
        }
    }

    public void ratingExpired(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        orderClock.stop(demand, SlaStep.RATING);
        demands.record(demand, Step.UNRATED, Actor.SYSTEM, null);
    }

    // Nearly late, late, supervised

    /** Reminds those in charge of whatever is due soon, each limit once. */
    public void remind(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        for (SlaClock soon : orderClock.warn(demand)) {
            String text = "%s应于 %s 前完成".formatted(soon.step().title(), PeopleTime.of(soon.dueAt()));
            demands.record(demand, Step.WARNED, Actor.SYSTEM, text);
            notices.tell(
                    groups.inCharge(demand),
                    new Notice(
                            "SLA_WARNING",
                            demand.number(),
                            "将到期 %s：%s".formatted(demand.number(), soon.step().title()),
                            text + "，请抓紧办理。"));
        }
    }

    public void dispatchLate(DelegateExecution execution) {
        late(execution, SlaStep.DISPATCH, Step.DISPATCH_LATE);
    }

    public void firstResponseLate(DelegateExecution execution) {
        late(execution, SlaStep.FIRST_CONTACT, Step.FIRST_RESPONSE_LATE);
    }

    public void completionLate(DelegateExecution execution) {
        late(execution, SlaStep.COMPLETION, Step.COMPLETION_LATE);
    }

    private void late(DelegateExecution execution, SlaStep limit, Step step) {
        Demand demand = demandOf(execution);
        SlaClock breached = orderClock.breach(demand, limit);
        String text = "%s应于 %s 前完成，已到期".formatted(limit.title(), PeopleTime.of(breached.dueAt()));
        demands.record(demand, step, Actor.SYSTEM, text);
        notices.tell(
                groups.inCharge(demand),
                new Notice(
                        "SLA_BREACH",
                        demand.number(),
                        "已超时 %s：%s".formatted(demand.number(), limit.title()),
                        text + (breached.escalates() ? "，已报上级督办。" : "。")));
    }

    /** A superior took the order from whoever had it: the process knows the facts anew. */
    public void redispatched(DelegateExecution execution) {
        variables.settle(execution, demandOf(execution));
    }

    /** 诉求办理 is left, by whichever end or by a withdrawal: no clock of it runs on. */
    public void handlingEnded(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        orderClock.stopAll(demand);
        supervisions.caseEnded(demand.number(), clock.instant());
    }

    private Demand demandOf(DelegateExecution execution) {
        return demands.take(OrderVariables.numberOf(execution));
    }

    private Demand demandOf(DelegateTask task) {
        return demandOf(task.getExecution());
    }
}
