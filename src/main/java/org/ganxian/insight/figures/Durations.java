package org.ganxian.insight.figures;

import java.time.Duration;
import java.util.Arrays;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;

/** Lengths in calendar minutes, gathered. */
class Durations {

    /**
     * @param cases how many; null when so few that nothing is told
     * @param median the middle one, of two middle ones the mean, rounded down
     * @param p90 the length that nine of ten do not exceed (nearest rank)
     */
    record Summary(
            @Nullable Integer cases,
            @Nullable Integer median,
            @Nullable Integer p90,
            boolean suppressed) {

        /** zh-CN, the median, or that there is too little to count. */
        String inWords() {
            return median != null
                    ? PeopleTime.lasting(Duration.ofMinutes(median))
                    : suppressed ? "不足 " + Share.FEWEST + " 件" : "—";
        }
    }

    private int[] minutes = new int[64];
    private int count;

    void add(int length, int cases) {
        for (int i = 0; i < cases; i++) {
            add(length);
        }
    }

    void add(int length) {
        if (count == minutes.length) {
            minutes = Arrays.copyOf(minutes, count * 2);
        }
        minutes[count++] = length;
    }

    Summary summary() {
        if (count < Share.FEWEST) {
            return new Summary(count == 0 ? 0 : null, null, null, count > 0);
        }
        int[] sorted = Arrays.copyOf(minutes, count);
        Arrays.sort(sorted);
        int median = (int) (((long) sorted[(count - 1) / 2] + sorted[count / 2]) / 2);
        return new Summary(count, median, sorted[(int) Math.ceil(count * 0.9) - 1], false);
    }
}
