package org.ganxian.insight.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;

/** How a figure differs from an earlier one, in zh-CN words: a sign or a colour alone would be overlooked. */
final class Change {

    static final String NOT_COMPARABLE = "不能比较";
    private static final String SAME = "持平";

    private Change() {}

    /** 多 12 件（15.4%）; without the part of a hundred where the earlier one is too small to say so. */
    static String ofCount(int now, int then) {
        if (now == then) {
            return SAME;
        }
        int more = Math.abs(now - then);
        String words = (now > then ? "多 " : "少 ") + more + " 件";
        Share share = Share.of(more, then);
        return share.percent() == null ? words : words + "（" + share.percent() + "%）";
    }

    /** 高 2.3 个百分点. */
    static String ofRate(Share now, Share then) {
        if (now.percent() == null || then.percent() == null) {
            return NOT_COMPARABLE;
        }
        BigDecimal more = new BigDecimal(now.percent()).subtract(new BigDecimal(then.percent()));
        return more.signum() == 0
                ? SAME
                : (more.signum() > 0 ? "高 " : "低 ") + more.abs().toPlainString() + " 个百分点";
    }

    /** 快 20 分钟, of calendar minutes. */
    static String ofTime(@Nullable Integer now, @Nullable Integer then) {
        if (now == null || then == null) {
            return NOT_COMPARABLE;
        }
        return now.equals(then)
                ? SAME
                : (now < then ? "快 " : "慢 ") + PeopleTime.lasting(Duration.ofMinutes(Math.abs(now - then)));
    }

    /** What is usual of so many cases in other days, for these days: with one decimal. */
    static BigDecimal usual(int cases, long inDays, long days) {
        return BigDecimal.valueOf(cases)
                .multiply(BigDecimal.valueOf(days))
                .divide(BigDecimal.valueOf(inDays), 1, RoundingMode.HALF_UP);
    }
}
