package org.ganxian.insight.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {

    @Test
    void moreAndLessAreSaidInWords() {
        assertThat(Change.ofCount(152, 120)).isEqualTo("多 32 件（26.7%）");
        assertThat(Change.ofCount(3, 12)).isEqualTo("少 9 件（75.0%）");
        assertThat(Change.ofCount(7, 7)).isEqualTo("持平");
        assertThat(Change.ofRate(Share.of(9, 10), Share.of(19, 20))).isEqualTo("低 5.0 个百分点");
        assertThat(Change.ofRate(Share.of(10, 10), Share.of(9, 10))).isEqualTo("高 10.0 个百分点");
        assertThat(Change.ofTime(60, 90)).isEqualTo("快 30 分钟");
        assertThat(Change.ofTime(90, 60)).isEqualTo("慢 30 分钟");
    }

    @Test
    void whatIsOfFewCasesIsNotComparedInHundredths() {
        assertThat(Change.ofCount(8, 4)).isEqualTo("多 4 件");
        assertThat(Change.ofRate(Share.of(9, 10), Share.of(4, 4))).isEqualTo(Change.NOT_COMPARABLE);
        assertThat(Change.ofRate(Share.of(0, 0), Share.of(9, 10))).isEqualTo(Change.NOT_COMPARABLE);
        assertThat(Change.ofTime(60, null)).isEqualTo(Change.NOT_COMPARABLE);
    }

    @Test
    void usualIsTheMeanForAsManyDays() {
        assertThat(Change.usual(80, 56, 7)).isEqualByComparingTo("10.0");
        assertThat(Change.usual(0, 56, 7)).isEqualByComparingTo("0");
        assertThat(Change.usual(10, 56, 30)).isEqualByComparingTo("5.4");
    }
}
