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
    FOLLOW_UP("待回访或整改", Show.FOLLOWED_UP),
    FOLLOW_UP_OVERDUE("回访整改已超时", Show.FOLLOWED_UP, "follow_up_due < :now"),
    RECEIVED("收到", Show.RECEIVED_THEN),
    /** This and the next two: each received case is in exactly one of them. */
    IN_HAND("收到后还在办", Show.RECEIVED_THEN, "is_open = true"),
    DONE("收到后已办结", Show.RECEIVED_THEN, "is_open = false and closed_day is not null"),
    ENDED("未经办理而结束", Show.RECEIVED_THEN, "is_open = false and closed_day is null"),
    FIRST_RESPONSE("已首次响应", Show.RECEIVED_THEN, "response_minutes is not null"),
    ACCEPTED("受理", Show.RECEIVED_THEN, "accepted = true"),
    RAISED("曾被督办", Show.RECEIVED_THEN, "(raised_street = true or raised_district = true or raised_city = true)"),
    CLOSED("办结", Kept.ROUND, "closed_day between :from and :to", null),
    /** Rounds of work that began then, those that came in and those that a bad rating brought back. */
    BEGUN("开始办理", Kept.ROUND, Show.BEGUN_THEN, null),
    RESPONDED("限时内首次响应", Kept.ROUND, Show.BEGUN_THEN, "responded = true"),
    RESPONSE_DUE("应已首次响应", Kept.ROUND, Show.BEGUN_THEN, "(responded = true or response_late = true)"),
    IN_TIME("按时办结", Kept.ROUND, Show.BEGUN_THEN, "in_time = true"),
    LATE("超期", Kept.ROUND, Show.BEGUN_THEN, "late = true"),
    DUE("应已办结", Kept.ROUND, Show.BEGUN_THEN, "(in_time = true or late = true)"),
    CONSULTED("已征询群众", Kept.ROUND, Show.BEGUN_THEN, "consulted = true"),
    SOLVED("群众认可已解决", Kept.ROUND, Show.BEGUN_THEN, "solved = true"),
    RATED("已评价", Kept.ROUND, Show.BEGUN_THEN, "rated = true"),
    SATISFIED("评价基本满意以上", Kept.ROUND, Show.BEGUN_THEN, "satisfied = true"),
    CALLED_BACK("已回访", Kept.ROUND, Show.BEGUN_THEN, "called_back = true"),
    CALLED_IN_TIME("限时内回访", Kept.ROUND, Show.BEGUN_THEN, "called_in_time = true"),
    CALL_LATE("回访超时", Kept.ROUND, Show.BEGUN_THEN, "call_late = true"),
    CALL_DUE("应已回访", Kept.ROUND, Show.BEGUN_THEN, "(called_in_time = true or call_late = true)"),
    HISTORY("原系统已办结的记录", "received_day is null");

    /** What a line of a list is. */
    @RequiredArgsConstructor
    public enum Kept {
        CASE("insight_case"),
        /** Each round of the work on a case counts: a case that was reworked is there as often. */
        ROUND("insight_round");

        /** The read model that has it. */
        @Getter
        private final String table;
    }

    private static final String NOT_ENDED = "is_open = true";
    private static final String FOLLOWED_UP = "follow_up_due is not null";
    private static final String RECEIVED_THEN = "received_day between :from and :to";
    private static final String BEGUN_THEN = "begun_day between :from and :to";

    /** zh-CN. */
    @Getter
    private final String title;

    @Getter
    private final Kept kept;

    private final String among;
    /** Those that it narrows down to; null for all. */
    private final @Nullable String which;

    Show(String title, String among) {
        this(title, among, null);
    }

    Show(String title, String among, @Nullable String which) {
        this(title, Kept.CASE, among, which);
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

    /** True when a day of its rows is asked for, if only for there being none. */
    public boolean isOfDays() {
        return isOfPeriod() || this == HISTORY;
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
