package org.ganxian.order;

import java.util.Collection;

/** What is worked. */
enum Work {
    /** Five steps of people. */
    ORDERS("order"),
    /** Four: accepted and dispatched in one form (受理并下单). */
    ORDERS_AT_ONCE("at-once"),
    /** One: the smallest flow on the same base, the tests' third one. */
    REPAIRS("repair");

    final String asked;

    Work(String asked) {
        this.asked = asked;
    }

    static Work of(Collection<String> words) {
        for (Work work : values()) {
            if (words.contains(work.asked)) {
                return work;
            }
        }
        return ORDERS;
    }
}
