package org.ganxian.insight;

/** What is counted of a group of cases. */
class Tally {

    int open;
    int overdue;
    int received;
    int closed;
    private int accepted;
    private int responded;
    private int calledBack;
    private int solved;
    private int rated;
    private int satisfied;

    void receive(
            boolean isAccepted,
            boolean isResponded,
            boolean isCalledBack,
            boolean isSolved,
            boolean isRated,
            boolean isSatisfied) {
        received++;
        accepted += isAccepted ? 1 : 0;
        responded += isAccepted && isResponded ? 1 : 0;
        calledBack += isCalledBack ? 1 : 0;
        solved += isSolved ? 1 : 0;
        rated += isRated ? 1 : 0;
        satisfied += isSatisfied ? 1 : 0;
    }

    /** @param other null for nothing */
    void add(Tally other) {
        if (other == null) {
            return;
        }
        open += other.open;
        overdue += other.overdue;
        received += other.received;
        closed += other.closed;
        accepted += other.accepted;
        responded += other.responded;
        calledBack += other.calledBack;
        solved += other.solved;
        rated += other.rated;
        satisfied += other.satisfied;
    }

    /** 响应率: contacted within the limit of those accepted (domain rules, section 2). */
    Share response() {
        return Share.of(responded, accepted);
    }

    /** 解决率: solved, as the resident says, of those called back. */
    Share solving() {
        return Share.of(solved, calledBack);
    }

    /** 满意率: 基本满意 or better of those rated; no rating is no satisfaction. */
    Share satisfaction() {
        return Share.of(satisfied, rated);
    }
}
