package org.ganxian.calendar;

import com.nlf.calendar.Lunar;
import com.nlf.calendar.Solar;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The days on which everybody is off by law, whatever the yearly notice adds: 全国年节及纪念日放假办法 as revised in November
 * 2024, in force since 2025. 13 days: 元旦 1, 春节 4 (除夕 to 初三), 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3; fewer dates when
 * 中秋 falls within 国庆. Earlier years are computed by the same rule.
 */
public final class StatutoryDays {

    private StatutoryDays() {}

    /** Names by date, zh-CN. */
    public static SortedMap<LocalDate, String> of(int year) {
        SortedMap<LocalDate, String> days = new TreeMap<>();
        add(days, LocalDate.of(year, 1, 1), "元旦", 1);
        add(days, date(Lunar.fromYmd(year, 1, 1).getSolar()).minusDays(1), "春节", 4);
        add(days, qingming(year), "清明节", 1);
        add(days, LocalDate.of(year, 5, 1), "劳动节", 2);
        add(days, date(Lunar.fromYmd(year, 5, 5).getSolar()), "端午节", 1);
        add(days, LocalDate.of(year, 10, 1), "国庆节", 3);
        add(days, date(Lunar.fromYmd(year, 8, 15).getSolar()), "中秋节", 1);
        return Collections.unmodifiableSortedMap(days);
    }

    private static void add(Map<LocalDate, String> days, LocalDate first, String name, int count) {
        for (int i = 0; i < count; i++) {
            days.merge(first.plusDays(i), name, (a, b) -> a + "、" + b);
        }
    }

    private static LocalDate qingming(int year) {
        return date(
                Objects.requireNonNull(Lunar.fromYmd(year, 3, 1).getJieQiTable().get("清明")));
    }

    private static LocalDate date(Solar solar) {
        return LocalDate.of(solar.getYear(), solar.getMonth(), solar.getDay());
    }
}
