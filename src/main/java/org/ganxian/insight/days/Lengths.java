package org.ganxian.insight.days;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/** Lengths in minutes, each with how often it was, as a day keeps them: {@code 5:2 17:1}. */
final class Lengths {

    private final SortedMap<Integer, Integer> counts = new TreeMap<>();

    static Lengths read(String kept) {
        Lengths lengths = new Lengths();
        each(kept, lengths::add);
        return lengths;
    }

    /** Each length with how often it was; less than never, where more was taken out than was in. */
    static void each(String kept, ObjIntConsumer<Integer> length) {
        int minutes = 0;
        int number = 0;
        int sign = 1;
        // Read letter by letter: of a year a city has millions.
        for (int i = 0; i <= kept.length(); i++) {
            char c = i == kept.length() ? ' ' : kept.charAt(i);
            if (c == ':') {
                minutes = sign * number;
                number = 0;
                sign = 1;
            } else if (c == ' ') {
                if (number > 0) {
                    length.accept(minutes, sign * number);
                }
                number = 0;
                sign = 1;
            } else if (c == '-') {
                sign = -1;
            } else {
                number = number * 10 + (c - '0');
            }
        }
    }

    void add(int minutes, int often) {
        counts.merge(minutes, often, (one, other) -> one + other == 0 ? null : one + other);
    }

    void add(Lengths others, int sign) {
        others.counts.forEach((minutes, often) -> add(minutes, sign * often));
    }

    /** The same for the same lengths. */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(" "));
    }
}
