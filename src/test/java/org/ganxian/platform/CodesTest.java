package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ZZ20261123-000017",
                " zz20261123-000017\t",
                "ｚｚ２０２６１１２３－０００017",
                "ZZ 2026 1123 – 000017",
                "ZZ\u200b20261123\u00ad-\ufeff000017",
                "ZZ20261123\u2212000017",
                "\u202eZZ20261123—000017\u3000"
            })
    void aNumberHasOneForm(String typed) {
        assertThat(Codes.number(typed)).isEqualTo("ZZ20261123-000017");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "1234 5678 9012", "1234-5678-9012", "１２３４５６７８９０１２", "123456\u2060789012 "})
    void aQueryCodeHasOneForm(String typed) {
        assertThat(Codes.query(typed)).isEqualTo("123456789012");
    }

    @Test
    void whatIsMissingIsEmptyAndAnAccentIsNoOtherWayToWriteANumber() {
        assertThat(Codes.number(null)).isEmpty();
        assertThat(Codes.number("ŽZ20261123-000017")).isNotEqualTo("ZZ20261123-000017");
        assertThat(Codes.number("Z\u030cZ20261123-000017")).isEqualTo(Codes.number("ŽZ20261123-000017"));
    }
}
