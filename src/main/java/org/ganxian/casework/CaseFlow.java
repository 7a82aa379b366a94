package org.ganxian.casework;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the bean of any flow does when its diagram calls it: begin, remind, be late, end, wait for the rating. A flow's
 * own bean adds what is its own.
 */
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PROTECTED)
public abstract class CaseFlow {

    private final Casework casework;
    private final FlowVariables<?> variables;
    private final FlowClock clock;
    private final FlowGroups groups;

    /**
     * A case that a door has registered enters; only a fresh one may.
     *
     * @param kind zh-CN, what the flow calls a case
     * @throws Refusal 409 for one that is in hand
     */
    protected final Demand entered(DelegateExecution execution, String kind) {
        Demand demand = casework.of(execution);
        casework.requireFresh(demand, kind);
        return demand;
    }

    // Nearly late, late

    /** Reminds those in charge of whatever is due soon, each limit once. */
    public void remind(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        for (SlaClock soon : clock.warn(demand)) {
            String text = "%s应于 %s 前完成%s"
                    .formatted(soon.step().title(), PeopleTime.of(soon.dueAt()), outstanding(demand, soon.step()));
            casework.happened(demand, Step.WARNED, text);
            casework.tell(
                    groups.inCharge(demand),
                    demand,
                    "SLA_WARNING",
                    "将到期 %s：" + soon.step().title(),
                    text + "，请抓紧办理。");
        }
    }

    /** The limit has passed: on record, and those in charge are told whether their superior is called. */
    protected final void late(DelegateExecution execution, Milestone limit, Step step) {
        Demand demand = casework.of(execution);
        SlaClock breached = clock.breach(demand, limit);
        String text = "%s应于 %s 前完成，已到期%s"
                .formatted(limit.title(), PeopleTime.of(breached.dueAt()), outstanding(demand, limit));
        casework.happened(demand, step, text);
        casework.tell(
                groups.inCharge(demand),
                demand,
                "SLA_BREACH",
                "已超时 %s：" + limit.title(),
                text + (breached.escalates() ? "，已报上级督办。" : "。"));
    }

    /** zh-CN: what a limit waits for, where that is not clear from its name; empty by default. */
    protected String outstanding(Demand demand, Milestone limit) {
        return "";
    }

    /** The work is left, by whichever end: no clock of it runs on, nobody is called for it any more. */
    protected final void workEnded(Demand demand) {
        clock.stopAll(demand);
        casework.noMoreSupervision(demand, clock.now());
    }

    // After completion

    /** An unhappy resident was not called in time. */
    public void callBackLate(DelegateExecution execution) {
        late(execution, Milestone.CALL_BACK, Step.CALL_BACK_LATE);
    }

    /** What was promised to them then was not put right in time. */
    public void rectificationLate(DelegateExecution execution) {
        late(execution, Milestone.RECTIFICATION, Step.RECTIFICATION_LATE);
    }

    public void waitForRating(DelegateExecution execution) {
        clock.start(execution, casework.of(execution), Milestone.RATING);
    }

    /** The resident has rated the case; a bad rating is followed by a call, of ours unless another system makes it. */
    public void rated(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.stop(demand, Milestone.RATING);
        boolean calls = casework.isRatedBadly(demand) && demand.status() == Status.CALL_BACK;
        variables.satisfied(execution, !calls);
        if (calls) {
            clock.start(execution, demand, Milestone.CALL_BACK);
        }
    }

    public void ratingExpired(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        clock.stop(demand, Milestone.RATING);
        casework.happened(demand, Step.UNRATED, null);
    }
}
