package org.ganxian.publication;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.organization.Administrators;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who publishes: dispatchers, what their unit has served. They and the city's administrators take back. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PublicationDuty {

    private static final String REFUSED = "只有承办单位的派单员可以公开本单位办结的诉求，他们和市级系统管理员可以撤下";

    private final CurrentActor currentActor;
    private final OwnDuties ownDuties;
    private final Administrators administrators;

    /** Whether whoever calls publishes or takes back; asked by pages that link here. */
    public boolean isOne() {
        return !units().isEmpty() || administrators.isOfTheCity();
    }

    /** @throws Refusal 403 for everybody else */
    void require() {
        if (!isOne()) {
            throw Refusal.forbidden(REFUSED);
        }
    }

    /** Codes of the units for which whoever calls publishes; none for an administrator. */
    Set<String> units() {
        return ownDuties.unitsWith(EnumSet.of(Duty.DISPATCHER));
    }

    boolean seesAll() {
        return administrators.isOfTheCity();
    }

    Actor actor() {
        return currentActor.get();
    }

    String unitOf(Demand demand) {
        return Objects.requireNonNull(demand.servingUnit());
    }

    /** @throws Refusal 403 for whoever may not */
    Actor mayTakeBack(String unit) {
        if (!units().contains(unit) && !seesAll()) {
            throw Refusal.forbidden(REFUSED);
        }
        return actor();
    }
}
