package org.ganxian.exchange.danger;

import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.springframework.stereotype.Component;

/** Who is told of what a partner says of a case. */
@Component
@RequiredArgsConstructor
public class InCharge {

    private final People people;
    private final Units units;

    /** User names: whoever handles it and their dispatchers; the triage desk while no unit has it. */
    public List<String> of(Demand demand) {
        String unit = demand.servingUnit();
        List<String> office = unit == null
                ? people.usernamesOn(Duty.TRIAGE, units.city().code())
                : people.usernamesOn(Duty.DISPATCHER, unit);
        return Stream.concat(demand.handler().stream(), office.stream())
                .distinct()
                .toList();
    }

    /** User names: the city's duty desk. */
    public List<String> dutyDesk() {
        return people.usernamesOn(Duty.DUTY, units.city().code());
    }
}
