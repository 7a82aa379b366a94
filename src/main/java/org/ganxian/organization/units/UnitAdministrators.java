package org.ganxian.organization.units;

import java.util.List;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who may look at and change which part of the tree: an administrator their own unit and what is below. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UnitAdministrators {

    private static final String OTHERS = "只有系统管理员可以管理单位，街道管理员只管理本街道及以下";

    private final Administrators administrators;
    private final OwnDuties ownDuties;
    private final Units units;

    /** Whether whoever calls is one; asked by pages that link here. */
    public boolean isOne() {
        return !tops().isEmpty();
    }

    /** Whether whoever calls is one of the whole city; asked by pages that link to the first hour. */
    public boolean isOfTheCity() {
        return isOne() && administrators.isOfTheCity();
    }

    private List<Unit> tops() {
        return ownDuties.unitsWith(Set.of(Duty.ADMIN)).stream()
                .flatMap(code -> units.find(code).stream())
                .filter(Unit::isOpen)
                .toList();
    }

    /** @throws Refusal 403 for whoever administers nothing */
    List<Unit> requireTops() {
        List<Unit> tops = tops();
        if (tops.isEmpty()) {
            throw Refusal.forbidden(OTHERS);
        }
        return tops;
    }

    /** @throws Refusal 404 for an unknown unit, 403 for one that is not theirs */
    Actor require(String code) {
        requireTops();
        return administrators.of(
                units.find(code).orElseThrow(() -> Refusal.notFound("没有这个单位")).code(), OTHERS);
    }

    /** As {@link #require} of the unit above: nobody closes or moves what their own office stands on. */
    Actor requireAbove(String code) {
        require(code);
        return administrators.of(
                units.get(code).parent() == null ? code : units.parentOf(code).code(),
                "“" + units.get(code).name() + "”要由上级的管理员调整");
    }

    Actor requireCity() {
        return administrators.ofTheCity("只有市级管理员可以整体导入和初始化");
    }
}
