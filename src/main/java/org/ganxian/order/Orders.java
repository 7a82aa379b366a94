package org.ganxian.order;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.CaseMessages;
import org.ganxian.casework.DisputeDoor;
import org.ganxian.casework.Residents;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.evaluation.Grade;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a resident can do with an order: place, answer, withdraw, object to a merge, rate. Each is one transaction over the demand's row and
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
    private final ManyDemands many;
    private final Merges merges;
    private final Audit audit;
    private final DisputeDoor disputes;

    /**
     * Registers a demand and starts its process. After this call the demand is routed: a dangerous one has the status
     * {@link Status#EMERGENCY}.
     *
     * @throws Refusal when the demand is not acceptable as it is
     */
    public Demand place(NewDemand order) {
        return residents.place(order, OrderFlow.REGISTERED);
    }

    /** Begins the process of a case that goes its own way again. */
    void start(Demand demand) {
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

    /**
     * The resident of a merged demand says that it is another matter, once: it begins its own way anew, whatever has
     * become of its master.
     *
     * @param why what is different
     * @throws Refusal 400 without a reason, 409 when it follows nobody, or has been split off before
     */
    public Demand object(String number, String code, @Nullable String why) {
        Demand demand = demands.trackForChange(number, code);
        String reason = required("reason", why, "请写明哪里不是同一件事");
        if (demand.status() != Status.MERGED) {
            throw Refusal.conflict("这件诉求是“" + demand.status().title() + "”，没有合并在别的诉求里");
        } else if (demands.hasObjected(demand)) {
            throw Refusal.conflict("这件诉求已经按您的意见单独办理过一次，再次合并是上级单位复核决定的。仍有不同意见，请联系承办单位或者拨打 12345");
        }
        Actor actor = currentActor.forResident();
        many.object(demand, actor, reason);
        audit.record(actor, "merge-objected", demand.number());
        start(demand);
        merges.tellOfObjection(demand);
        return demand;
    }

    /** Whether {@link #object} is possible now. */
    @Transactional(readOnly = true)
    public boolean mayObject(Demand demand) {
        return demand.status() == Status.MERGED && !demands.hasObjected(demand);
    }

    /** As {@link Residents#rate}. A follower who is not satisfied is served for themselves. */
    public Demand rate(String number, String code, int grade, @Nullable String comment) {
        Demand demand = residents.rate(number, code, grade, comment);
        if (demand.status() == Status.MERGED
                && Grade.of(grade).filter(Grade::isBad).isPresent()) {
            letGo(demand, "群众对一起办理的结果不满意");
        }
        return demand;
    }

    /** As {@link Residents#mayRate}. */
    @Transactional(readOnly = true)
    public boolean mayRate(Demand demand) {
        return residents.mayRate(demand);
    }

    /** Not served here: told where else, or, when it is a dispute, sent there. */
    void endHere(Demand demand, FormInput typed) {
        if ("mediate".equals(typed.decision())) {
            sendToMediation(demand, typed);
            return;
        }
        String reason = typed.required("reason", "请填写不予受理的理由");
        String where = typed.required("where", "请告诉群众应当找哪里");
        endWithoutAnswer(demand, Step.REJECTED, currentActor.get(), "理由：" + reason + "\n可以找：" + where, "合并到的诉求未被受理");
    }

    /** 转调解, with the resident's consent: the committee goes on, with the day on which they asked here. */
    private void sendToMediation(Demand demand, FormInput typed) {
        String sent = disputes.take(
                demand,
                new DisputeDoor.Dispute(
                        typed.required("disputeType", "请选择纠纷类型"),
                        typed.required("claim", "请填写群众的请求"),
                        typed.required("otherName", "请填写对方的姓名或单位名称"),
                        typed.required("otherPhone", "请填写对方的电话"),
                        typed.required("askedBy", "请先征得群众同意，再选择怎样征得的")));
        endWithoutAnswer(demand, Step.SENT_TO_MEDIATION, currentActor.get(), sent, "合并到的诉求已转人民调解");
    }

    /** Ends a demand and lets all that follow it start again on their own; see {@link Demands#endWithoutAnswer}. */
    public void endWithoutAnswer(Demand demand, Step step, Actor actor, String text, String reason) {
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
