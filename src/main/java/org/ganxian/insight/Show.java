package org.ganxian.insight;

import java.util.Arrays;
import java.util.Optional;

/** A number that managers see, and the list behind it: the same condition for both. */
enum Show {
    OPEN("在办", "is_open = true", false),
    OVERDUE("已超时", "is_open = true and due_at < :now", false),
    DUE_SOON("4 小时内到期", "is_open = true and due_at >= :now and due_at < :soon", false),
    DUE_TODAY("今天到期", "is_open = true and due_at >= :now and due_at < :tonight", false),
    PAUSED("暂停计时", "is_open = true and paused = true", false),
    ASKED("督办待答复", "asked_level is not null", false),
    RECEIVED("收到", Show.RECEIVED_THEN, true),
    CLOSED("办结", "closed_day between :from and :to", true),
    FIRST_RESPONSE("已首次响应", Show.RECEIVED_THEN + " and response_minutes is not null", true),
    ACCEPTED("受理", Show.RECEIVED_THEN + " and accepted = true", true),
    RESPONDED("限时内首次响应", Show.RECEIVED_THEN + " and responded = true", true),
    CALLED_BACK("已回访", Show.RECEIVED_THEN + " and called_back = true", true),
    SOLVED("回访认可", Show.RECEIVED_THEN + " and solved = true", true),
    RATED("已评价", Show.RECEIVED_THEN + " and rated = true", true),
    SATISFIED("评价基本满意以上", Show.RECEIVED_THEN + " and satisfied = true", true),
    RAISED(
            "曾被督办",
            Show.RECEIVED_THEN + " and (raised_street = true or raised_district = true or raised_city = true)",
            true);

    private static final String RECEIVED_THEN = "received_day between :from and :to";

    private final String title;
    private final String condition;
    private final boolean ofPeriod;

    Show(String title, String condition, boolean ofPeriod) {
        this.title = title;
        this.condition = condition;
        this.ofPeriod = ofPeriod;
    }

    /** zh-CN. */
    String title() {
        return title;
    }

    String condition() {
        return condition;
    }

    /** True when it counts what happened in a period, false when it counts what is so now. */
    boolean isOfPeriod() {
        return ofPeriod;
    }

    /** True for lists that show what residents said. */
    boolean isOfRatings() {
        return this == RATED || this == SATISFIED;
    }

    /** As addresses name it: {@code due-soon}. */
    String key() {
        return name().toLowerCase().replace('_', '-');
    }

    static Optional<Show> of(String key) {
        return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
    }
}
