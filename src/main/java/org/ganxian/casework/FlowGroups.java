package org.ganxian.casework;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Units;

/** Says to a flow's diagram who may work on a step: groups, which are unit and duty, and persons who may not. */
@RequiredArgsConstructor(access = AccessLevel.PROTECTED)
public abstract class FlowGroups {

    private final Demands demands;
    private final Units units;
    private final People people;

    /** The group whose turn it is. */
    public abstract String office(Demand demand);

    /** Code of the unit of {@link #office}. */
    final String unitOfOffice(Demand demand) {
        String office = office(demand);
        return office.substring(0, office.lastIndexOf('-'));
    }

    /** Whoever has the case personally; empty when an office has it. */
    public Optional<String> personInCharge(Demand demand) {
        return demand.handler();
    }

    /** User names of those who are to move the case on. */
    public List<String> inCharge(Demand demand) {
        return Stream.concat(personInCharge(demand).stream(), in(office(demand)).stream())
                .toList();
    }

    /** User names of all on this duty in a unit. */
    protected final List<String> on(Duty duty, String unit) {
        return people.usernamesOn(duty, unit);
    }

    /** User names of those in a group. */
    protected final List<String> in(String group) {
        int dash = group.lastIndexOf('-');
        return on(Duty.ofCode(group.substring(dash + 1)).orElseThrow(), group.substring(0, dash));
    }

    /** Of this unit, or of the nearest above it that has somebody on this duty. */
    protected final String nearest(Duty duty, String unit) {
        return duty.groupIn(units.nearestWith(duty, unit).code());
    }

    protected final boolean isActive(String username) {
        return people.find(username).filter(Person::isActive).isPresent();
    }

    /** Whoever reported the work done cannot judge it. */
    protected final void refuseHandlers(DelegateTask task, String reason) {
        SameHands.refuse(
                task,
                who -> Optional.of(reason)
                        .filter(r -> demands.formerHandlers(demandOf(task.getExecution()))
                                .contains(who)));
    }

    protected final Demand demandOf(DelegateExecution execution) {
        return demands.get(FlowVariables.numberOf(execution));
    }
}
