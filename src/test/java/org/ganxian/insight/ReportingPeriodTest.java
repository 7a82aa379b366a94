package org.ganxian.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingPeriodTest {

    /** 28 November 2026, 16:00 in Zhangzhou. */
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "month=2026-10, 2026-10-01, 2026-10-31, 2026年10月",
        "month=2026-11, 2026-11-01, 2026-11-28, 11月1日至11月28日",
        "month=2024-02, 2024-02-01, 2024-02-29, 2024年2月",
        "days=30, 2026-10-30, 2026-11-28, 近 30 天",
        "day=2026-11-10, 2026-11-10, 2026-11-10, 11月10日",
        "day=today, 2026-11-28, 2026-11-28, 11月28日",
        "from=2026-11-03&to=2026-11-09, 2026-11-03, 2026-11-09, 11月3日至11月9日",
        "from=2026-11-03, 2026-11-03, 2026-11-28, 11月3日至11月28日",
        "from=2025-12-31&to=2026-01-01, 2025-12-31, 2026-01-01, 2025年12月31日至2026年1月1日"
    })
    void aMonthOrAnyDaysAreReadAndSaidTheSame(String query, LocalDate from, LocalDate to, String words) {
        ReportingPeriod period = ReportingPeriod.asked(read(query), NOW);
        assertThat(period.from()).isEqualTo(from);
        assertThat(period.to()).isEqualTo(to);
        assertThat(period.inWords(NOW)).isEqualTo(words);
        assertThat(ReportingPeriod.asked(period.query(NOW), NOW)).isEqualTo(period);
    }

    @ParameterizedTest
    @CsvSource({
        "days=8, 7、30 或 90",
        "days=x, 7、30 或 90",
        "month=2026-13, 月份应写成",
        "month=2026-12, 今天以后",
        "from=2026-11-09&to=2026-11-03, 不能晚于结束日期",
        "from=2026-11-09&to=2026-11-29, 今天以后",
        "from=2025-11-01&to=2026-11-28, 最长 366 天",
        "from=1999-12-01&to=1999-12-02, 早于 2000 年",
        "day=28.11.2026, 日期应写成"
    })
    void whatCannotBeAPeriodIsRefusedInChinese(String query, String reason) {
        assertThatThrownBy(() -> ReportingPeriod.asked(read(query), NOW))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        // A whole month beside whole months, however long they are.
        "month=2026-03, 2026-02-01, 2026-02-28, 上月, 2025-03-01, 2025-03-31, 去年同月",
        "month=2025-02, 2025-01-01, 2025-01-31, 上月, 2024-02-01, 2024-02-29, 去年同月",
        // A month that is not over beside as much of the others.
        "month=2026-11, 2026-10-01, 2026-10-28, 上月同期, 2025-11-01, 2025-11-28, 去年同期",
        "days=7, 2026-11-15, 2026-11-21, 之前 7 天, 2025-11-22, 2025-11-28, 去年同期",
        "from=2024-02-29&to=2024-03-01, 2024-02-27, 2024-02-28, 之前 2 天, 2023-02-28, 2023-03-01, 去年同期"
    })
    void asLongAPeriodBeforeAndAYearBeforeStandBesideIt(
            String query,
            LocalDate from,
            LocalDate to,
            String before,
            LocalDate yearFrom,
            LocalDate yearTo,
            String yearBefore) {
        ReportingPeriod period = ReportingPeriod.asked(read(query), NOW);
        assertThat(period.before()).isEqualTo(new ReportingPeriod(from, to));
        assertThat(period.beforeInWords()).isEqualTo(before);
        assertThat(period.yearBefore()).isEqualTo(new ReportingPeriod(yearFrom, yearTo));
        assertThat(period.yearBeforeInWords()).isEqualTo(yearBefore);
    }

    /** A day on which so many days up to today are a month, or begin one: the comparison must not be another one than yesterday. */
    @ParameterizedTest
    @CsvSource({
        "2026-04-30, days=30, 2026-03-02, 2026-03-31, 之前 30 天, 近 30 天",
        "2026-05-30, days=30, 2026-04-01, 2026-04-30, 之前 30 天, 近 30 天",
        "2026-11-07, days=7, 2026-10-25, 2026-10-31, 之前 7 天, 近 7 天",
        "2026-11-07, month=2026-11, 2026-10-01, 2026-10-07, 上月同期, 11月1日至11月7日",
        "2026-12-01, day=today, 2026-11-30, 2026-11-30, 之前 1 天, 12月1日",
        "2026-12-01, month=2026-12, 2026-11-01, 2026-11-01, 上月同期, 12月1日",
        "2026-04-30, month=2026-04, 2026-03-01, 2026-03-31, 上月, 2026年4月"
    })
    void soManyDaysAreComparedWithAsManyOnAnyDay(
            LocalDate today, String query, LocalDate from, LocalDate to, String before, String words) {
        Instant noon = today.atTime(12, 0).atZone(PeopleTime.ZONE).toInstant();
        ReportingPeriod period = ReportingPeriod.asked(read(query), noon);
        assertThat(period.before()).isEqualTo(new ReportingPeriod(from, to));
        assertThat(period.beforeInWords()).isEqualTo(before);
        assertThat(period.inWords(noon)).isEqualTo(words);
        assertThat(ReportingPeriod.asked(period.query(noon), noon)).isEqualTo(period);
    }

    @Test
    void usualIsMeasuredByTheEightWeeksBefore() {
        assertThat(ReportingPeriod.last(7, NOW).usual())
                .isEqualTo(new ReportingPeriod(LocalDate.of(2026, 9, 27), LocalDate.of(2026, 11, 21)));
        assertThat(ReportingPeriod.last(90, NOW).usual().days()).isEqualTo(90);
    }

    private static Map<String, String> read(String query) {
        Map<String, String> asked = new HashMap<>();
        for (String pair : query.split("&")) {
            asked.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return asked;
    }
}
