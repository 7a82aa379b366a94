package org.ganxian.insight.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A figure of fewer than five cases says more of them than of the work. */
class ShareTest {

    @Test
    void ofFewerThanFiveThereIsNoShareAndNoMedian() {
        assertThat(Share.of(3, 4)).isEqualTo(new Share(null, null, null, true));
        assertThat(Share.of(3, 5)).isEqualTo(new Share("60.0", 3, 5, false));
        Durations four = new Durations();
        for (int minutes = 1; minutes <= 4; minutes++) {
            four.add(minutes);
        }
        assertThat(four.summary().median()).isNull();
        four.add(100);
        assertThat(four.summary()).isEqualTo(new Durations.Summary(5, 3, 100, false));
    }
}
