package org.ganxian.escalation;

import org.ganxian.organization.Unit;
import org.ganxian.sla.Milestone;

/** Which level supervises; the gateway of {@code processes/escalation.bpmn} reads it. */
public enum Level {
    STREET("街道", Milestone.STREET_SUPERVISION),
    DISTRICT("区县", Milestone.DISTRICT_SUPERVISION),
    CITY("市级", Milestone.CITY_SUPERVISION);

    private final String title;
    private final Milestone answer;

    Level(String title, Milestone answer) {
        this.title = title;
        this.answer = answer;
    }

    static Level of(Unit.Kind kind) {
        return switch (kind) {
            case STREET -> STREET;
            case DISTRICT -> DISTRICT;
            case CITY -> CITY;
            default -> throw new IllegalArgumentException("No level supervises at " + kind);
        };
    }

    public String title() {
        return title;
    }

    /** The limit within which this level has to answer. */
    Milestone answer() {
        return answer;
    }
}
