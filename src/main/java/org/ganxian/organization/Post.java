package org.ganxian.organization;

/** A duty in a unit, whoever has it. */
public record Post(String unitCode, Duty duty) {

    /** The engine's group of those who have it. */
    public String group() {
        return duty.groupIn(unitCode);
    }
}
