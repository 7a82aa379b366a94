package org.ganxian.order;

import java.util.List;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.CaseFlow;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.order.OrderVariables.Route;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Priority;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/order.bpmn} calls where something happens. What people decide in forms is for
 * {@link OrderDecisions}, who may work on a step for {@link OrderGroups}.
 */
@CalledByDiagrams
@Component("orderFlow")
@Transactional
public class OrderFlow extends CaseFlow {

    /** The message that begins an order. */
    public static final String REGISTERED = "demand-registered";

    static final String REOPENED = "demand-reopened";
    static final String REWORK_ASKED = "partner-wants-rework";
    static final String ANSWERED = "resident-answered";
    static final String REDISPATCHED = "order-redispatched";
    static final String HANDOVER_ASKED = "handover-asked";
    static final String QUESTION_TAKEN_BACK = "question-taken-back";

    private final Casework casework;
    private final Demands demands;
    private final DeskOrder deskOrder;
    private final OrderVariables variables;
    private final OrderClock orderClock;
    private final Routing routing;
    private final OrdersElsewhere elsewhere;

    OrderFlow(
            Casework casework,
            Demands demands,
            DeskOrder deskOrder,
            OrderVariables variables,
            OrderClock orderClock,
            OrderGroups groups,
            Routing routing,
            OrdersElsewhere elsewhere) {
        super(casework, variables, orderClock, groups);
        this.casework = casework;
        this.demands = demands;
        this.deskOrder = deskOrder;
        this.variables = variables;
        this.orderClock = orderClock;
        this.routing = routing;
        this.elsewhere = elsewhere;
    }

    // Beginning and routing

    /** Its resident does not leave it at that: they are called, as after a bad rating. */
    public void reopened(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        List<TimelineEntry.Happened> timeline = demands.happened(demand);
        Step last = timeline.get(timeline.size() - 1).step();
        if (last != Step.REOPENED && last != Step.REOPENED_THERE) {
            throw Refusal.conflict("只有群众刚刚要求重新办理的诉求才能这样开始");
        }
        variables.settle(execution, demand);
        orderClock.start(execution, demand, Milestone.CALL_BACK);
    }

    /** The system that it came from does not leave it at that, while the rating is waited for. */
    public void reworkAsked(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        orderClock.stop(demand, Milestone.RATING);
        variables.settle(execution, demand);
        orderClock.start(execution, demand, Milestone.CALL_BACK);
    }

    /** A clerk filled in the start form: the demand is registered in the same transaction. */
    public void placeByClerk(DelegateExecution execution) {
        Demand demand = demands.register(deskOrder.read(new FormInput(execution)), casework.actor());
        execution.setProcessBusinessKey(demand.number());
        variables.settle(execution, demand);
    }

    /** A demand that a door has registered enters; only a fresh one may. */
    public void enter(DelegateExecution execution) {
        variables.settle(execution, entered(execution, "诉求"));
    }

    /** Danger goes to the duty desk at once, whatever the rules say or fail to say. */
    public void alarm(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        // Only a report that had to be kept without a process is as urgent as that before.
        boolean keptAlone =
                demand.priority() == Priority.P1 && demands.happened(demand).size() == 1;
        demand.prioritise(Priority.P1);
        toDutyDesk(execution, demand);
        orderClock.start(execution, demand, keptAlone ? demand.receivedAt() : orderClock.now());
        variables.settle(execution, demand);
    }

    private void toDutyDesk(DelegateExecution execution, Demand demand) {
        casework.happened(demand, Step.EMERGENCY, "如有人身危险，请立即拨打 110、119 或 120");
        variables.route(execution, Route.DANGER);
    }

    /** Takes what {@code processes/routing.dmn} decided; a branch or department that does not exist means triage. */
    public void route(DelegateExecution execution, DmnDecisionResult decision) {
        Demand demand = casework.of(execution);
        Routing.Rule rule = routing.rule(decision.getResultList(), demand);
        demand.prioritise(rule.priority());
        if (rule.isForTheDutyDesk()) {
            toDutyDesk(execution, demand);
        } else {
            routing.unitBy(rule, demand)
                    .ifPresentOrElse(
                            unit -> {
                                assignTo(demand, unit, Actor.SYSTEM, null);
                                variables.route(execution, Route.UNIT);
                            },
                            () -> {
                                casework.happened(demand, Step.TO_TRIAGE, null);
                                variables.route(execution, Route.TRIAGE);
                            });
        }
        orderClock.start(execution, demand);
        variables.settle(execution, demand);
    }

