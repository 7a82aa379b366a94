package org.ganxian.calendar;

/** A time or a limit that the working calendar does not reach: before 1990, after 2110, or due more than ten years on. */
public class BeyondCalendar extends IllegalArgumentException {

    BeyondCalendar(String message) {
        super(message);
    }
}
