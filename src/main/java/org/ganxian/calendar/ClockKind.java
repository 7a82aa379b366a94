package org.ganxian.calendar;

/** By which clock a limit runs. */
public enum ClockKind {
    /** Runs only while the unit is open. */
    WORKING("工作时间"),
    /** Runs always, 24×7; knows no calendar. */
    WALL("自然时间");

    private final String title;

    ClockKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
