package org.ganxian.mobile;

import java.time.Duration;
import java.time.Instant;
import org.ganxian.demand.Due;
import org.ganxian.platform.PeopleTime;

/**
 * How much time there is, in words.
 *
 * @param words zh-CN, empty when there is no limit
 */
record TimeLeft(String words, boolean late) {

    private static final Duration COUNTED_IN_DAYS = Duration.ofHours(48);

    static TimeLeft of(Due due, boolean paused, Instant now) {
        if (due.at() == null) {
            return new TimeLeft("", false);
        } else if (paused) {
            return new TimeLeft(due.name() + "暂停计时", false);
        }
        Duration left = Duration.between(now, due.at());
        boolean late = left.isNegative();
        Duration size = left.abs();
        String words = size.compareTo(COUNTED_IN_DAYS) < 0 ? PeopleTime.lasting(size) : size.toDays() + " 天";
        return new TimeLeft(due.name() + (late ? "已超时 " : "还剩 ") + words, late);
    }
}
