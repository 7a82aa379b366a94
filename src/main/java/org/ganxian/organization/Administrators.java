package org.ganxian.organization;

import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who administers what: an administrator their own unit and all below it. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Administrators {

    private final CurrentActor current;
    private final OwnDuties ownDuties;
    private final Units units;

    /** Whether whoever calls is an administrator of the whole city. */
    public boolean isOfTheCity() {
        return administers(units.city().code());
    }

    /**
     * Whoever calls, when they are an administrator of the whole city.
     *
     * @param otherwise zh-CN, what everybody else is told
     * @throws Refusal 403 for everybody else
     */
    public Actor ofTheCity(String otherwise) {
        return of(units.city().code(), otherwise);
    }

    /**
     * Whoever calls, when they are an administrator of this unit or one above.
     *
     * @param otherwise zh-CN, what everybody else is told
     * @throws Refusal 403 for everybody else
     */
    public Actor of(String unitCode, String otherwise) {
        if (!administers(unitCode)) {
            throw Refusal.forbidden(otherwise);
        }
        return current.get();
    }

    private boolean administers(String unitCode) {
        return ownDuties.unitsWith(Set.of(Duty.ADMIN)).stream().anyMatch(own -> units.isWithin(unitCode, own));
    }
}
