package org.ganxian.danger;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A list of words, ready to read texts with. All its words are looked for in one pass (Aho and Corasick), so that what a
 * text costs grows with the text and hardly with the list.
 */
final class WordList {

    /** Characters that … stands for at most. */
    private static final int GAP = 8;
    /** Characters between what is joined by +, at most. */
    private static final int REACH = 30;

    private final List<Word> words;
    private final List<Row> rows;
    private final int steps;
    private final Cues cues;
    private final AhoCorasickDoubleArrayTrie<int[]> literals = new AhoCorasickDoubleArrayTrie<>();

    /** A word, each part by the numbers of its steps. */
    private record Row(Word word, int[][] parts) {}

    /** From its first character to behind its last. */
    record Span(int start, int end) {

        boolean overlaps(Span other) {
            return start < other.end && other.start < end;
        }

        int distance(Span other) {
            return Math.max(0, Math.max(other.start - end, start - other.end));
        }
    }

    /** Where a word was found, each of its parts. */
    record Hit(Word word, List<Span> at) {

        int start() {
            return at.get(0).start;
        }
    }

    WordList(List<Word> words) {
        this.words = List.copyOf(words);
        Map<String, Set<String>> groups = new HashMap<>();
        words.stream()
                .filter(word -> word.kind() == Kind.GROUP)
                .forEach(group -> groups.computeIfAbsent(group.name(), name -> new HashSet<>())
                        .addAll(group.members()));
        this.cues = new Cues(words);
        Map<Set<String>, Integer> numbers = new HashMap<>();
        this.rows = words.stream()
                .filter(word -> !word.isNamed())
                .map(word -> new Row(
                        word,
                        word.parts(groups).stream()
                                .map(part -> part.steps().stream()
                                        .mapToInt(step -> numbers.computeIfAbsent(step, s -> numbers.size()))
                                        .toArray())
                                .toArray(int[][]::new)))
                .toList();
        this.steps = numbers.size();
        TreeMap<String, int[]> stepsOf = new TreeMap<>();
        numbers.forEach((choices, number) ->
                choices.forEach(literal -> stepsOf.merge(literal, new int[] {number}, WordList::joined)));
        if (!stepsOf.isEmpty()) {
            literals.build(stepsOf);
        }
    }

    private static int[] joined(int[] some, int[] one) {
        int[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = one[0];
        return all;
    }

    boolean isOf(List<Word> others) {
        return words.equals(others);
    }

    WordList with(Word another) {
        return new WordList(Stream.concat(words.stream(), Stream.of(another)).toList());
    }

    /** True when at least one word counts. */
    boolean isDanger(String text) {
        return findings(text).stream().anyMatch(Finding::counts);
    }

    /**
     * All words of danger in the text, with those that do not count. In a letter everything stands near everything: there
     * only what stands together counts.
     */
    List<Finding> findings(String text) {
        PlainText plain = new PlainText(text);
        List<Span>[] found = found(plain);
        List<Hit> hits = rows.stream()
                .filter(row -> !plain.isLetter() || row.parts.length == 1)
                .flatMap(row -> hits(plain, row, found).stream())
                .toList();
        return Stream.concat(new Findings(plain, hits, cues).ofAlarms(), cues.in(plain).stream())
                .toList();
    }

    /** Where the words of each step stand. */
    private List<Span>[] found(PlainText plain) {
        @SuppressWarnings("unchecked") // Java has no arrays of generic types
        List<Span>[] found = new List[steps];
        Arrays.fill(found, List.of());
        if (steps > 0) {
            literals.parseText(plain.characters(), (start, end, numbers) -> {
                Span span = new Span(start, end);
                for (int step : numbers) {
                    if (found[step].isEmpty()) {
                        found[step] = new ArrayList<>(2);
                    }
                    found[step].add(span);
                }
            });
        }
        return found;
    }

    private static List<Hit> hits(PlainText plain, Row row, List<Span>[] found) {
        for (int[] part : row.parts) {
            for (int step : part) {
                if (found[step].isEmpty()) {
                    return List.of();
                }
            }
        }
        List<Hit> hits = new ArrayList<>();
        List<List<Span>> parts =
                Arrays.stream(row.parts).map(part -> spans(plain, part, found)).toList();
        for (Span first : parts.get(0)) {
            List<Span> together = new ArrayList<>(List.of(first));
            for (List<Span> others : parts.subList(1, parts.size())) {
                others.stream()
                        .filter(other -> plain.inOneSentence(first.start, other.start)
                                && first.distance(other) <= REACH
                                && together.stream().noneMatch(other::overlaps))
                        .min(Comparator.comparingInt(first::distance))
                        .ifPresent(together::add);
            }
            if (together.size() == parts.size()) {
                hits.add(new Hit(row.word, together));
            }
        }
        return hits;
    }

    /** Where the steps stand one behind the other. */
    private static List<Span> spans(PlainText plain, int[] part, List<Span>[] found) {
        List<Span> spans = found[part[0]];
        for (int step = 1; step < part.length; step++) {
            List<Span> next = found[part[step]];
            List<Span> longer = new ArrayList<>();
            for (Span span : spans) {
                next.stream()
                        .filter(other -> other.start >= span.end
                                && other.start - span.end <= GAP
                                && plain.inOneClause(span.start, other.start))
                        .min(Comparator.comparingInt(Span::start))
                        .ifPresent(other -> longer.add(new Span(span.start, other.end)));
            }
            spans = longer;
        }
        return spans;
    }
}
