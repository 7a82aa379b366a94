package org.ganxian.insight;

import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.springframework.stereotype.Component;

/** Tells a page's frame whether the person at the desk has the figures in Cockpit. */
@Component("oversight")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Oversight {

    private final OwnDuties ownDuties;

    /** Whether they look after a place at all. */
    public boolean isOne() {
        return ownDuties.include(Duty.LOOKING_AFTER_CASES);
    }

    public boolean hasFigures() {
        return ownDuties.include(Set.of(Duty.MANAGER));
    }
}
