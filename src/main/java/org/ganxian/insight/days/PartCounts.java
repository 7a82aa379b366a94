package org.ganxian.insight.days;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What is counted of a day in each place (P before its code) and each category (C), as the day keeps it:
 * {@code C05:3,2 P350602:3,2,,1}, by {@link Figure}, noughts left out.
 */
final class PartCounts {

    static final char PLACE = 'P';
    static final char CATEGORY = 'C';

    private static final int FIGURES = Figure.values().length;

    private final SortedMap<String, int[]> parts = new TreeMap<>();

    static PartCounts read(String kept) {
        PartCounts counts = new PartCounts();
        each(kept, (part, some) -> counts.add(part, some, 1));
        return counts;
    }

    /** Each part with its counts, which are good until the next one. */
    static void each(String kept, BiConsumer<String, int[]> part) {
        int[] counts = new int[FIGURES];
        int begin = 0;
        // Read letter by letter: a district has hundreds of places, and a quarter ninety days.
        while (begin < kept.length()) {
            int colon = kept.indexOf(':', begin);
            int end = colon + 1;
            int figure = 0;
            int sign = 1;
            Arrays.fill(counts, 0);
            for (; end < kept.length() && kept.charAt(end) != ' '; end++) {
                char c = kept.charAt(end);
                if (c == ',') {
                    counts[figure++] *= sign;
                    sign = 1;
                } else if (c == '-') {
                    sign = -1;
                } else {
                    counts[figure] = counts[figure] * 10 + (c - '0');
                }
            }
            counts[figure] *= sign;
            part.accept(kept.substring(begin, colon), counts);
            begin = end + 1;
        }
    }

    void add(String part, int[] counts, int sign) {
        int[] sum = parts.computeIfAbsent(part, p -> new int[FIGURES]);
        add(sum, counts, sign);
        if (Arrays.stream(sum).allMatch(n -> n == 0)) {
            parts.remove(part);
        }
    }

    void add(PartCounts others, int sign) {
        others.parts.forEach((part, counts) -> add(part, counts, sign));
    }

    static void add(int[] sum, int[] counts, int sign) {
        for (int i = 0; i < FIGURES; i++) {
            sum[i] += sign * counts[i];
        }
    }

    /** The same for the same counts. */
    @Override
    public String toString() {
        return parts.entrySet().stream()
                .map(e -> e.getKey() + ":" + inWords(e.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String inWords(int[] counts) {
        StringBuilder words = new StringBuilder();
        for (int i = 0, told = 0; i < FIGURES; i++) {
            if (counts[i] != 0) {
                words.append(",".repeat(i - told)).append(counts[i]);
                told = i;
            }
        }
        return words.toString();
    }
}
