package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganxian.demand.NewDemand.External;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordNumbersTest {

    @ParameterizedTest
    @ValueSource(strings = {"2.02601E+17", "2.02601e+17", "2E+17", "２.０２６０１Ｅ＋１７", "2.02601E17", "'2.02601E+17"})
    void aNumberInScientificNotationIsNoNumber(String written) {
        String number = External.written("热线", written).number();
        assertThat(RecordNumbers.changed(number, false))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("科学计数法").contains("文本"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"B88760700025", "2026E17", "12E5", "202601061209380001", "2026-01-06", "1.2.3", "E+17"})
    void otherNumbersAreLeftAlone(String number) {
        assertThat(RecordNumbers.changed(number, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "202601061209380000,true",
        "202601061209381,false",
        "202601061209380001,false",
        "B20260106120938000,false"
    })
    void aTextThatEndsInZerosIsPointedOut(String number, boolean suspicious) {
        assertThat(RecordNumbers.mayBeRounded(number)).isEqualTo(suspicious);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B88-7a",
                "b88-7A",
                "=\"B88-7a\"",
                "\"B88-7a\"",
                "'B88-7a",
                "“B88-7a”",
                "\uFEFFB88-7a",
                "B88\u200B-7a\u3000",
                "Ｂ８８－７ａ",
                "\tB88-7a",
                "\u202AB88-7a\u202C"
            })
    void oneNumberHasOneKeyHoweverItIsWritten(String written) {
        assertThat(External.written("热线", written).key()).isEqualTo("B88-7A");
        assertThat(new External("热线", written).key()).isEqualTo("B88-7A");
    }
}
