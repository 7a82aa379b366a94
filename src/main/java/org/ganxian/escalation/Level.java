package org.ganxian.escalation;

import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Unit;
import org.ganxian.sla.Milestone;

/** Which level supervises; the gateway of {@code processes/escalation.bpmn} reads it. */
@RequiredArgsConstructor
public enum Level {
    STREET("街道", Milestone.STREET_SUPERVISION),
    DISTRICT("区县", Milestone.DISTRICT_SUPERVISION),
    CITY("市级", Milestone.CITY_SUPERVISION);

    @Getter
    private final String title;

    /** The limit within which this level has to answer. */
    @Getter(AccessLevel.PACKAGE)
    private final Milestone answer;

    /** Whether a limit is that of a superior's answer, first or once more. */
    static boolean isAnswer(Milestone limit) {
        return limit == Milestone.CITY_REMINDER || Stream.of(values()).anyMatch(level -> level.answer == limit);
    }

    static Level of(Unit.Kind kind) {
        return switch (kind) {
            case STREET -> STREET;
            case DISTRICT -> DISTRICT;
            case CITY -> CITY;
            default -> throw new IllegalArgumentException("No level supervises at " + kind);
        };
    }
}
