package org.ganxian.danger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.danger.WordList.Span;

/**
 * What is danger by none of its words but by all of them together: each cue has points, for danger or against it, and a
 * short text counts from {@link #ENOUGH} on. A linear model whose every weight can be read and changed; how they are
 * learnt stands in {@code CueTraining} in the tests.
 */
final class Cues {

    /** Hundredths of a logit: from here on danger is three times in five. */
    static final int ENOUGH = 40;

    /** Down to here what stands next to a word of danger makes it an everyday one. */
    static final int EVERYDAY = -150;

    /** Characters; in less there is too little to weigh. */
    private static final int SHORTEST = 8;

    private static final int LONGEST = 8;
    private static final int SHOWN = 5;

    private final Map<String, Integer> points = new HashMap<>();
    private final int longest;

    Cues(List<Word> words) {
        words.stream()
                .filter(word -> word.kind() == Kind.CUE)
                .forEach(word -> word.members().forEach(cue -> points.merge(cue, word.points(), Integer::sum)));
        this.longest = points.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** Letters tell of so much that everything is found in them: their cues say nothing. */
    Optional<Finding> in(PlainText text) {
        if (points.isEmpty() || text.isLetter() || text.characters().length() < SHORTEST) {
            return Optional.empty();
        }
        Set<String> found = found(text, new Span(0, text.characters().length()));
        int sum = sum(found);
        return sum < ENOUGH ? Optional.empty() : Optional.of(new Finding(heaviest(found), total(sum), null));
    }

    /**
     * Why a word of danger is none, if its own neighbours say so: 失火那栋楼拆完了没有. What else a text complains of says
     * nothing about it.
     */
    Optional<String> everyday(PlainText text, Span neighbours) {
        if (points.isEmpty() || text.isLetter()) {
            return Optional.empty();
        }
        int sum = sum(found(text, neighbours));
        return sum > EVERYDAY ? Optional.empty() : Optional.of("前后的话像是平常事，线索合计 " + sum + " 分");
    }

    private Set<String> found(PlainText text, Span within) {
        Set<String> found = pieces(text, within, Math.min(longest, LONGEST));
        found.retainAll(points.keySet());
        return found;
    }

    private int sum(Set<String> found) {
        return found.stream().mapToInt(points::get).sum();
    }

    /** All pieces of its clauses, each once. */
    static Set<String> pieces(PlainText text, int longest) {
        return pieces(text, new Span(0, text.characters().length()), longest);
    }

    private static Set<String> pieces(PlainText text, Span within, int longest) {
        Set<String> pieces = new HashSet<>();
        String characters = text.characters();
        for (int start = within.start(); start < within.end(); start++) {
            for (int end = start + 1; end <= Math.min(start + longest, within.end()); end++) {
                if (!text.inOneClause(start, end - 1) || characters.charAt(end - 1) == PlainText.CUT) {
                    break;
                }
                pieces.add(characters.substring(start, end));
            }
        }
        return pieces;
    }

    private String heaviest(Set<String> found) {
        return found.stream()
                .sorted(Comparator.<String, Integer>comparing(points::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .collect(Collectors.joining("、"));
    }

    private static Word total(int sum) {
        return new Word(Kind.CUE, "线索合计 " + sum + " 分");
    }
}
