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
    WALL("自然时间"),
    /**
     * Counts days or months as laws do (民事诉讼法第八十五条): not the day of the start, to the end of the last day, and on to
     * the next day on which the country works when the last is a day off. No pause stops it.
     */
    CALENDAR("日历天");

    private final String title;
}
