package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    /** As H2 counts; MySQL counts characters. */
    @Test
    void aTextIsCutToItsColumnInWholeCharactersOnBothDatabases() {
        assertThat(Texts.fitting("x".repeat(119) + "𠮷", 120)).isEqualTo("x".repeat(118) + "…");
        assertThat(Texts.fitting("𠮷".repeat(120), 120)).isEqualTo("𠮷".repeat(59) + "…");
        assertThat(Texts.fitting("𠮷".repeat(60), 120)).isEqualTo("𠮷".repeat(60));
        assertThat(Texts.fitting("GET /desk", 120)).isEqualTo("GET /desk");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00AD, 0x034F, 0x061C, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
                0x202D, 0x202E, 0x2060, 0x2061, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206F, 0x2800, 0x3164, 0xFE00,
                0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFC, 0xE0001, 0xE0041, 0xE007F, 0xE0100
            })
    void whatNobodySeesIsNotThere(int codePoint) {
        assertThat(Texts.visible("陈" + Character.toString(codePoint) + "女士")).isEqualTo("陈女士");
        assertThat(PersonName.of(Character.toString(codePoint))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"👨‍👩‍👧", "❤️‍🔥", "☎️", "👩🏽‍🚒", "1️⃣", "𠮷野家", "第一行\n第二行\t完", "\u0600"})
    void whatPeopleSeeStays(String text) {
        assertThat(Texts.visible(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "阿卜杜拉•买买提, 阿卜杜拉·买买提",
        "阿卜杜拉・买买提, 阿卜杜拉·买买提",
        "阿卜杜拉 ‧ 买买提, 阿卜杜拉·买买提",
        "阿卜杜拉･买买提, 阿卜杜拉·买买提",
        "阿卜杜拉.买买提, 阿卜杜拉·买买提",
        "阿卜杜拉．买买提, 阿卜杜拉·买买提",
        "J. Smith, J. Smith",
        "ＪＯＨＮ　ＬＥＥ, JOHN LEE",
        "漳州（中国）有限公司, 漳州（中国）有限公司",
        "\uFA19\u2F08, 神人",
        "陈\uE863, 陈䶮",
        "陈 小 明, 陈 小 明"
    })
    void aNameHasOneSpelling(String written, String kept) {
        assertThat(PersonName.of(written)).isEqualTo(kept);
    }

    @Test
    void aPositionIsInTheCityOrJustOutside() {
        CityBounds city = new CityBounds(number("116.65"), number("118.40"), number("23.30"), number("25.45"));
        assertThat(city.contain(number("117.6473"), number("24.5130"))).isTrue();
        assertThat(city.contain(null, null)).isTrue();
        assertThat(city.contain(number("24.5130"), number("117.6473"))).isFalse();
        assertThat(city.contain(number("-87.62"), number("41.88"))).isFalse();
        assertThat(city.contain(number("0"), number("0"))).isFalse();
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits);
    }
}
