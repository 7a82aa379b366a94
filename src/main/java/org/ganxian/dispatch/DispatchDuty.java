package org.ganxian.dispatch;

import java.util.EnumSet;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who has orders to screen, to dispatch or to bring to a unit. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DispatchDuty {

    private static final Set<Duty> EITHER = EnumSet.of(Duty.DISPATCHER, Duty.TRIAGE);

    private final OwnDuties ownDuties;

    /** Whether whoever calls has; asked by pages that link here. */
    public boolean isOne() {
        return ownDuties.include(EITHER);
    }

    /** Whether whoever calls dispatches for a unit; only they merge. */
    public boolean isDispatcher() {
        return ownDuties.include(EnumSet.of(Duty.DISPATCHER));
    }

    /** Whether whoever calls brings orders to units. */
    public boolean isTriage() {
        return ownDuties.include(EnumSet.of(Duty.TRIAGE));
    }

    /** @throws Refusal 403 for everybody else */
    void require() {
        if (!isOne()) {
            throw Refusal.forbidden("只有派单员和分拨席可以使用派单台");
        }
    }

    /**
     * Codes of the units for which whoever calls dispatches.
     *
     * @throws Refusal 403 when there are none
     */
    Set<String> requireUnits() {
        Set<String> units = ownDuties.unitsWith(EnumSet.of(Duty.DISPATCHER));
        if (units.isEmpty()) {
            throw Refusal.forbidden("只有派单员可以查看并案");
        }
        return units;
    }
}
