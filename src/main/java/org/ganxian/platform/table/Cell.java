package org.ganxian.platform.table;

import java.time.LocalDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one cell.
 *
 * @param text as people see it, without surrounding white space; a number without exponent or trailing zeros; what the
 *     formula showed last, never what it would give now
 * @param time the number taken as a spreadsheet's date, local; null for anything else
 */
public record Cell(Kind kind, String text, @Nullable LocalDateTime time) {

    /** What kind of content it is. */
    public enum Kind {
        TEXT,
        NUMBER,
        FORMULA,
        ERROR
    }

    static final Cell EMPTY = new Cell(Kind.TEXT, "", null);

    /** Line breaks of spreadsheets (vertical tab), printers, mainframes and Unicode. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    /** Without surrounding spaces of all scripts, the no-break space that Word leaves included; line breaks as {@code \n}. */
    static Cell text(String text) {
        return new Cell(Kind.TEXT, strip(LINE_BREAK.matcher(text).replaceAll("\n")), null);
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Ctrl-Z among them, with which old programs end a file. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u001A';
    }

    public boolean isBlank() {
        return text.isEmpty() && kind != Kind.ERROR;
    }
}
