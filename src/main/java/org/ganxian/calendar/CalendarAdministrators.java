package org.ganxian.calendar;

import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who may change calendars: administrators, those of the city everything, others what lies below their unit. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CalendarAdministrators {

    private final Administrators administrators;
    private final CurrentActor current;
    private final OwnDuties ownDuties;
    private final Units units;

    /**
     * Whoever calls, when they may change the country's days off.
     *
     * @throws Refusal 403 for everybody but the city's administrators
     */
    public Actor forTheCountry() {
        return administrators.ofTheCity("只有市级系统管理员可以改动放假安排");
    }

    /**
     * Whoever calls, when they may change this unit's hours.
     *
     * @throws Refusal 403 for everybody but administrators of the unit or one above
     */
    public Actor forUnit(String unitCode) {
        return administrators.of(unitCode, "只有本单位或上级单位的系统管理员可以改动办公时间");
    }

    /**
     * Whoever calls, when they answer for the deadlines of the whole city.
     *
     * @throws Refusal 403 for everybody but the city's managers and administrators
     */
    public Actor orManagersOfTheCity() {
        return current.staff()
                .filter(me -> ownDuties
                        .unitsWith(Set.of(Duty.ADMIN, Duty.MANAGER))
                        .contains(units.city().code()))
                .orElseThrow(() -> Refusal.forbidden("只有市级管理者和系统管理员可以查看和套用全市的期限"));
    }
}
