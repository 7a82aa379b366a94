package org.ganxian.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.ganxian.platform.Texts;

/**
 * What staff are told. It leaves the house by e-mail and webhook, so it holds no personal data: no name, phone, address
 * or word of a resident.
 *
 * @param kind for programs, upper case, for example {@code SLA_WARNING}; at most 32 characters
 * @param demandNumber which demand it is about, or {@link #NO_CASE}; at most 24 characters
 * @param title zh-CN, one line, at most 120 characters
 * @param text zh-CN, at most 1000 characters
 */
@Embeddable
public record Notice(
        String kind,
        String demandNumber,
        String title,
        @Column(name = "body") String text) {

    /** For what is about no single demand. */
    public static final String NO_CASE = "-";

    private static final int TITLE = 120;
    private static final int TEXT = 1000;

    /** @throws IllegalArgumentException when a part is missing, too long or unreadable: a fault of the caller */
    public Notice {
        require(kind != null && kind.matches("[A-Z][A-Z0-9_]{0,31}"), "kind");
        require(demandNumber != null && demandNumber.matches("[A-Za-z0-9-]{1,24}"), "demandNumber");
        require(isText(title, TITLE) && title.lines().count() == 1, "title");
        require(isText(text, TEXT), "text");
    }

    private static boolean isText(String text, int max) {
        return text != null && !text.isBlank() && Texts.isReadable(text) && Texts.length(text) <= max;
    }

    private static void require(boolean right, String part) {
        if (!right) {
            throw new IllegalArgumentException("Not the " + part + " of a notice");
        }
    }
}
