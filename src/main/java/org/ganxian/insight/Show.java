package org.ganxian.insight;

import java.util.Arrays;
import java.util.Optional;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** A number that managers see, and the list behind it: the same condition for both. */
@RequiredArgsConstructor
public enum Show {
    OPEN("在办", Show.NOT_ENDED),
    OVERDUE("已超时", Show.NOT_ENDED, "due_at < :now"),
    DUE_SOON("4 小时内到期", Show.NOT_ENDED, "due_at >= :now and due_at < :soon"),
    DUE_TODAY("今天到期", Show.NOT_ENDED, "due_at >= :now and due_at < :tonight"),
    PAUSED("暂停计时", Show.NOT_ENDED, "paused = true"),
    ASKED("督办待答复", "asked_level is not null"),
    RECEIVED("收到", Show.RECEIVED_THEN),
    CLOSED("办结", "closed_day between :from and :to"),
    FIRST_RESPONSE("已首次响应", Show.RECEIVED_THEN, "response_minutes is not null"),
    ACCEPTED("受理", Show.RECEIVED_THEN, "accepted = true"),
    RESPONDED("限时内首次响应", Show.RECEIVED_THEN, "responded = true"),
    CALLED_BACK("已回访", Show.RECEIVED_THEN, "called_back = true"),
    SOLVED("回访认可", Show.RECEIVED_THEN, "solved = true"),
    RATED("已评价", Show.RECEIVED_THEN, "rated = true"),
    SATISFIED("评价基本满意以上", Show.RECEIVED_THEN, "satisfied = true"),
    RAISED("曾被督办", Show.RECEIVED_THEN, "(raised_street = true or raised_district = true or raised_city = true)"),
    HISTORY("原系统已办结的记录", "received_day is null");

    private static final String NOT_ENDED = "is_open = true";
    private static final String RECEIVED_THEN = "received_day between :from and :to";

    /** zh-CN. */
    @Getter
    private final String title;

    private final String among;
    /** Those that it narrows down to; null for all. */
    private final @Nullable String which;

    Show(String title, String among) {
        this(title, among, null);
    }

    public String condition() {
        return which == null ? among : among + " and " + which;
    }

    /** How many there are, as a column of a query of all that it narrows down from. */
    public String counted() {
        return which == null ? "count(*)" : "count(case when " + which + " then 1 end)";
    }

    /** True when it counts what happened in a period, false when it counts what is so now. */
    public boolean isOfPeriod() {
        return among.contains(":from");
    }

    /** True for lists that show what residents said. */
    public boolean isOfRatings() {
        return this == RATED || this == SATISFIED;
    }

    /** As addresses name it: {@code due-soon}. */
    public String key() {
        return name().toLowerCase().replace('_', '-');
    }

    public static Optional<Show> of(String key) {
        return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
    }
}
