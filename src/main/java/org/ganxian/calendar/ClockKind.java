package org.ganxian.calendar;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** By which clock a limit runs. */
@RequiredArgsConstructor
@Getter
public enum ClockKind {
    /** Runs only while the unit is open. */
    WORKING("工作时间"),
    /** Runs always, 24×7; knows no calendar. */
    WALL("自然时间");

    private final String title;
}
