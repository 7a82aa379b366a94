package org.ganxian.casework;

import java.time.Instant;
import java.util.Collection;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.escalation.Supervisions;
import org.ganxian.evaluation.Evaluations;
import org.ganxian.notice.Notice;
import org.ganxian.notice.Notices;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happens to a case of any flow, written down: who did it, who is told, how it was rated. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Casework {

    private final Demands demands;
    private final Notices notices;
    private final Evaluations evaluations;
    private final Supervisions supervisions;
    private final CurrentActor currentActor;
    private final ContactChannels channels;

    /**
     * The case of this process, taken for a change.
     *
     * @throws Refusal 404 when the process ended while somebody was still deciding
     */
    public Demand of(@Nullable DelegateExecution execution) {
        return of(FlowVariables.numberOf(execution));
    }

    /** The case of this number, which stands still for a change, before anything of it is read. */
    public Demand of(String number) {
        return demands.take(number);
    }

    /** Not taken yet: a deed on several cases takes them in one order. */
    public Demand looksAt(DelegateTask task) {
        return demands.get(FlowVariables.numberOf(task.getExecution()));
    }

    /** As {@link #of(DelegateExecution)}. */
    public Demand of(DelegateTask task) {
        return of(task.getExecution());
    }

    /** Whoever is logged in, the system where nobody is. */
    public Actor actor() {
        return currentActor.get();
    }

    /**
     * How somebody says that they contacted the resident, in words.
     *
     * @throws Refusal 400 for a channel that cannot be chosen
     */
    public String contactedBy(String channel) {
        return channels.nameOf(channel);
    }

    /**
     * Whoever is logged in did this; the system where nobody is.
     *
     * @param text zh-CN
     */
    public void done(Demand demand, Step step, @Nullable String text) {
        demands.record(demand, step, currentActor.get(), text);
    }

    /**
     * This person did it, logged in or not.
     *
     * @param text zh-CN
     */
    public void doneBy(String username, Demand demand, Step step, @Nullable String text) {
        demands.record(demand, step, currentActor.of(username), text);
    }

    /**
     * It came about without anybody.
     *
     * @param text zh-CN
     */
    public void happened(Demand demand, Step step, @Nullable String text) {
        demands.record(demand, step, Actor.SYSTEM, text);
    }

    /**
     * A process begins once for a case that a door has registered, and nobody begins it by hand.
     *
     * @throws Refusal 409 else
     */
    void requireFresh(Demand demand, String kind) {
        if (demand.status() != Status.REGISTERED || currentActor.username().isPresent()) {
            throw Refusal.conflict(kind + " " + demand.number() + " 已在办理中，不能再次发起");
        }
    }

    /** @param title zh-CN, with a place for the case's number */
    public void tell(Collection<String> usernames, Demand demand, String kind, String title, String text) {
        notices.tell(usernames, new Notice(kind, demand.number(), title.formatted(demand.number()), text));
    }

    boolean isRatedBadly(Demand demand) {
        return evaluations.latest(demand.id()).orElseThrow().grade().isBad();
    }

    /** What superiors were called for is done: nobody is called for it any more. */
    public void noMoreSupervision(Demand demand, Instant at) {
        supervisions.caseEnded(demand.number(), at);
    }
}
