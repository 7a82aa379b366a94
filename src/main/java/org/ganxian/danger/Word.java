package org.ganxian.danger;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A word of the list, as it is written there: … stands for up to {@link #GAP} characters, / for a choice.
 *
 * @param text as in {@code 掉进/掉到…河/井}
 */
record Word(Kind kind, String text) {

    static final int LENGTH = 200;
    private static final int GAP = 8;
    static final int LOOKED_AT = 2;
    private static final Pattern ELLIPSIS = Pattern.compile("…+|\\.{2,}|⋯+");

    /** Finds it in a clause that {@link PlainText} has made. */
    Pattern pattern() {
        return Pattern.compile(ELLIPSIS.splitAsStream(text)
                .map(part -> Stream.of(part.split("[/／]"))
                        .map(PlainText::of)
                        .filter(choice -> !choice.isEmpty())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|", "(?:", ")")))
                .collect(Collectors.joining(".{0," + GAP + "}?")));
    }

    /** One or two characters each, one of which a clause must have: most patterns need not be tried. */
    Set<String> beginnings() {
        return Stream.of(ELLIPSIS.split(text, 2)[0].split("[/／]"))
                .map(PlainText::of)
                .map(choice -> choice.substring(0, Math.min(LOOKED_AT, choice.length())))
                .collect(Collectors.toSet());
    }

    /** False for one that would find itself in every text. */
    boolean isSound() {
        return Stream.of(ELLIPSIS.split(text, -1))
                        .allMatch(part -> Stream.of(part.split("[/／]", -1))
                                .allMatch(choice -> !PlainText.of(choice).isEmpty()))
                && PlainText.of(ELLIPSIS.matcher(text).replaceAll("")).length() >= 2;
    }
}
