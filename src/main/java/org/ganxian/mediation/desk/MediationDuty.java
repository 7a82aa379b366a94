package org.ganxian.mediation.desk;

import java.util.EnumSet;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who takes disputes in, and who works for a committee. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MediationDuty {

    private static final Set<Duty> OF_A_COMMITTEE = EnumSet.of(Duty.DIRECTOR, Duty.SECRETARY, Duty.MEDIATOR);

    private final OwnDuties ownDuties;

    /** Whether whoever calls works for a committee; asked by pages that link here. */
    public boolean isOne() {
        return ownDuties.include(OF_A_COMMITTEE);
    }

    /** Whether whoever calls sees the figures of a committee. */
    public boolean hasFigures() {
        return ownDuties.include(EnumSet.of(Duty.DIRECTOR, Duty.SECRETARY));
    }

    /** Whether whoever calls takes disputes in. */
    public boolean isClerk() {
        return ownDuties.include(EnumSet.of(Duty.CLERK));
    }

    /** @throws Refusal 403 for everybody else */
    void require() {
        if (!isOne()) {
            throw Refusal.forbidden("只有调委会的主任、秘书和调解员可以查看");
        }
    }

    /** @throws Refusal 403 for everybody else */
    void requireClerk() {
        if (!isClerk()) {
            throw Refusal.forbidden("只有前台受理员可以登记纠纷");
        }
    }
}
