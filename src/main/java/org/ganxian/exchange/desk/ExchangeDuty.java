package org.ganxian.exchange.desk;

import java.util.EnumSet;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.MyTasks;
import org.ganxian.organization.Administrators;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who looks after partners, and who talks with them about an order. The first see nothing of what a case is about. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeDuty {

    private final OwnDuties ownDuties;
    private final Administrators administrators;
    private final CurrentActor actors;
    private final MyTasks tasks;

    /** Asked by pages that link here. */
    public boolean isAdministrator() {
        return ownDuties.include(EnumSet.of(Duty.EXCHANGE)) || administrators.isOfTheCity();
    }

    /** Whether they may settle what went wrong: the tasks are theirs. */
    public boolean maySettle() {
        return ownDuties.include(EnumSet.of(Duty.EXCHANGE));
    }

    /** Asked by pages that link here. */
    public boolean isTalker() {
        return ownDuties.include(EnumSet.of(Duty.TRIAGE));
    }

    /** @throws Refusal 403 for everybody else */
    Actor require() {
        if (!isAdministrator()) {
            throw Refusal.forbidden("只有对接管理员和市级系统管理员可以看和改对接伙伴");
        }
        return actors.get();
    }

    /** Whether they hold the task about this order, and so see who called. */
    boolean holdsTaskOf(String number) {
        return tasks.holdsOneOf(number, null);
    }

    /** @throws Refusal 403 for everybody else */
    void requireTalker() {
        if (!isTalker()) {
            throw Refusal.forbidden("只有分拨员可以看三方通话中的来件");
        }
    }
}