    /** The triage desk says what a demand is about: it is as urgent as that, if not more. */
    void classify(Demand demand, String chosen) {
        String category = routing.requireCategory(chosen);
        if (category.equals(demand.categoryCode())) {
            return;
        }
        String before = routing.nameOf(demand.categoryCode());
        demand.classify(category);
        Priority byRule = routing.ruleFor(demand).priority();
        Priority now = demand.priority();
        orderClock.classify(demand, category, now != null && now.compareTo(byRule) < 0 ? now : byRule);
        casework.done(demand, Step.CLASSIFIED, "%s（原为 %s）".formatted(routing.nameOf(category), before));
    }

    /** @throws Refusal 400 when the table leads to nobody who could serve it */
    Unit unitByRule(Demand demand) {
        return routing.unitBy(routing.ruleFor(demand), demand)
                .orElseThrow(() -> Refusal.field("unit", "按分类和地点找不到承办单位，请选择承办单位"));
    }

    void assignTo(Demand demand, Unit unit, Actor actor, @Nullable String note) {
        demand.serveBy(unit.code());
        demand.handBy(null);
        demand.takeOver(null);
        demands.record(demand, Step.ROUTED, actor, "由" + unit.name() + "办理" + (note == null ? "" : "。" + note));
    }

    /** Another system is asked to handle it. */
    void askPartner(Demand demand, FormInput typed) {
        elsewhere.ask(demand, typed);
    }

    /** Its unit cannot serve it. */
    void giveBack(DelegateTask task, Demand demand, FormInput typed) {
        elsewhere.giveBack(task, demand, typed);
    }

    /** The desk has decided on what its unit gave back, if that was asked for. */
    void returnEnds(DelegateTask task, Demand demand, @Nullable Unit unit) {
        elsewhere.returnEnds(task, demand, unit);
    }

    long timesReopenedByPartner(Demand demand) {
        return demands.happened(demand).stream()
                .filter(line -> line.step() == Step.REOPENED_THERE)
                .count();
    }

    /** Whether the other system has handled it; else it is back with us. */
    public boolean isDoneByPartner(DelegateExecution execution) {
        return casework.of(execution).status() == Status.PARTNER_DONE;
    }

    // On the way

    /** The resident answered, or the time to answer is over: the clock goes on where it stopped. */
    public void resume(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        orderClock.resume(demand, Milestone.ANSWER);
        variables.settle(execution, demand);
    }

    public void answerOverdue(DelegateExecution execution) {
        casework.happened(casework.of(execution), Step.NO_ANSWER, null);
        resume(execution);
    }

    /**
     * The engine's claim, written down: by the member, or at once for a named one. Giving it back takes a reason, so a
     * plain un-claim is refused.
     */
    public void claimed(DelegateTask task) {
        Demand demand = casework.of(task);
        String member = task.getAssignee();
        if (member == null) {
            throw Refusal.invalid("接单后不能直接放弃，请在表单中选择“退单”并填写理由");
        }
        boolean withoutHandler = demand.handler().isEmpty();
        if (demand.status() != Status.DISPATCHED && !withoutHandler) {
            return;
        }
        if (demands.formerHandlers(demand).contains(member)) {
            throw Refusal.forbidden("二次办理应由其他党员承担，您已办理过本诉求");
        }
        demand.handBy(member);
        if (demand.status() == Status.DISPATCHED) {
            casework.doneBy(member, demand, Step.CLAIMED, null);
            orderClock.stop(demand, Milestone.CLAIM);
        } else {
            // Came back to the members after its handler had left.
            casework.doneBy(member, demand, Step.HANDED_ON, "接手办理");
        }
    }

    public void unclaimed(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        casework.happened(demand, Step.UNCLAIMED, null);
        orderClock.stop(demand, Milestone.CLAIM);
        variables.settle(execution, demand);
    }

    // Nearly late, late, supervised

    public void dispatchLate(DelegateExecution execution) {
        late(execution, Milestone.DISPATCH, Step.DISPATCH_LATE);
    }

    public void firstResponseLate(DelegateExecution execution) {
        late(execution, Milestone.FIRST_CONTACT, Step.FIRST_RESPONSE_LATE);
    }

    public void completionLate(DelegateExecution execution) {
        late(execution, Milestone.COMPLETION, Step.COMPLETION_LATE);
    }

    /** A superior took the order from whoever had it: the process knows the facts anew. */
    public void redispatched(DelegateExecution execution) {
        variables.settle(execution, casework.of(execution));
    }

    /** 诉求办理 is left, by whichever end or by a withdrawal: no clock of it runs on. */
    public void handlingEnded(DelegateExecution execution) {
        workEnded(casework.of(execution));
        variables.handlingEnded(execution);
    }
}
