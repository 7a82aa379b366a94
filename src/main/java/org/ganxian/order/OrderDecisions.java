package org.ganxian.order;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.Casework;
import org.ganxian.casework.SameHands;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.deployment.OwnDiagram;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.order.OrderVariables.Next;
import org.ganxian.order.OrderVariables.Route;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Priority;
import org.ganxian.sla.SlaClock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people decide in the forms of an order. Each method is the completion of one task of {@code processes/order.bpmn}:
 * it reads what was typed, tells the demand, and leaves the engine with facts only.
 */
@CalledByDiagrams
@Component("orderDecisions")
@Transactional
public class OrderDecisions {

    /** After so many reworks the case goes to supervision. */
    private static final int MAX_REWORKS = 2;

    private static final Set<String> OF_SEVERAL = Set.of("merge", "reject", "mediate");

    private final Casework casework;
    private final Merges merges;
    private final Orders orders;
    private final OrderFlow flow;
    private final OrderVariables variables;
    private final OrderClock orderClock;
    private final OrderGroups groups;
    private final Extensions extensions;

    OrderDecisions(
            Casework casework,
            @Lazy Merges merges,
            @Lazy Orders orders,
            OrderFlow flow,
            OrderVariables variables,
            OrderClock orderClock,
            OrderGroups groups,
            Extensions extensions) {
        this.casework = casework;
        this.merges = merges;
        this.orders = orders;
        this.flow = flow;
        this.variables = variables;
        this.orderClock = orderClock;
        this.groups = groups;
        this.extensions = extensions;
    }

