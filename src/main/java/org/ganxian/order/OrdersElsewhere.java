package org.ganxian.order;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.CaseReturns;
import org.ganxian.casework.Casework;
import org.ganxian.casework.FlowVariables;
import org.ganxian.casework.SameHands;
import org.ganxian.casework.TransferDoor;
import org.ganxian.casework.TransferDoor.Transfer;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.Choice;
import org.ganxian.engine.deployment.OwnDiagram;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders that leave the unit which has them: back to the triage desk, or to another system. Until that accepts, the order is
 * ours and its clocks run; while it works they stand still; what it does not take comes back to the triage desk.
 */
@CalledByDiagrams
@Component("ordersElsewhere")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OrdersElsewhere {

    /** Whoever watches the other system calls it long before: no timer of ours fires meanwhile. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final TransferDoor door;
    private final Casework casework;
    private final Demands demands;
    private final OrderClock clock;
    private final CaseReturns returns;
    private final OrderGroups groups;

    List<Choice> partners() {
        return door.partners();
    }

    /** By the triage desk's form, with the resident's consent. */
    void ask(Demand demand, FormInput typed) {
        String told = door.take(
                demand,
                new Transfer(
                        typed.required("partner", "请选择转给哪个平台"),
                        typed.required("transferReason", "请填写转出的理由和依据，对方和群众会看到"),
                        typed.text("consentBy")));
        casework.done(demand, Step.PARTNER_ASKED, told);
    }

    /**
     * The other system has accepted: our clocks stand still.
     *
     * @param text zh-CN, for the resident to read
     */
    public void accepted(Demand demand, Actor partner, String text) {
        demands.record(demand, Step.PARTNER_ACCEPTED, partner, text);
        clock.pause(demand, clock.now().plus(LONGEST));
    }

    /**
     * It does not take the order, or gives it back: the clocks go on, the triage desk decides anew.
     *
     * @param text zh-CN, for the resident to read
     */
    public void refused(Demand demand, Actor partner, String text) {
        if (demand.pausedAt().isPresent()) {
            clock.resume(demand, Milestone.ANSWER);
        }
        demands.record(demand, Step.PARTNER_REFUSED, partner, text);
    }

    /**
     * It has done the work; its answer is the resident's.
     *
     * @param text zh-CN, for the resident to read
     */
    public void done(Demand demand, Actor partner, String text) {
        demand.completeAt(clock.now());
        demands.record(demand, Step.PARTNER_DONE, partner, text);
    }

    // Back to the triage desk

    /** A unit cannot serve it. What another system has sent goes back by the rules of its return alone. */
    void giveBack(DelegateTask task, Demand demand, FormInput typed) {
        // A form from before these rules cannot say what they ask for.
        boolean byRules = OwnDiagram.has(task, "transfer-out") && returns.concern(demand);
        if (typed.decision().equals("return") != byRules) {
            throw Refusal.conflict(byRules ? "这件是其他平台转来的，请选择“申请退单”，并写明依据和建议的承办单位" : "这件不是其他平台转来的，请选择“转分拨席”");
        }
        String reason = typed.required("reason", "请填写转分拨的理由");
        if (byRules) {
            String proposed = typed.required("proposedUnit", "请选择建议由哪个单位承办");
            String unit =
                    groups.requireServing(demand, "proposedUnit", proposed).code();
            String rule = typed.required("rule", "请写明依据的规定或者清单的哪一项");
            casework.done(demand, Step.RETURN_ASKED, returns.ask(demand, new CaseReturns.Request(rule, unit, reason)));
        } else {
            casework.done(demand, Step.TO_TRIAGE, reason);
        }
        demand.serveBy(null);
        demand.handBy(null);
        demand.takeOver(null);
    }

    /** zh-CN, what a dispatcher can decide besides serving it; empty when it cannot be given back. */
    List<Choice> waysBack(Demand demand, String usual) {
        if (!returns.concern(demand)) {
            return List.of(new Choice(usual, "reroute"));
        }
        return returns.whyNot(demand).isPresent() ? List.of() : List.of(new Choice("申请退单，不属本单位", "return"));
    }

    /** The groups that find a unit: the triage desk; after a second return the duty desk of the district. */
    public String triageDesk(DelegateExecution execution) {
        Demand demand = demands.get(FlowVariables.numberOf(execution));
        return returns.open(demand).map(CaseReturns.Open::group).orElseGet(groups::triageDesk);
    }

    /** A return is decided sooner than a unit is found else. */
    public void triageBegins(DelegateTask task) {
        returns.open(casework.looksAt(task)).ifPresent(open -> task.setDueDate(Date.from(open.due())));
    }

    /** Whoever gives a case back does not decide on it. */
    public void mayTriage(DelegateTask task) {
        SameHands.refuse(
                task,
                who -> returns.open(casework.looksAt(task))
                        .filter(open -> open.askedBy().equals(who))
                        .map(open -> "申请退单的人不能自己决定"));
    }

    /**
     * The triage desk has decided.
     *
     * @param unit who serves it now; null when nobody of ours does
     */
    void returnEnds(DelegateTask task, Demand demand, @Nullable Unit unit) {
        returns.open(demand).ifPresent(open -> {
            mayTriage(task);
            if (open.designates() && unit == null) {
                throw Refusal.conflict("这件是第二次退单，只能指定承办单位，指定后不能再退");
            }
            casework.done(demand, Step.RETURN_DECIDED, returns.decide(demand, unit == null ? null : unit.code()));
        });
    }
}
