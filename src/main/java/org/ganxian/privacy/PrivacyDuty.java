package org.ganxian.privacy;

import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who asks in a resident's name, and who decides: clerks, and the city's managers, since cases lie all over the city. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class PrivacyDuty {

    private final OwnDuties ownDuties;
    private final Units units;
    private final CurrentActor actors;

    /** Whether whoever calls is one of both; asked by pages that link here. */
    public boolean isOne() {
        return mayAsk() || mayDecide();
    }

    boolean mayAsk() {
        return ownDuties.include(Set.of(Duty.CLERK));
    }

    boolean mayDecide() {
        return ownDuties.unitsWith(Set.of(Duty.MANAGER)).contains(units.city().code());
    }

    /** @throws Refusal 403 for whoever is neither */
    void requireOne() {
        if (!isOne()) {
            throw Refusal.forbidden("只有前台受理员和市级管理者可以办理个人信息的查阅和删除");
        }
    }

    Actor requireAsking() {
        if (!mayAsk()) {
            throw Refusal.forbidden("由前台受理员当面核验身份后提出");
        }
        return actors.get();
    }

    /**
     * @param askedBy whoever asked, who never decides
     * @throws Refusal 403 for them and for everybody but the city's managers
     */
    Actor requireDeciding(String askedBy) {
        Actor me = actors.get();
        if (!mayDecide()) {
            throw Refusal.forbidden("由市级管理者审批");
        } else if (me.id().equals(askedBy)) {
            throw Refusal.forbidden("自己提出的申请，要由另一个人审批");
        }
        return me;
    }
}
