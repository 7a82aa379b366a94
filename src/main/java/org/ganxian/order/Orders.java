package org.ganxian.order;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.CaseMessages;
import org.ganxian.casework.Residents;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.RunningCases;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a resident can do with an order: place, answer, withdraw, rate. Each is one transaction over the demand's row and
 * the engine's state: both change or neither.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Orders {

    private final Demands demands;
    private final Residents residents;
    private final CaseMessages messages;
    private final CurrentActor currentActor;
    private final RunningCases cases;
    private final ManyDemands many;

    /**
     * Registers a demand and starts its process. After this call the demand is routed: a dangerous one has the status
     * {@link Status#EMERGENCY}.
     *
     * @throws Refusal when the demand is not acceptable as it is
     */
    public Demand place(NewDemand order) {
        return residents.place(order, OrderFlow.REGISTERED);
    }

    private void start(Demand demand) {
        messages.start(demand.number(), OrderFlow.REGISTERED);
    }

    /**
     * The resident answers the dispatcher's question; the clock goes on.
     *
     * @throws Refusal 409 when nothing was asked
     */
    public Demand answer(String number, String code, @Nullable String text) {
        Demand demand = demands.trackForChange(number, code);
        String answer = required("answer", text, "请填写补充说明");
        if (demand.status() != Status.ASKED) {
            throw Refusal.conflict("目前没有需要您补充的内容");
        }
        demands.record(demand, Step.ANSWERED, currentActor.forResident(), answer);
        messages.tell(demand.number(), OrderFlow.ANSWERED);
        return demand;
    }

    /**
     * The resident takes the demand back, at any time before completion. Followers of a withdrawn demand go their own
     * way again.
     *
     * @param reason staff have to say it
     * @throws Refusal 409 after completion, 400 when staff give no reason
     */
    public Demand withdraw(String number, String code, @Nullable String reason) {
        Demand demand = demands.trackWithFollowers(number, code);
        boolean following = demand.status() == Status.MERGED
                && demands.masterOf(demand).filter(m -> m.status().isOpen()).isPresent();
        if (following) {
            demands.record(demand, Step.WITHDRAWN, residents.whoWithdraws(reason), Residents.stripped(reason));
        } else {
            residents.withdraw(demand, reason).forEach(this::start);
        }
        return demand;
    }

    /** As {@link Residents#changeCode}. */
    public Demand changeCode(String number, String code) {
        return residents.changeCode(number, code);
    }

    /** As {@link Residents#rate}. */
    public Demand rate(String number, String code, int grade, @Nullable String comment) {
        return residents.rate(number, code, grade, comment);
    }

    /**
     * As {@link Demands#merge}, into another order alone: cases of other flows never let their followers go.
     */
    void merge(Demand demand, Demand master, Actor actor, @Nullable String reason) {
        demands.merge(demand, master, actor, reason);
        // Both stand still by now.
        if (cases.processOf(master.number()).filter(OrderVariables.FLOW::equals).isEmpty()) {
            throw Refusal.conflict("只能并入一件群众点单，" + master.number() + " 不是");
        }
    }

    /** Ends a demand and lets all that follow it start again on their own; see {@link Demands#endWithoutAnswer}. */
    void endWithoutAnswer(Demand demand, Step step, Actor actor, String text, String reason) {
        demands.endWithoutAnswer(demand, step, actor, text, reason).forEach(this::start);
    }

    /** Lets a follower go whose master gives it no answer any more; its process begins anew. */
    void letGo(Demand follower, String reason) {
        many.letGo(follower, reason);
        start(follower);
    }

    private static String required(String field, @Nullable String text, String message) {
        if (text == null || text.isBlank()) {
            throw Refusal.field(field, message);
        }
        return text.strip();
    }
}
