package org.ganxian.order;

import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.CaseMessages;
import org.ganxian.evaluation.Evaluations;
import org.ganxian.evaluation.Grade;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a resident can do with an order: place, answer, withdraw, rate. Each is one transaction over the demand's row and
 * the engine's state: both change or neither.
 */
@Service
@Transactional
public class Orders {

    static final String MOVED_ON = "这件诉求刚刚有了新的进展，请刷新后再试";

    private final Demands demands;
    private final Evaluations evaluations;
    private final CaseMessages messages;
    private final CurrentActor currentActor;

    Orders(Demands demands, Evaluations evaluations, CaseMessages messages, CurrentActor currentActor) {
        this.demands = demands;
        this.evaluations = evaluations;
        this.messages = messages;
        this.currentActor = currentActor;
    }

    /**
     * Registers a demand and starts its process. After this call the demand is routed: a dangerous one has the status
     * {@link Status#EMERGENCY}.
     *
     * @throws Refusal when the demand is not acceptable as it is
     */
    public Demand place(NewDemand order) {
        Demand demand = demands.register(order, currentActor.staff().orElse(Actor.RESIDENT));
        start(demand);
        return demand;
    }

    private void start(Demand demand) {
        messages.start(demand.number(), OrderFlow.REGISTERED);
    }

    /**
     * The resident answers the dispatcher's question; the clock goes on.
     *
     * @throws Refusal 409 when nothing was asked
     */
    public Demand answer(String number, String code, String text) {
        Demand demand = demands.trackForChange(number, code);
        requireText("answer", text, "请填写补充说明");
        if (demand.status() != Status.ASKED) {
            throw Refusal.conflict("目前没有需要您补充的内容");
        }
        demands.record(demand, Step.ANSWERED, Actor.RESIDENT, text.strip());
        correlate(demand, OrderFlow.ANSWERED);
        return demand;
    }

    /**
     * The resident takes the demand back, at any time before completion. Followers of a withdrawn demand go their own
     * way again.
     *
     * @param reason may be null
     * @throws Refusal 409 after completion
     */
    public Demand withdraw(String number, String code, String reason) {
        Demand demand = demands.trackWithFollowers(number, code);
        boolean following = demand.status() == Status.MERGED
                && demands.masterOf(demand).filter(m -> m.status().isOpen()).isPresent();
        if (!demand.status().isWithdrawable() && !following) {
            throw Refusal.conflict("该诉求已是“" + demand.status().title() + "”，不能再撤回");
        }
        endWithoutAnswer(
                demand,
                Step.WITHDRAWN,
                Actor.RESIDENT,
                reason == null || reason.isBlank() ? null : reason.strip(),
                "合并到的诉求 " + demand.number() + " 已由其提出人撤回");
        if (!following) {
            correlate(demand, OrderFlow.WITHDRAWN);
        }
        return demand;
    }

    /**
     * The resident rates a completed demand, once a completion.
     *
     * @param grade 1 (非常不满意) to 5 (非常满意)
     * @param comment may be null
     * @throws Refusal 409 when there is nothing to rate
     */
    public Demand rate(String number, String code, int grade, String comment) {
        Demand demand = demands.trackForChange(number, code);
        Grade given = Grade.of(grade).orElseThrow(() -> Refusal.field("grade", "请选择 1 到 5 之间的评价"));
        if (demand.status() != Status.CLOSED) {
            throw Refusal.conflict(
                    demand.status().isOpen()
                            ? "诉求还在办理中，办结后才能评价"
                            : "该诉求目前不能评价：" + demand.status().title());
        }
        String text = comment == null || comment.isBlank() ? null : comment.strip();
        demands.record(
                demand,
                given.isBad() ? Step.BADLY_RATED : Step.RATED,
                Actor.RESIDENT,
                given.title() + (text == null ? "" : "。" + text));
        evaluations.rate(demand.id(), demand.reworks(), given, text);
        correlate(demand, OrderFlow.RATED);
        return demand;
    }

    /** Ends a demand and lets all that follow it start again on their own; see {@link Demands#endWithoutAnswer}. */
    void endWithoutAnswer(Demand demand, Step step, Actor actor, String text, String reason) {
        demands.endWithoutAnswer(demand, step, actor, text, reason).forEach(this::start);
    }

    private void correlate(Demand demand, String message) {
        // Staff were a moment faster; the row read above is already out of date.
        messages.tell(demand.number(), message, MOVED_ON);
    }

    private static void requireText(String field, String text, String message) {
        if (text == null || text.isBlank()) {
            throw Refusal.field(field, message);
        }
    }
}
