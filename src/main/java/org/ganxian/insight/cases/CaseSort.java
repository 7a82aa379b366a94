package org.ganxian.insight.cases;

import java.util.Arrays;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Show;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** In which order a list of cases stands. */
@RequiredArgsConstructor(access = AccessLevel.PRIVATE)
public enum CaseSort {
    /** What is due first in lists of open work, else the newest. */
    USUAL("", "按清单的惯例", null),
    NEWEST("newest", "最近收到的在前", "demand_id desc"),
    OLDEST("oldest", "最早收到的在前", "demand_id");

    private final String key;
    private final String title;
    private final @Nullable String order;

    /** @throws Refusal 400 for an unknown one */
    static CaseSort of(@Nullable String key) {
        return Arrays.stream(values())
                .filter(sort -> key == null ? sort == USUAL : sort.key.equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("没有这种排序：" + key));
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    /** As the address of a list goes on with it. */
    public String query() {
        return key.isEmpty() ? "" : "&sort=" + key;
    }

    String orElse(String usual, Show show) {
        if (order == null) {
            return usual;
        }
        // A number is younger than another one where its day is; by the day an index tells.
        return show.isOfPeriod() && show.kept() == Show.Kept.CASE
                ? "received_day" + order.substring("demand_id".length()) + ", " + order
                : order;
    }
}
