package org.ganxian.platform.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.ganxian.platform.Refusal;

/** A day as a form or an address sends it. */
public final class TypedDay {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    private TypedDay() {}

    /**
     * @param text ISO 8601, such as 2027-01-01; blanks around it do not matter
     * @throws Refusal 400 beside this field for anything else, an empty text included
     */
    public static LocalDate of(String text, String field) {
        try {
            return parse(text);
        } catch (DateTimeException e) {
            throw Refusal.field(field, "日期应写成 2027-01-01 的样子，并且真有这一天");
        }
    }

    /**
     * As {@link #of}, for whoever refuses in words of their own.
     *
     * @throws DateTimeParseException for what is no day, or so far off that nothing could be reckoned from it or kept
     */
    public static LocalDate parse(String text) {
        LocalDate day = LocalDate.parse(text.strip());
        if (!isWithinReach(day)) {
            throw new DateTimeParseException("Too far off", text, 0);
        }
        return day;
    }

    static boolean isWithinReach(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }
}
