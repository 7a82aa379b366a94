package org.ganxian.insight.bursts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.ganxian.settings.SettingValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstRuleTest {

    private final BurstSection section = new BurstSection();

    @ParameterizedTest
    @CsvSource({
        "5, 0, true",
        "4, 0, false",
        "5, 2.5, true",
        "5, 2.6, false",
        "12, 6.0, true",
        "12, 6.1, false",
    })
    void aBurstIsAtLeastFiveAndTwiceAsManyAsUsual(int cases, BigDecimal usual, boolean burst) {
        assertThat(BurstRule.SHIPPED.isBurst(cases, usual)).isEqualTo(burst);
    }

    @Test
    void usualIsTheMeanOfTheWeeksBefore() {
        assertThat(BurstRule.usual(56, 56, 7)).isEqualByComparingTo("7.0");
        assertThat(BurstRule.usual(10, 56, 2)).isEqualByComparingTo("0.4");
        assertThat(BurstRule.usual(0, 7, 7)).isEqualByComparingTo("0");
    }

    @Test
    void administratorsSetBothNumbersAndWithoutThemTheShippedOnesCount() {
        assertThat(BurstSection.rule(values("", ""))).isEqualTo(BurstRule.SHIPPED);
        assertThat(BurstSection.rule(values("8", " 2.5 "))).isEqualTo(new BurstRule(8, new BigDecimal("2.5")));
        assertThat(BurstSection.rule(values("8", "2.5")).inWords()).contains("8 件以上", "2.5 倍以上", "8 周");
        assertThat(section.wrong(values("", ""))).isEmpty();
        assertThat(section.wrong(values("5", "1.5"))).isEmpty();
    }

    /** Of fewer than five somebody could be known, whatever a city would like. */
    @ParameterizedTest
    @CsvSource({"4, 2", "0, 2", "5.5, 2", "x, 2", "1001, 2", "-5, 2", "5, 1", "5, 21", "5, zwei", "5, 1e1"})
    void noSettingLetsFewerThanFiveOrTheUsualBeABurst(String fewest, String times) {
        assertThat(section.wrong(values(fewest, times))).hasSize(1);
    }

    private static SettingValues values(String fewest, String times) {
        return SettingValues.of(Map.of("fewest", fewest, "times", times));
    }
}
