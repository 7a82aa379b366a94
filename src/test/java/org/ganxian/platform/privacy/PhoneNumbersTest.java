package org.ganxian.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.SoftAssertions;
import org.ganxian.platform.ShippedCsv;
import org.ganxian.platform.privacy.PhoneNumbers.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    private static final String MOBILE = "13900000001";
    private static final String LANDLINE = "05962020000";

    /** By the end of the record's number: what is dialled, and after a bar what is kept beside it. */
    private static final Map<String, String> RIGHT = new HashMap<>();

    static {
        for (int i : new int[] {1, 2, 3, 5, 6, 7, 8, 9, 50, 54, 55, 56, 57, 58, 59, 60}) {
            RIGHT.put("%03d".formatted(i), MOBILE);
        }
        for (int i : new int[] {10, 11, 12, 13, 21, 27, 28, 61}) {
            RIGHT.put("%03d".formatted(i), LANDLINE);
        }
        for (int i = 16; i <= 20; i++) {
            RIGHT.put("%03d".formatted(i), LANDLINE + "-801");
        }
        RIGHT.put("022", "10086");
        RIGHT.put("023", "12345");
        RIGHT.put("024", "4008001234");
        RIGHT.put("025", "4008001234");
        RIGHT.put("026", "95588");
        RIGHT.put("029", "01012345678");
        RIGHT.put("030", "02012345678");
        RIGHT.put("031", "+85223456789");
        RIGHT.put("032", "+85223456789");
        RIGHT.put("033", "+85291234567");
        RIGHT.put("034", "+85366123456");
        RIGHT.put("035", "+886912345678");
        RIGHT.put("036", "+886912345678");
        RIGHT.put("037", MOBILE + "|13900000002");
        RIGHT.put("038", MOBILE + "|" + LANDLINE);
        RIGHT.put("039", MOBILE + "|13900000002");
        RIGHT.put("041", "|本机");
        RIGHT.put("042", "|无");
        RIGHT.put("043", "|匿名");
        RIGHT.put("044", "|保密");
        RIGHT.put("045", "|139****0001");
        RIGHT.put("046", "|1390000000");
        RIGHT.put("047", "|139000000011");
        RIGHT.put("048", "19900000001");
        RIGHT.put("049", "16600000001");
        RIGHT.put("051", "|1.39E+10");
        // Numbers of 漳州 have seven digits.
        RIGHT.put("062", "|0596-20200000");
        RIGHT.put("063", "|0596-20200000转12");
    }

    private final PhoneNumbers phones = new PhoneNumbers("0596");

    @Test
    void everySpellingOfAHotlineIsANumberOrANote() {
        SoftAssertions all = new SoftAssertions();
        List<String> seen = new ArrayList<>();
        for (CSVRecord row : ShippedCsv.rows("cases/phones.csv")) {
            String which = row.get("工单编号").substring(9);
            seen.add(which);
            Written written = phones.read(row.get("来电号码"));
            String shown = (written.number() == null ? "" : written.number())
                    + (written.rest() == null ? "" : "|" + written.rest());
            all.assertThat(shown).as(which + " " + row.get("来电号码")).isEqualTo(RIGHT.get(which));
        }
        all.assertAll();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(RIGHT.keySet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "13900000001（儿子） | 13900000001 | (儿子)",
                "家里0596-2020000，单位13900000001 | 05962020000 | 家里 ,单位13900000001",
                "联系电话：139 0000 0001 | 13900000001 |",
                "'13900000001 | 13900000001 |",
                "=\"13900000001\" | 13900000001 |",
                "１３９０００００００１ | 13900000001 |",
                "+86\u200b13900000001\u202c | 13900000001 |",
                "2020000转801 | 05962020000-801 |",
                "2020000-801 | 05962020000-801 |",
                "13900000001转1234 | 13900000001-1234 |",
                "021-62345678-1 | 02162345678-1 |",
                "800-820-1234 | 8008201234 |",
                "+1 202 555 0143 | +12025550143 |",
                "9999999 | | 9999999",
                "13900000001或13900000002 | 13900000001 | 13900000002",
                "13900000001、保密 | 13900000001 | 保密"
            })
    void othersOfTheKindToo(String typed, String number, String rest) {
        Written written = phones.read(typed);
        assertThat(written).isEqualTo(new Written(number, rest));
        if (phones.own(typed).isPresent()) {
            assertThat(phones.read(written.canonical())).as("read again").isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12345", "95588", "139****0001", "匿名", "13900000001、保密", "139000000012", "139o0000001", " "})
    void whoCanBeAskedAgainGivesNumbersOnly(String typed) {
        assertThat(phones.own(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"13900000001/0596-2020000", "2020000", "+852 2345 6789", "tel:13900000001"})
    void andGivesThemAsTheyLike(String typed) {
        assertThat(phones.own(typed)).isPresent();
    }
}
