package org.ganxian.reply;

import java.util.List;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who may write templates for which units: an administrator for their own and those below. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ReplyAdministrators {

    private final CurrentActor current;
    private final OwnDuties ownDuties;
    private final Units units;

    /**
     * @param tops codes of the units that whoever calls administers
     * @param units open ones that a template can be for, parents before children
     */
    record Area(Actor by, Set<String> tops, List<Unit> units) {}

    /** Whether whoever calls is one; asked by pages that link here. */
    public boolean isOne() {
        return !tops().isEmpty();
    }

    private Set<String> tops() {
        return ownDuties.unitsWith(Set.of(Duty.ADMIN));
    }

    /** @throws Refusal 403 for whoever administers nothing */
    Area area() {
        Set<String> tops = tops();
        if (tops.isEmpty()) {
            throw Refusal.forbidden("只有系统管理员可以管理答复模板，街道管理员只管理本街道的");
        }
        return new Area(
                current.get(),
                tops,
                units.open().stream()
                        .filter(unit -> unit.kind().compareTo(Unit.Kind.STREET) <= 0)
                        .filter(unit -> isWithin(unit.code(), tops))
                        .toList());
    }

    private boolean isWithin(String unit, Set<String> tops) {
        return tops.stream().anyMatch(top -> units.isWithin(unit, top));
    }

    /** Whether it is for the caller to change what this unit has. */
    boolean mayChange(Area area, String unit) {
        return isWithin(unit, area.tops());
    }

    /** Whether cases of the caller's see what this unit has: those above are looked at, not changed. */
    boolean concerns(Area area, String unit) {
        return mayChange(area, unit) || area.tops().stream().anyMatch(top -> units.isWithin(top, unit));
    }

    /** @throws Refusal 403 for another level's */
    void require(Area area, String unit) {
        if (!mayChange(area, unit)) {
            throw Refusal.forbidden("这是上级的模板，由上级管理员改；可以为本单位另做一个");
        }
    }
}
