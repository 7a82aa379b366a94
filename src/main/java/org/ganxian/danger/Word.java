package org.ganxian.danger;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of the list as it is written there: {@code /} for a choice, {@code …} for a few characters between, {@code +}
 * for what stands near by in the same sentence, before or behind, {@code @} for all words of a group.
 *
 * @param text as in {@code 掉进/掉到…河/井}, {@code @人+@水域+没上来}, for a group {@code 水域=河/江}, for cues
 *     {@code 35=血/喊}
 */
record Word(Kind kind, String text) {

    static final int LENGTH = 1000;
    private static final Pattern ELLIPSIS = Pattern.compile("…+|\\.{2,}|⋯+");
    private static final Pattern PLUS = Pattern.compile("[+＋]");
    private static final Pattern OR = Pattern.compile("[/／]");
    private static final Pattern NAMES = Pattern.compile("[=＝]");
    private static final Pattern POINTS = Pattern.compile("\\s*[+-]?\\d{1,3}\\s*[=＝]");

    /** Words that stand one behind the other in a clause, each by its choices. */
    record Part(List<Set<String>> steps) {}

    /**
     * What has to stand together in a sentence.
     *
     * @param groups by name; a name that is missing stands for nothing
     */
    List<Part> parts(Map<String, Set<String>> groups) {
        return PLUS.splitAsStream(text)
                .map(part -> new Part(ELLIPSIS.splitAsStream(part)
                        .map(step -> OR.splitAsStream(step)
                                .flatMap(choice -> isName(choice)
                                        ? groups.getOrDefault(nameIn(choice), Set.of()).stream()
                                        : Stream.of(PlainText.of(choice)))
                                .filter(choice -> !choice.isEmpty())
                                .collect(Collectors.toUnmodifiableSet()))
                        .toList()))
                .toList();
    }

    private static boolean isName(String choice) {
        return choice.strip().startsWith("@");
    }

    private static String nameIn(String choice) {
        return PlainText.of(choice);
    }

    /** Whether it is a list of words under a name, for other lines, or under points. */
    boolean isNamed() {
        return kind == Kind.GROUP || kind == Kind.CUE;
    }

    boolean isGroup(String name) {
        return kind == Kind.GROUP && name().equals(name);
    }

    /** What each of its words weighs. */
    int points() {
        return Integer.parseInt(NAMES.split(text, 2)[0].strip());
    }

    /** The group's own name. */
    String name() {
        return PlainText.of(NAMES.split(text, 2)[0]);
    }

    /** Its words. */
    Set<String> members() {
        return choices(NAMES.split(text + "=", 3)[1]).map(PlainText::of).collect(Collectors.toSet());
    }

    /** Groups that this line leans on. */
    Set<String> names() {
        return PLUS.splitAsStream(text)
                .flatMap(ELLIPSIS::splitAsStream)
                .flatMap(OR::splitAsStream)
                .filter(Word::isName)
                .map(Word::nameIn)
                .collect(Collectors.toSet());
    }

    /** False for one that would find itself in every text, or that is not written as lines are. */
    boolean isSound() {
        if (isNamed()) {
            return NAMES.split(text, -1).length == 2
                    && !name().isEmpty()
                    && (kind == Kind.GROUP || POINTS.matcher(text).lookingAt())
                    && text.indexOf('@') < 0
                    && members().stream().noneMatch(String::isEmpty);
        }
        List<String> steps = Stream.of(PLUS.split(text, -1))
                .flatMap(part -> Stream.of(ELLIPSIS.split(part, -1)))
                .toList();
        boolean written = steps.stream()
                .flatMap(Word::choices)
                .noneMatch(choice -> PlainText.of(choice).isEmpty());
        boolean alone = kind.isAlarm() && steps.size() == 1;
        return written
                && !(alone
                        && choices(text).anyMatch(choice -> PlainText.of(choice).length() < 2));
    }

    private static Stream<String> choices(String step) {
        return Stream.of(OR.split(step, -1));
    }
}
