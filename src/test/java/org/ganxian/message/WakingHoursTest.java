package org.ganxian.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WakingHoursTest {

    @ParameterizedTest
    @CsvSource({
        "2026-06-07T23:59:59Z, 2026-06-08T00:00:00Z",
        "2026-06-08T00:00:00Z, 2026-06-08T00:00:00Z",
        "2026-06-08T12:59:59Z, 2026-06-08T12:59:59Z",
        "2026-06-08T13:00:00Z, 2026-06-09T00:00:00Z",
        "2026-06-08T16:30:00Z, 2026-06-09T00:00:00Z",
        "2026-12-31T15:00:00Z, 2027-01-01T00:00:00Z"
    })
    void whatComesAtNightIsToldInTheMorning(Instant made, Instant sent) {
        assertThat(WakingHours.USUAL.next(made)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8:00-21:00", "08:00 - 21:00", "8：00至21：00", "8:00—21:00"})
    void hoursAreReadAsTheyAreWritten(String typed) {
        assertThat(WakingHours.read(typed)).hasValue(WakingHours.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"21:00-8:00", "8-21", "25:00-26:00", "", "8:00-8:00"})
    void hoursThatAreNoneAreRefused(String typed) {
        assertThat(WakingHours.read(typed)).isEmpty();
    }
}
