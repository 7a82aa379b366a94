package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.ganxian.platform.PeopleTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeReaderTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    private final TimeReader times = new TimeReader(List.of(), PeopleTime.ZONE, TODAY);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-06 12:09:38             | 2026-01-06T04:09:38Z
            2026/1/6 12:09                  | 2026-01-06T04:09:00Z
            2026/1/6                        | 2026-01-05T16:00:00Z
            2026年1月6日                    | 2026-01-05T16:00:00Z
            2026年1月6号12点                | 2026-01-06T04:00:00Z
            2026年1月6日12时09分            | 2026-01-06T04:09:00Z
            2026年1月6日12时09分38秒        | 2026-01-06T04:09:38Z
            2026年1月6日 12:09:38           | 2026-01-06T04:09:38Z
            2026年1月6日下午3:09            | 2026-01-06T07:09:00Z
            2026/1/6 下午 3:09:38           | 2026-01-06T07:09:38Z
            2026-01-06T12:09:38             | 2026-01-06T04:09:38Z
            2026-01-06T12:09:38+08:00       | 2026-01-06T04:09:38Z
            2026-01-06T12:09:38Z            | 2026-01-06T12:09:38Z
            2026-01-06T12:09:38.123         | 2026-01-06T04:09:38.123Z
            2026-01-06 12:09:38.0           | 2026-01-06T04:09:38Z
            20260106                        | 2026-01-05T16:00:00Z
            20260106120938                  | 2026-01-06T04:09:38Z
            202601061209                    | 2026-01-06T04:09:00Z
            20260106 120938                 | 2026-01-06T04:09:38Z
            2026.01.06 12:09                | 2026-01-06T04:09:00Z
            26-1-6 12:09                    | 2026-01-06T04:09:00Z
            2026/1/6 24:00:00               | 2026-01-06T16:00:00Z
            2026/1/6 3:9                    | 2026-01-05T19:09:00Z
            2026-1-6  12:09:38              | 2026-01-06T04:09:38Z
            ２０２６－０１－０６            | 2026-01-05T16:00:00Z
            2026—01—06                      | 2026-01-05T16:00:00Z
            2026年01月06日 12：09：38       | 2026-01-06T04:09:38Z
            2026/1/6 星期二                 | 2026-01-05T16:00:00Z
            2026年1月6日 星期二 12:09       | 2026-01-06T04:09:00Z
            2026-01-06（周二）12:09         | 2026-01-06T04:09:00Z
            46028.506                       | 2026-01-06T04:08:38Z
            46028                           | 2026-01-05T16:00:00Z
            2026/01/06 12:09:38 AM          | 2026-01-05T16:09:38Z
            2026/01/06 12:09:38 p.m.        | 2026-01-06T04:09:38Z
            2026/1/6 12:09:38 上午          | 2026-01-05T16:09:38Z
            2026/1/6 中午12:09              | 2026-01-06T04:09:00Z
            2026/1/6 晚上 8:09              | 2026-01-06T12:09:00Z
            2026/1/6 下午 15:09             | 2026-01-06T07:09:00Z
            Tue Jan 06 12:09:38 CST 2026    | 2026-01-06T04:09:38Z
            Tue Jan 06 04:09:38 GMT 2026    | 2026-01-06T04:09:38Z
            2026-01-06 12:09:38 +0800       | 2026-01-06T04:09:38Z
            2026-01-06 12:09:38 GMT+8       | 2026-01-06T04:09:38Z
            2026-01-06-12.09.38             | 2026-01-06T04:09:38Z
            '2026/1/6 12:09:38,'            | 2026-01-06T04:09:38Z
            1/13/2026 12:09                 | 2026-01-13T04:09:00Z
            13.1.2026 12:09                 | 2026-01-13T04:09:00Z
            6/6/2026                        | 2026-06-05T16:00:00Z
            """)
    void whatCanMeanOneInstantOnlyIsRead(String written, Instant meant) throws Exception {
        assertThat(times.read(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1/6/2026 12:09:38 PM         | 先后
            1/6/26                       | 先后
            25-1-26                      | 先后
            2026/2/29                    | 没有这一天
            2026/13/1                    | 没有这一天
            20261301                     | 没有这一天
            0000-00-00 00:00:00          | 没有这一天
            1900-01-00                   | 没有这一天
            13/13/2026                   | 没有这一天
            1月6日 12:09                 | 没有写年份
            1/6 12:09                    | 没有写年份
            1767672578                   | 时间戳
            1767672578000                | 时间戳
            2026/1/6 25:00               | 没有这个钟点
            2026/1/6 12:60               | 没有这个钟点
            2026/1/6 24:00:01            | 没有这个钟点
            2026/1/6 上午 15:09          | 对不上
            2026/1/6 晚上 12:09          | 对不上
            2026/1/6 下午 3:09 PM        | 两次
            2026/1/6 星期三              | 星期对不上
            Wed Jan 06 12:09:38 CST 2026 | 没有这一天
            2026-01-06 12:09:38 EST      | 时区
            昨天                         | 请写成
            2026年1月6日左右             | 请写成
            12:09:38                     | 请写成
            2026                         | 请写成
            """)
    void whatCouldMeanTwoInstantsOrNoneIsRefusedWithASentence(String written, String reason) {
        assertThatThrownBy(() -> times.read(written))
                .isInstanceOf(TimeReader.Unreadable.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aSystemSaysInWhichOrderAndZoneItWrites() throws Exception {
        DateTimeFormatter format = new ColumnProfile(
                        "NYC",
                        java.util.Map.of(
                                ColumnProfile.Column.NUMBER, List.of("a"), ColumnProfile.Column.TEXT, List.of("b")),
                        java.util.Set.of(),
                        List.of("MM/dd/yyyy hh:mm:ss a"),
                        ZoneId.of("America/New_York"),
                        java.util.Set.of(),
                        java.util.Map.of(),
                        null)
                .timeFormats()
                .get(0);
        TimeReader newYork = new TimeReader(List.of(format), ZoneId.of("America/New_York"), TODAY);

        assertThat(newYork.read("01/06/2026 12:09:38 PM")).isEqualTo(Instant.parse("2026-01-06T17:09:38Z"));
        assertThat(newYork.read("07/06/2026 12:09:38 am")).isEqualTo(Instant.parse("2026-07-06T04:09:38Z"));
        assertThat(newYork.read("Tue Jan 06 12:09:38 EST 2026")).isEqualTo(Instant.parse("2026-01-06T17:09:38Z"));
        assertThatThrownBy(() -> newYork.read("11/01/2026 01:30:00 AM")).hasMessageContaining("调钟");
        assertThat(Locale.ENGLISH).isEqualTo(format.getLocale());
    }
}
