package org.ganxian.calendar;

import java.util.List;

/** What running deadlines would make of a change of the calendar. Told by whoever keeps the deadlines. */
public interface DeadlinePreview {

    /**
     * One deadline that would move, in words.
     *
     * @param number of the case
     */
    record Line(String number, String step, String oldDue, String newDue) {}

    /**
     * @param all false when there were too many deadlines to look at each
     * @param cases whose deadlines would move, as far as looked at
     * @param flagged breaches that would stand, but be none by the new calendar
     * @param first those that are due first, at most twenty
     */
    record Effect(boolean all, int cases, int flagged, List<Line> first) {}

    /**
     * Carries the change out, looks, and takes all of it back. Nobody else can change calendars meanwhile.
     *
     * @throws org.ganxian.platform.Refusal as the change itself does
     */
    Effect of(Runnable change);
}
