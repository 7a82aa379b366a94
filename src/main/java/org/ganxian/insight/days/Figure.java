package org.ganxian.insight.days;

import java.util.Arrays;
import java.util.List;

/** What is summed of a day, in the order in which {@code insight_day} keeps it: a new one comes last. */
public enum Figure {
    RECEIVED,
    ACCEPTED,
    DONE,
    ENDED,
    RAISED_STREET,
    RAISED_DISTRICT,
    RAISED_CITY,
    CLOSED,
    /** Rounds of work that began. */
    BEGUN,
    RESPONDED,
    RESPONSE_LATE,
    IN_TIME,
    LATE,
    CONSULTED,
    SOLVED,
    RATED,
    SATISFIED,
    CALLED_BACK,
    CALLED_IN_TIME,
    CALL_LATE;

    /** In the order of the bits of a case's {@code marks}; RECEIVED stands for those that are open, which are never summed. */
    private static final List<Figure> OF_CASE =
            List.of(ACCEPTED, RECEIVED, DONE, ENDED, RAISED_STREET, RAISED_DISTRICT, RAISED_CITY);

    /** In the order of the bits of a round's {@code marks}. */
    static final List<Figure> OF_ROUND = Arrays.asList(values()).subList(RESPONDED.ordinal(), values().length);

    static int[] ofCase(int marks, int cases) {
        int[] counts = of(OF_CASE, marks, cases);
        counts[RECEIVED.ordinal()] = cases;
        return counts;
    }

    static int[] ofRound(int marks, int rounds) {
        int[] counts = of(OF_ROUND, marks, rounds);
        counts[BEGUN.ordinal()] = rounds;
        return counts;
    }

    /** Of rounds on the day on which they closed, whatever else is so of them. */
    static int[] ofClosed(int marks, int rounds) {
        int[] counts = new int[values().length];
        counts[CLOSED.ordinal()] = rounds;
        return counts;
    }

    private static int[] of(List<Figure> bits, int marks, int cases) {
        int[] counts = new int[values().length];
        for (int i = 0; i < bits.size(); i++) {
            if ((marks >> i & 1) == 1) {
                counts[bits.get(i).ordinal()] = cases;
            }
        }
        return counts;
    }
}
