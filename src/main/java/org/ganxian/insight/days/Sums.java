package org.ganxian.insight.days;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What some rows come to, by day. */
record Sums(Map<Key, int[]> figures, Map<LengthKey, Lengths> lengths) {

    /** @param part P with the code of a place below the city, C with that of a category of the first level */
    record Key(LocalDate day, String flow, String part, String code) {}

    /** @param what key of a process, for its stays; behind {@code first-response:} that of a flow or nothing, with an empty step */
    record LengthKey(String what, LocalDate day, String step) {}

    /** All who write them, do it in one order. */
    Sums() {
        this(
                new TreeMap<>(Comparator.comparing(Key::day)
                        .thenComparing(Key::flow)
                        .thenComparing(Key::part)
                        .thenComparing(Key::code)),
                new TreeMap<>(Comparator.comparing(LengthKey::what)
                        .thenComparing(LengthKey::day)
                        .thenComparing(LengthKey::step)));
    }

    void add(LocalDate day, String flow, String district, String category, int[] counts) {
        add(new Key(day, flow, "P", district), counts);
        add(new Key(day, flow, "C", category), counts);
    }

    void add(Key key, int[] counts) {
        int[] sum = figures.computeIfAbsent(key, k -> new int[Figure.values().length]);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += counts[i];
        }
    }

    void add(LengthKey key, int minutes, int often) {
        lengths.computeIfAbsent(key, k -> new Lengths()).add(minutes, often);
    }

    /** Rows in which nothing is left count as none. */
    boolean isSame(Sums other) {
        return within(other) && other.within(this);
    }

    private boolean within(Sums other) {
        return figures.entrySet().stream().allMatch(e -> same(e.getValue(), other.figures.get(e.getKey())))
                && lengths.entrySet().stream().allMatch(e -> {
                    @Nullable Lengths there = other.lengths.get(e.getKey());
                    return there == null ? e.getValue().isEmpty() : there.equals(e.getValue());
                });
    }

    private static boolean same(int[] counts, int @Nullable [] others) {
        return others == null ? Arrays.stream(counts).allMatch(n -> n == 0) : Arrays.equals(counts, others);
    }
}
