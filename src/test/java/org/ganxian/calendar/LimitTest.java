package org.ganxian.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    @ParameterizedTest
    @CsvSource({
        "P5D, P5D",
        "p5d, P5D",
        "PT4H, PT4H",
        "PT90M, PT1H30M",
        "PT1H30M5.25S, PT1H30M5.25S",
        "P1DT4H, P1DT4H",
        "P0D, PT0S",
        "PT0S, PT0S",
        "P0005D, P5D"
    })
    void durationsAreReadAndWritten(String iso, String written) {
        assertThat(Limit.parse(iso)).hasToString(written);
        assertThat(Limit.parse(written)).isEqualTo(Limit.parse(iso));
    }

    @Test
    void aDayIsNotTwentyFourHours() {
        assertThat(Limit.parse("P1D")).isNotEqualTo(Limit.parse("PT24H"));
        assertThat(Limit.parse("P1D").wall()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void monthsAreOfTheCalendarAndHoursAreNot() {
        Limit month = Limit.parse("P1M");
        assertThat(month).hasToString("P1M").isNotEqualTo(Limit.parse("P30D")).isNotEqualTo(Limit.parse("PT1M"));
        assertThat(Limit.parse("P1M15D")).hasToString("P1M15D").isEqualTo(month.plus(Limit.ofDays(15)));
        assertThat(month.inWords(ClockKind.CALENDAR)).isEqualTo("1 个月（日历天）");
        assertThat(Limit.ofDays(30).inWords(ClockKind.CALENDAR)).isEqualTo("30 天（日历天）");
        assertThat(month.suits(ClockKind.CALENDAR)).isTrue();
        assertThat(month.suits(ClockKind.WORKING)).isFalse();
        assertThat(month.suits(ClockKind.WALL)).isFalse();
        assertThat(Limit.parse("PT4H").suits(ClockKind.CALENDAR)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "P1M, P30D, CALENDAR, true",
        "P30D, P1M, CALENDAR, true",
        "P30D, P31D, CALENDAR, false",
        "P30D, PT4H, CALENDAR, false",
        "P5D, P5D, WORKING, true",
        "P5D, P6D, WORKING, false",
        "P5D, PT4H, WORKING, false",
        "PT4H, PT4H, WORKING, true",
        "PT24H, PT12H, WALL, true",
        "P5D, P0D, WORKING, false"
    })
    void anExtensionIsCountedAlikeAndNoLonger(String limit, String more, ClockKind clock, boolean admitted) {
        assertThat(Limit.parse(limit).admitsExtension(Limit.parse(more), clock)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "P",
                "PT",
                "P1DT",
                "5D",
                "P5",
                "P-5D",
                "-P5D",
                "PT-4H",
                "P1Y",
                "P1M1Y",
                "P30D1M",
                "P2W",
                "P1.5D",
                "PT1.5H",
                "PT1H2H",
                "P5D ",
                "五天",
                "PT1.1234567890S",
                "P١D"
            })
    void whatIsNoLimitIsRefused(String text) {
        assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> Limit.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P9999999999999999D", "PT99999999999999999999H"})
    void numbersBeyondAnyCalendarAreRefused(String text) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Limit.parse(text));
    }

    /** What a page shows may be typed again, and says the same. */
    @ParameterizedTest
    @CsvSource({
        "P5D, WORKING, 5 个工作日",
        "PT2H, WORKING, 2 小时（工作时间）",
        "PT24H, WALL, 24 小时",
        "PT30M, WALL, 30 分钟",
        "PT1H30M, WALL, 1 小时30 分钟",
        "P5D, WALL, 5 天",
        "P5D, CALENDAR, 5 天（日历天）",
        "P1M, CALENDAR, 1 个月（日历天）"
    })
    void wordsAndIsoAreTheSameLimit(String iso, ClockKind clock, String words) {
        assertThat(Limit.parse(iso).inWords(clock)).isEqualTo(words);
        assertThat(Limit.isoOf(words)).contains(iso);
    }

    @ParameterizedTest
    @CsvSource({"５个工作日, P5D", "2小时, PT2H", "10 工作日, P10D", "1个月, P1M", "1 小时 30 分钟, PT1H30M", "3 日, P3D"})
    void whatPeopleTypeIsRead(String typed, String iso) {
        assertThat(Limit.isoOf(typed)).contains(iso);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P5D", "五天", "5", "（工作时间）", "很快", "9999999999 天", "-5 天"})
    void whatIsNotInTheseWordsIsNotGuessed(String typed) {
        assertThat(Limit.isoOf(typed)).isEmpty();
    }
}
