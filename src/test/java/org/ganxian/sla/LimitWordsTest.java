package org.ganxian.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitWordsTest {

    @ParameterizedTest
    @CsvSource({
        "P5D, WORKING, 5 个工作日",
        "PT2H, WALL, 2 小时",
        "P5D, CALENDAR, 5 天（日历天）",
        "PT20S, WALL, PT20S",
        "abc, WALL, abc"
    })
    void aLimitIsShownInWordsAndKeptInIso(String iso, String clock, String words) {
        assertThat(LimitWords.of(iso, clock)).isEqualTo(words);
        assertThat(LimitWords.read(words, clock)).isEqualTo(iso);
        assertThat(LimitWords.read(iso, clock)).isEqualTo(iso);
    }

    @Test
    void aWorkingDayAndADayAreNotTakenForOneAnother() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> LimitWords.read("5 个工作日", "WALL"))
                .withMessageContaining("改计时方式");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> LimitWords.read("5 天", "WORKING"))
                .withMessageContaining("5 个工作日");
        assertThat(LimitWords.read("2 小时（工作时间）", "WALL")).isEqualTo("PT2H");
    }
}
