package org.ganxian.window.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HearingTimeTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-18 09:00",
                "2026/6/18 9:00",
                "2026年6月18日9时",
                "2026 年 6 月 18 日 9 时",
                "2026-06-18T09:00",
                "２０２６-０６-１８ ０９：００"
            })
    void aHearingIsOnADayAtAnHour(String typed) {
        assertThat(HearingTime.of(typed, TODAY).inWords()).isEqualTo("2026年6月18日（星期四）9时");
    }

    @ParameterizedTest
    @CsvSource({
        "下周四上午, 写明年月日和几时",
        "2026-06-18, 写明年月日和几时",
        "2026-06-31 09:00, 没有这个日期",
        "2026-06-18 25:00, 没有这个日期",
        "2026-06-14 09:00, 七日前",
        "2025-06-18 09:00, 七日前",
        "2062-06-18 09:00, 太远"
    })
    void whatIsNoTimeOrTooSoonIsRefused(String typed, String why) {
        assertThatThrownBy(() -> HearingTime.of(typed, TODAY)).hasMessageContaining(why);
    }

    @org.junit.jupiter.api.Test
    void minutesAreSaid() {
        assertThat(HearingTime.of("2026-06-18 14:05", TODAY).inWords()).isEqualTo("2026年6月18日（星期四）14时05分");
    }
}