    public void handedOver(DelegateTask task) {
        Demand demand = casework.looksAt(task);
        FormInput typed = new FormInput(task);
        String note = typed.required("note", "请填写移交或研判情况");
        switch (typed.decision()) {
            case "danger" -> {
                orders.endWithoutAnswer(demand, Step.TRANSFERRED, casework.actor(), note, "合并到的诉求已转紧急处置");
                orderClock.responded(demand);
                variables.next(task, Next.DANGER);
            }
            case "normal" -> {
                casework.done(demand, Step.NOT_DANGEROUS, note);
                casework.done(demand, Step.TO_TRIAGE, null);
                orderClock.prioritise(demand, Priority.P2);
                variables.next(task, Next.NORMAL);
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    public void triaged(DelegateTask task) {
        FormInput typed = new FormInput(task);
        Demand demand = caseOf(task, typed);
        String note = typed.text("note");
        switch (typed.decision()) {
            case "assign" -> {
                String category = typed.text("category");
                if (category != null) {
                    flow.classify(demand, category);
                }
                String chosen = typed.text("unit");
                Unit unit = chosen == null ? flow.unitByRule(demand) : groups.requireServing(demand, "unit", chosen);
                flow.returnEnds(task, demand, unit);
                flow.assignTo(demand, unit, casework.actor(), note);
                variables.next(task, Next.ASSIGN);
            }
            case "reject", "mediate" -> {
                flow.returnEnds(task, demand, null);
                orders.endHere(demand, typed);
                demand.completeAt(orderClock.now());
                variables.next(task, Next.CLOSE);
            }
            case "transfer" -> {
                flow.returnEnds(task, demand, null);
                requireInDiagram(task, "transfer-out", "转其他平台");
                flow.askPartner(demand, typed);
                variables.next(task, Next.TRANSFER);
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    /** Taken and read at once, unless others may end or follow with it: all of these are taken in one order. */
    private Demand caseOf(DelegateTask task, FormInput typed) {
        return OF_SEVERAL.contains(typed.decision()) ? casework.looksAt(task) : casework.of(task);
    }

    public void screened(DelegateTask task) {
        FormInput typed = new FormInput(task);
        Demand demand = caseOf(task, typed);
        switch (typed.decision()) {
            case "accept" -> {
                casework.done(demand, Step.ACCEPTED, typed.text("note"));
                variables.next(task, Next.ACCEPT);
            }
            case "open", "named" -> {
                requireInDiagram(task, "accepted-and-dispatched", "受理并下单");
                casework.done(demand, Step.ACCEPTED, null);
                dispatch(task, demand, typed);
            }
            case "ask" -> {
                casework.done(demand, Step.ASKED, typed.required("question", "请写明需要群众补充什么"));
                SlaClock answer = orderClock.start(task.getExecution(), demand, Milestone.ANSWER);
                orderClock.pause(demand, answer.dueAt());
                variables.next(task, Next.ASK);
            }
            case "merge" -> {
                variables.next(task, merges.mergeOrPropose(demand, typed) ? Next.CLOSE : proposed(task));
            }
            case "reject", "mediate" -> {
                orders.endHere(demand, typed);
                demand.completeAt(orderClock.now());
                variables.next(task, Next.CLOSE);
            }
            case "reroute", "return" -> {
                flow.giveBack(task, demand, typed);
                variables.next(task, Next.REROUTE);
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    private static Next proposed(DelegateTask task) {
        requireInDiagram(task, "review-merge", "并案复核");
        return Next.PROPOSE;
    }

    /** An older diagram would take what it does not know for the end of the case. */
    private static void requireInDiagram(DelegateTask task, String element, String name) {
        if (!OwnDiagram.has(task, element)) {
            throw Refusal.conflict("这件诉求在系统升级以前登记，流程里还没有“%s”，请受理后单独办理".formatted(name));
        }
    }

    /** Another unit decides on a merge that this one may not decide alone. */
    public void mergeReviewed(DelegateTask task) {
        Demand demand = casework.looksAt(task);
        FormInput typed = new FormInput(task);
        switch (typed.decision()) {
            case "agree" -> {
                merges.agree(demand, typed.text("note"));
                variables.next(task, Next.CLOSE);
            }
            case "refuse" -> {
                merges.refuse(demand, typed.required("note", "请填写不合并的理由，群众会看到"));
                variables.next(task, Next.ACCEPT);
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    /** Neither who proposes a merge nor anybody of their unit decides on it. */
    public void mayReviewMerge(DelegateTask task) {
        SameHands.refuse(task, who -> merges.whyNotDecide(casework.looksAt(task), who));
    }

    public void dispatched(DelegateTask task) {
        Demand demand = casework.of(task);
        FormInput typed = new FormInput(task);
        switch (typed.decision()) {
            case "open", "named" -> dispatch(task, demand, typed);
            case "reroute", "return" -> {
                flow.giveBack(task, demand, typed);
                variables.next(task, Next.REROUTE);
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    private void dispatch(DelegateTask task, Demand demand, FormInput typed) {
        boolean named = typed.decision().equals("named");
        if (named) {
            groups.requireMember(demand, typed.required("member", "请选择接单的党员"));
        }
        demand.handBy(named ? typed.text("member") : null);
        casework.done(demand, Step.DISPATCHED, wishes(named ? "指定专人" : "面向本单位全体", typed));
        orderClock.stop(demand, Milestone.DISPATCH);
        orderClock.start(task.getExecution(), demand, Milestone.CLAIM);
        variables.next(task, Next.DISPATCH);
    }

    private static String wishes(String to, FormInput typed) {
        StringBuilder text = new StringBuilder(to);
        append(text, "需要", typed.text("skills"));
        append(text, "上门时间", typed.text("visitWindow"));
        append(text, "说明", typed.text("note"));
        return text.toString();
    }

    private static void append(StringBuilder text, String title, @Nullable String value) {
        if (value != null) {
            text.append("；").append(title).append("：").append(value);
        }
    }

    public void contacted(DelegateTask task) {
        Demand demand = casework.of(task);
        FormInput typed = new FormInput(task);
        switch (typed.decision()) {
            case "contacted" -> {
                String how = casework.contactedBy(typed.required("channel", "请选择联系方式"));
                String note = typed.required("note", "请填写联系情况，例如约定的上门时间");
                casework.done(demand, Step.FIRST_CONTACT, how + "。" + note);
                orderClock.responded(demand);
                variables.next(task, Next.CONTACTED);
            }
            case "release" -> release(task, demand, typed);
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    private void release(DelegateTask task, Demand demand, FormInput typed) {
        casework.done(demand, Step.RELEASED, typed.required("reason", "请填写退单的理由"));
        demand.handBy(null);
        variables.next(task, Next.RELEASE);
    }

    public void reported(DelegateTask task) {
        Demand demand = casework.of(task);
        FormInput typed = new FormInput(task);
        switch (typed.decision()) {
            case "report" -> {
                casework.done(demand, Step.REPORTED, typed.required("report", "请填写办理情况，群众会看到"));
                variables.next(task, Next.REPORT);
            }
            case "release" -> release(task, demand, typed);
            case "extend" -> {
                extensions.ask(
                        demand, typed.required("extension", "请选择延长多久"), typed.required("extensionReason", "请填写延期的理由"));
                variables.next(task, Next.EXTEND);
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    public void extensionReviewed(DelegateTask task) {
        Demand demand = casework.of(task);
        FormInput typed = new FormInput(task);
        switch (typed.decision()) {
            case "grant" -> extensions.grant(demand, typed.text("note"));
            case "refuse" -> extensions.refuse(demand, typed.required("note", "请填写不同意延期的理由"));
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    public void checked(DelegateTask task) {
        Demand demand = casework.of(task);
        FormInput typed = new FormInput(task);
        switch (typed.decision()) {
            case "approve" -> {
                demand.completeAt(orderClock.now());
                casework.done(demand, Step.CLOSED, typed.text("note"));
                variables.next(task, Next.APPROVE);
            }
            case "return" -> {
                casework.done(demand, Step.RETURNED, typed.required("note", "请填写退回的理由"));
                variables.next(task, Next.RETURN);
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    public void calledBack(DelegateTask task) {
        Demand demand = casework.of(task);
        FormInput typed = new FormInput(task);
        String note = typed.required("note", "请填写回访情况");
        followedUp(demand);
        switch (typed.decision()) {
            case "settled" -> {
                casework.done(demand, Step.SETTLED, note);
                variables.next(task, Next.SETTLED);
            }
            case "rework" -> rework(task, demand, note);
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }

    private void rework(DelegateTask task, Demand demand, String note) {
        if (demand.reworks() >= MAX_REWORKS || flow.timesReopenedByPartner(demand) > MAX_REWORKS) {
            casework.done(demand, Step.SUPERVISED, note);
            // What two reworks did not put right.
            orderClock.start(task.getExecution(), demand, Milestone.RECTIFICATION);
            variables.next(task, Next.SUPERVISE);
        } else {
            demand.rework();
            orderClock.start(task.getExecution(), demand);
            casework.done(demand, Step.REWORK, note);
            variables.route(task, Route.REWORK);
            variables.next(task, Next.REWORK);
        }
    }

    /** Whoever was called because it had not been done is called no longer. */
    private void followedUp(Demand demand) {
        orderClock.stopAll(demand);
        casework.noMoreSupervision(demand, orderClock.now());
    }

    public void supervised(DelegateTask task) {
        Demand demand = casework.of(task);
        followedUp(demand);
        casework.done(demand, Step.SUPERVISION_CLOSED, new FormInput(task).required("opinion", "请填写督办意见，群众会看到"));
        variables.settle(task, demand);
    }
}
