package org.ganxian.order;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.Typed;
import org.ganxian.order.OrderVariables.Next;
import org.ganxian.order.OrderVariables.Route;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Priority;
import org.ganxian.sla.SlaStep;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people decide in the forms of an order. Each method is the completion of one task of {@code processes/order.bpmn}:
 * it reads what was typed, tells the demand, and leaves the engine with facts only.
 */
@Component("orderDecisions")
@Transactional
public class OrderDecisions {

    /** After so many reworks the case goes to supervision. */
    private static final int MAX_REWORKS = 2;

    private final Demands demands;
    private final Orders orders;
    private final OrderFlow flow;
    private final OrderVariables variables;
    private final OrderClock orderClock;
    private final Extensions extensions;
    private final Units units;
    private final People people;
    private final CurrentActor currentActor;
    private final Clock clock;

    OrderDecisions(
            Demands demands,
            @Lazy Orders orders,
            OrderFlow flow,
            OrderVariables variables,
            OrderClock orderClock,
            Extensions extensions,
            Units units,
            People people,
            CurrentActor currentActor,
            Clock clock) {
        this.demands = demands;
        this.orders = orders;
        this.flow = flow;
        this.variables = variables;
        this.orderClock = orderClock;
        this.extensions = extensions;
        this.units = units;
        this.people = people;
        this.currentActor = currentActor;
        this.clock = clock;
    }

