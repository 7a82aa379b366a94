package org.ganxian.insight.cases;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.escalation.Interventions;
import org.ganxian.insight.VisibleCases;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a manager does to a case that they may see, by the rights that supervision gives. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CaseActions {

    private final VisibleCases cases;
    private final Interventions interventions;

    @Transactional
    public void supervise(String number, @Nullable String reason) {
        interventions.supervise(cases.lookAt(number).number(), reason);
    }

    /** As {@link Interventions#redispatch}. */
    @Transactional
    public boolean redispatch(String number, @Nullable String unit, @Nullable String reason) {
        return interventions.redispatch(cases.lookAt(number).number(), unit, reason);
    }

    /** As {@link Interventions#undo}. */
    @Transactional
    public boolean undo(String number, @Nullable String reason) {
        return interventions.undo(cases.lookAt(number).number(), reason);
    }

    @Transactional
    public void extend(String number, @Nullable String more, @Nullable String reason) {
        interventions.extend(cases.lookAt(number).number(), more, reason);
    }
}
