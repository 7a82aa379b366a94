package org.ganxian.insight;

import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;

/** Tells a page's frame whether the person at the desk has the figures in Cockpit. */
@Component("oversight")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Oversight {

    private final People people;
    private final CurrentActor currentActor;

    /** Whether they look after a place at all. */
    public boolean isOne() {
        return currentActor
                .username()
                .flatMap(people::find)
                .filter(p -> !people.unitsOf(p, Duty.LOOKING_AFTER_CASES).isEmpty())
                .isPresent();
    }

    public boolean hasFigures() {
        return currentActor
                .username()
                .flatMap(people::find)
                .filter(p -> !people.unitsOf(p, Set.of(Duty.MANAGER)).isEmpty())
                .isPresent();
    }
}