    public void handedOver(DelegateTask task) {
        Demand demand = looksAt(task);
        Typed typed = new Typed(task);
        String note = typed.required("note", "请填写移交或研判情况");
        switch (typed.decision()) {
            case "danger" -> {
                orders.endWithoutAnswer(demand, Step.TRANSFERRED, currentActor.get(), note, "合并到的诉求已转紧急处置");
                flow.respond(demand);
                variables.next(task, Next.DANGER);
            }
            case "normal" -> {
                demands.record(demand, Step.NOT_DANGEROUS, currentActor.get(), note);
                demands.record(demand, Step.TO_TRIAGE, currentActor.get(), null);
                orderClock.prioritise(demand, Priority.P2);
                variables.next(task, Next.NORMAL);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    public void triaged(DelegateTask task) {
        Demand demand = looksAt(task);
        Typed typed = new Typed(task);
        String note = typed.text("note");
        switch (typed.decision()) {
            case "assign" -> {
                Unit unit = units.find(typed.required("unit", "请选择承办单位"))
                        .filter(u -> !people.on(Duty.DISPATCHER, u.code()).isEmpty())
                        .orElseThrow(() -> Refusal.field("unit", "该单位没有派单员，不能承办"));
                flow.assignTo(demand, unit, currentActor.get(), note);
                variables.next(task, Next.ASSIGN);
            }
            case "reject" -> {
                reject(demand, typed);
                variables.next(task, Next.CLOSE);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    private void reject(Demand demand, Typed typed) {
        String reason = typed.required("reason", "请填写不予受理的理由");
        String where = typed.required("where", "请告诉群众应当找哪里");
        orders.endWithoutAnswer(
                demand, Step.REJECTED, currentActor.get(), "理由：" + reason + "\n可以找：" + where, "合并到的诉求未被受理");
        demand.completeAt(clock.instant());
    }

    public void screened(DelegateTask task) {
        Demand demand = looksAt(task);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "accept" -> {
                demands.record(demand, Step.ACCEPTED, currentActor.get(), typed.text("note"));
                variables.next(task, Next.ACCEPT);
            }
            case "ask" -> {
                demands.record(demand, Step.ASKED, currentActor.get(), typed.required("question", "请写明需要群众补充什么"));
                orderClock.pause(
                        demand,
                        orderClock
                                .start(task.getExecution(), demand, SlaStep.ANSWER)
                                .dueAt());
                variables.next(task, Next.ASK);
            }
            case "merge" -> {
                demands.merge(demand, masterFor(demand, typed), currentActor.get(), typed.text("note"));
                variables.next(task, Next.CLOSE);
            }
            case "reject" -> {
                reject(demand, typed);
                variables.next(task, Next.CLOSE);
            }
            case "reroute" -> {
                reroute(demand, typed);
                variables.next(task, Next.REROUTE);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    private Demand masterFor(Demand demand, Typed typed) {
        String number = typed.required("master", "请选择或填写要并入的诉求编号");
        return demands.find(number)
                .filter(m -> demand.servingUnit().equals(m.servingUnit()))
                .orElseThrow(() -> Refusal.field("master", "您单位没有编号为 " + number + " 的诉求"));
    }

    private void reroute(Demand demand, Typed typed) {
        String reason = typed.required("reason", "请填写转分拨的理由");
        demands.record(demand, Step.TO_TRIAGE, currentActor.get(), reason);
        demand.serveBy(null);
        demand.handBy(null);
        demand.takeOver(null);
    }

    public void dispatched(DelegateTask task) {
        Demand demand = demandOf(task);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "open" -> {
                demand.handBy(null);
                demands.record(demand, Step.DISPATCHED, currentActor.get(), wishes("面向本单位全体", typed));
                offered(task, demand);
            }
            case "named" -> {
                String member = typed.required("member", "请选择接单的党员");
                requireMember(demand, member, "member");
                demand.handBy(member);
                demands.record(demand, Step.DISPATCHED, currentActor.get(), wishes("指定专人", typed));
                offered(task, demand);
            }
            case "reroute" -> {
                reroute(demand, typed);
                variables.next(task, Next.REROUTE);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    private void offered(DelegateTask task, Demand demand) {
        orderClock.stop(demand, SlaStep.DISPATCH);
        orderClock.start(task.getExecution(), demand, SlaStep.CLAIM);
        variables.next(task, Next.DISPATCH);
    }

    private static String wishes(String to, Typed typed) {
        StringBuilder text = new StringBuilder(to);
        append(text, "需要", typed.text("skills"));
        append(text, "上门时间", typed.text("visitWindow"));
        append(text, "说明", typed.text("note"));
        return text.toString();
    }

    private static void append(StringBuilder text, String title, String value) {
        if (value != null) {
            text.append("；").append(title).append("：").append(value);
        }
    }

    private void requireMember(Demand demand, String username, String field) {
        if (!people.has(username, Duty.MEMBER, demand.servingUnit())) {
            throw Refusal.field(field, "该人员不是本单位的党员或经办人");
        }
        if (demands.formerHandlers(demand).contains(username)) {
            throw Refusal.field(field, "二次办理应由其他人承担，该人员已办理过本诉求");
        }
    }

    public void contacted(DelegateTask task) {
        Demand demand = demandOf(task);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "contacted" -> {
                String how =
                        ContactChannel.of(typed.required("channel", "请选择联系方式")).title();
                String note = typed.required("note", "请填写联系情况，例如约定的上门时间");
                demands.record(demand, Step.FIRST_CONTACT, currentActor.get(), how + "。" + note);
                flow.respond(demand);
                variables.next(task, Next.CONTACTED);
            }
            case "release" -> release(task, demand, typed);
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    private void release(DelegateTask task, Demand demand, Typed typed) {
        demands.record(demand, Step.RELEASED, currentActor.get(), typed.required("reason", "请填写退单的理由"));
        demand.handBy(null);
        variables.next(task, Next.RELEASE);
    }

    public void reported(DelegateTask task) {
        Demand demand = demandOf(task);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "report" -> {
                demands.record(demand, Step.REPORTED, currentActor.get(), typed.required("report", "请填写办理情况，群众会看到"));
                variables.next(task, Next.REPORT);
            }
            case "release" -> release(task, demand, typed);
            case "extend" -> {
                extensions.ask(
                        demand, typed.required("extension", "请选择延长多久"), typed.required("extensionReason", "请填写延期的理由"));
                variables.next(task, Next.EXTEND);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    public void extensionReviewed(DelegateTask task) {
        Demand demand = demandOf(task);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "grant" -> extensions.grant(demand, typed.text("note"));
            case "refuse" -> extensions.refuse(demand, typed.required("note", "请填写不同意延期的理由"));
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    public void checked(DelegateTask task) {
        Demand demand = demandOf(task);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "approve" -> {
                demand.completeAt(clock.instant());
                demands.record(demand, Step.CLOSED, currentActor.get(), typed.text("note"));
                variables.next(task, Next.APPROVE);
            }
            case "return" -> {
                demands.record(demand, Step.RETURNED, currentActor.get(), typed.required("note", "请填写退回的理由"));
                variables.next(task, Next.RETURN);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    public void calledBack(DelegateTask task) {
        Demand demand = demandOf(task);
        Typed typed = new Typed(task);
        String note = typed.required("note", "请填写回访情况");
        orderClock.stop(demand, SlaStep.CALL_BACK);
        switch (typed.decision()) {
            case "settled" -> {
                demands.record(demand, Step.SETTLED, currentActor.get(), note);
                variables.next(task, Next.SETTLED);
            }
            case "rework" -> rework(task, demand, note);
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    private void rework(DelegateTask task, Demand demand, String note) {
        if (demand.reworks() >= MAX_REWORKS) {
            demands.record(demand, Step.SUPERVISED, currentActor.get(), note);
            variables.next(task, Next.SUPERVISE);
        } else {
            demand.rework();
            orderClock.start(task.getExecution(), demand);
            demands.record(demand, Step.REWORK, currentActor.get(), note);
            variables.route(task, Route.REWORK);
            variables.next(task, Next.REWORK);
        }
    }

    public void supervised(DelegateTask task) {
        Demand demand = demandOf(task);
        demands.record(
                demand,
                Step.SUPERVISION_CLOSED,
                currentActor.get(),
                new Typed(task).required("opinion", "请填写督办意见，群众会看到"));
        variables.settle(task, demand);
    }

    private Demand demandOf(DelegateTask task) {
        return demands.take(OrderVariables.numberOf(task.getExecution()));
    }

    /** Not taken yet: a deed on several demands takes them in one order. */
    private Demand looksAt(DelegateTask task) {
        return demands.get(OrderVariables.numberOf(task.getExecution()));
    }
}
