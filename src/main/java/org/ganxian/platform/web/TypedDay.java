package org.ganxian.platform.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.ganxian.platform.Refusal;

/** A day as a form sends it. */
public final class TypedDay {

    private TypedDay() {}

    /**
     * @param text ISO 8601, such as 2027-01-01; blanks around it do not matter
     * @throws Refusal 400 beside this field for anything else, an empty text included
     */
    public static LocalDate of(String text, String field) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.field(field, "日期应写成 2027-01-01 的样子，并且真有这一天");
        }
    }
}
