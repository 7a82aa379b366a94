package org.ganxian.audit;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who may read the audit: auditors what their unit's people and those below did, the city's administrators all. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class Auditors {

    private final OwnDuties ownDuties;
    private final Units units;
    private final Administrators administrators;

    /** Whether whoever calls is one; asked by pages that link here. */
    public boolean isOne() {
        return scope().isPresent();
    }

    /**
     * The unit at the top of what whoever calls may read.
     *
     * @throws Refusal 403 for everybody else
     */
    Unit require() {
        return scope().orElseThrow(() -> Refusal.forbidden("只有审计员和市级系统管理员可以查看审计记录"));
    }

    private Optional<Unit> scope() {
        Set<String> codes = ownDuties.unitsWith(Set.of(Duty.AUDITOR));
        if (administrators.isOfTheCity()) {
            codes.add(units.city().code());
        }
        // Of several, the one nearest to the city.
        return codes.stream()
                .min(Comparator.comparing(code -> units.upwards(code).size()))
                .flatMap(units::find);
    }
}
