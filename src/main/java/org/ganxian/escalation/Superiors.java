package org.ganxian.escalation;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is above a unit, for flows that need another unit's eye. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Superiors {

    private final Supervisors supervisors;

    /**
     * Groups of the nearest place above that has somebody on supervision, never of the unit's own.
     *
     * @param unit code; null for a case that nobody serves, which is the city's
     */
    public List<String> groupsAbove(@Nullable String unit) {
        return supervisors.groupsOf(supervisors.above(unit).code());
    }
}
