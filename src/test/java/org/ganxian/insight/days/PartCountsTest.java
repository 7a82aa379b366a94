package org.ganxian.insight.days;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartCountsTest {

    @Test
    void whatIsKeptIsReadAsItWas() {
        int[] counts = new int[Figure.values().length];
        counts[Figure.RECEIVED.ordinal()] = 12;
        counts[Figure.CALL_LATE.ordinal()] = 3;
        PartCounts sum = new PartCounts();
        sum.add("P350602", counts, 1);
        counts[Figure.RECEIVED.ordinal()] = 0;
        sum.add("C05", counts, 1);

        String kept = sum.toString();
        assertThat(kept).isEqualTo("C05:,,,,,,,,,,,,,,,,,,,3 P350602:12,,,,,,,,,,,,,,,,,,,3");
        assertThat(PartCounts.read(kept)).hasToString(kept);
    }

    /** A sum that is wrong stays so, and is found by its recount, when a case is taken out of it. */
    @Test
    void whatIsTakenOutLeavesNothingAndTooMuchOfItLessThanNothing() {
        PartCounts sum = PartCounts.read("C05:1,2 P350602:1,1");
        sum.add(PartCounts.read("C05:1,2 P350602:2,,1"), -1);
        assertThat(sum).hasToString("P350602:-1,1,-1");
        assertThat(PartCounts.read(sum.toString())).hasToString("P350602:-1,1,-1");
        assertThat(PartCounts.read("")).hasToString("");
    }

    /** As a length that a clock put back gave once. */
    @Test
    void lengthsAreReadAsTheyWereWithAMinusToo() {
        Lengths lengths = Lengths.read("-1:2 5:1 17:3");
        assertThat(lengths).hasToString("-1:2 5:1 17:3");
        lengths.add(Lengths.read("5:2 17:3"), -1);
        assertThat(lengths).hasToString("-1:2 5:-1");
        assertThat(Lengths.read(lengths.toString())).hasToString("-1:2 5:-1");
        assertThat(Lengths.read("")).hasToString("");
    }
}
