package org.ganxian.insight;

import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;

/** Tells a page's frame whether the person at the desk has the figures in Cockpit. */
@Component("oversight")
public class Oversight {

    private final People people;
    private final CurrentActor currentActor;

    Oversight(People people, CurrentActor currentActor) {
        this.people = people;
        this.currentActor = currentActor;
    }

    public boolean hasFigures() {
        return currentActor
                .username()
                .flatMap(people::find)
                .filter(p -> p.duty() == Duty.MANAGER)
                .isPresent();
    }
}
