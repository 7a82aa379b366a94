package org.ganxian.insight.figures;

import org.ganxian.insight.Show;

/** What is counted of a group of cases: how long each list of them is. */
class CaseCounts {

    private final int[] lengths = new int[Show.values().length];

    CaseCounts add(Show show, int cases) {
        lengths[show.ordinal()] += cases;
        return this;
    }

    void add(CaseCounts other) {
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] += other.lengths[i];
        }
    }

    int of(Show show) {
        return lengths[show.ordinal()];
    }

    /** 响应率: contacted within the limit, of those whose limit is over or met (domain rules, section 2). */
    Share response() {
        return Share.of(of(Show.RESPONDED), of(Show.RESPONSE_DUE));
    }

    /** 按时办结率: done within the limits, of those done and those whose limit is over. */
    Share onTime() {
        return Share.of(of(Show.IN_TIME), of(Show.DUE));
    }

    /** 超期率: the others of them. */
    Share late() {
        return Share.of(of(Show.LATE), of(Show.DUE));
    }

    /** 解决率: solved, as the resident says, of all who were asked; no answer is no consent. */
    Share solving() {
        return Share.of(of(Show.SOLVED), of(Show.CONSULTED));
    }

    /** 满意率: 基本满意 or better of those rated; no rating is no satisfaction. */
    Share satisfaction() {
        return Share.of(of(Show.SATISFIED), of(Show.RATED));
    }

    /** 回访及时率: unhappy residents who were called within the limit, of those called and those whose limit is over. */
    Share callingBack() {
        return Share.of(of(Show.CALLED_IN_TIME), of(Show.CALL_DUE));
    }
}
