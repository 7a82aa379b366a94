package org.ganxian.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {

    @ParameterizedTest
    @CsvSource({
        "打 13900000001 找我, 打 139****0001 找我",
        "139 0000 0001, 139****0001",
        "１３９００００１２３４, １３９****１２３４",
        "11010519491231002x, 110****002x",
        "2026-06-08 修好, 2026-06-08 修好",
        "楼 302 室, 楼 302 室"
    })
    void numbersOfPersonsAreMaskedAndOthersAreNot(String text, String masked) {
        assertThat(Masks.inText(text)).isEqualTo(masked);
    }

    /** One such report took a dispatcher's whole list away. */
    @Test
    void aTextOfDigitsAloneIsMaskedToo() {
        assertThat(Masks.inText("1".repeat(200_000))).isEqualTo("111****1111");
        assertThat(Masks.inText("1 ".repeat(100_000))).startsWith("1 1****").hasSizeLessThan(20);
    }
}
