package org.ganxian.insight.bursts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * When something is a burst: at least so many cases, and at least so many times as many as usual.
 *
 * @param fewest never below five, so that nobody can be known from a burst
 * @param times how often the usual number
 */
record BurstRule(int fewest, BigDecimal times) {

    /** Days that are looked at, today included: a sudden one shows in the shorter, a slow one in the longer. */
    static final List<Integer> DAYS = List.of(2, 7);

    static final int LONGEST = 7;

    /** What is usual is the mean of these weeks before. */
    static final int WEEKS = 8;

    /** In a city that has fewer days of records, usual is a guess: a burst is shown, and nobody is told. */
    static final int ENOUGH_DAYS = 14;

    static final BurstRule SHIPPED = new BurstRule(5, BigDecimal.valueOf(2));

    /** The mean of other days for these, with one decimal. */
    static BigDecimal usual(int before, long inDays, int days) {
        return BigDecimal.valueOf((long) before * days).divide(BigDecimal.valueOf(inDays), 1, RoundingMode.HALF_UP);
    }

    boolean isBurst(int cases, BigDecimal usual) {
        return cases >= fewest && BigDecimal.valueOf(cases).compareTo(usual.multiply(times)) >= 0;
    }

    /** zh-CN, as managers read it. */
    String inWords() {
        return "同一地点、同一类诉求，最近 2 天或 7 天收到 " + fewest + " 件以上，并且达到平常的 "
                + times.stripTrailingZeros().toPlainString() + " 倍以上，就是突增。平常是此前 " + WEEKS
                + " 周的平均，折算成同样的天数。";
    }
}
