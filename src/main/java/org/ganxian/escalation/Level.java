package org.ganxian.escalation;

import org.ganxian.organization.Unit;
import org.ganxian.sla.SlaStep;

/** Which level supervises; the gateway of {@code processes/escalation.bpmn} reads it. */
public enum Level {
    STREET("街道", SlaStep.STREET_SUPERVISION),
    DISTRICT("区县", SlaStep.DISTRICT_SUPERVISION),
    CITY("市级", SlaStep.CITY_SUPERVISION);

    private final String title;
    private final SlaStep answer;

    Level(String title, SlaStep answer) {
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
    SlaStep answer() {
        return answer;
    }
}
