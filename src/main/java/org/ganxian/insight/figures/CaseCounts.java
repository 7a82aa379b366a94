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

    /** 响应率: contacted within the limit of those accepted (domain rules, section 2). */
    Share response() {
        return Share.of(of(Show.RESPONDED), of(Show.ACCEPTED));
    }

    /** 解决率: solved, as the resident says, of those called back. */
    Share solving() {
        return Share.of(of(Show.SOLVED), of(Show.CALLED_BACK));
    }

    /** 满意率: 基本满意 or better of those rated; no rating is no satisfaction. */
    Share satisfaction() {
        return Share.of(of(Show.SATISFIED), of(Show.RATED));
    }
}
