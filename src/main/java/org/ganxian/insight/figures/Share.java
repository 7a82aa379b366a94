package org.ganxian.insight.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A rate.
 *
 * @param percent with one decimal; null when nothing or too little is there to count
 * @param suppressed true when there are cases, but so few that a person could be recognized
 */
public record Share(
        @Nullable String percent,
        @Nullable Integer part,
        @Nullable Integer of,
        boolean suppressed) {

    /** A figure about fewer cases than these is not given. */
    static final int FEWEST = 5;

    /** zh-CN: 93.3%, or that there is too little to count. */
    public String inWords() {
        return percent != null ? percent + "%" : suppressed ? "不足 " + FEWEST + " 件" : "—";
    }

    static Share of(int part, int of) {
        if (of < FEWEST) {
            return new Share(null, null, of == 0 ? 0 : null, of > 0);
        }
        String percent = BigDecimal.valueOf(part * 100L)
                .divide(BigDecimal.valueOf(of), 1, RoundingMode.HALF_UP)
                .toPlainString();
        return new Share(percent, part, of, false);
    }
}
