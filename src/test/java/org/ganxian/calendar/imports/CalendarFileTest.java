package org.ganxian.calendar.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.TimeZone;
import org.ganxian.calendar.DayKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarFileTest {

    private static final String HEADER = "date,kind,name\n";

    @Test
    void theShippedListsAreWithoutFault() {
        assertThat(ShippedCalendar.lists()).extracting(l -> l.proposal().year()).containsExactly(2024, 2025, 2026);
        assertThat(ShippedCalendar.lists())
                .allSatisfy(l -> assertThat(l.comment())
                        .contains("国务院办公厅关于" + l.proposal().year() + "年部分节假日安排的通知")
                        .contains("https://"));
    }

    @Test
    void csvIsReadWithChineseOrEnglishHeaderInAnyOrder() {
        assertThat(file("date,kind,name\n2027-02-05,HOLIDAY,春节\n").lines())
                .containsExactly(new CalendarFile.Line(2, LocalDate.of(2027, 2, 5), DayKind.HOLIDAY, "春节"));
        assertThat(file("名称,日期,类型\r\n春节,2027/2/5,放假\r\n,2027/2/13,上班\r\n").lines())
                .containsExactly(
                        new CalendarFile.Line(2, LocalDate.of(2027, 2, 5), DayKind.HOLIDAY, "春节"),
                        new CalendarFile.Line(3, LocalDate.of(2027, 2, 13), DayKind.WORKDAY, ""));
    }

    @Test
    void csvComesInUtf8OrGb18030() {
        String text = HEADER + "2027-02-05,放假,春节\n";
        assertThat(CalendarFile.read(text.getBytes(Charset.forName("GB18030"))).lines())
                .isEqualTo(file(text).lines());
        assertThat(file("\uFEFF" + text).lines()).isEqualTo(file(text).lines());
    }

    @Test
    void lineNumbersAreThoseOfTheFile() {
        CalendarFile file = file("# 来源\n# 网址\n" + HEADER + "\n2027-02-05,HOLIDAY,春节\n\n2027-02-31,HOLIDAY,春节");
        assertThat(file.comment()).isEqualTo("来源\n网址");
        assertThat(file.lines()).extracting(CalendarFile.Line::number).containsExactly(5);
        assertThat(file.findings()).extracting(Finding::line).containsExactly(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2027-02-30,HOLIDAY,春节|日期“2027-02-30”不存在或写法不对，应为 2027-02-05 这样的日期",
                "5/2/2027,HOLIDAY,春节|日期“5/2/2027”不存在或写法不对，应为 2027-02-05 这样的日期",
                ",HOLIDAY,春节|日期“”不存在或写法不对，应为 2027-02-05 这样的日期",
                "2027-02-05,off,春节|类型“off”不认识，应为 HOLIDAY（放假）或 WORKDAY（上班）",
                "2027-02-05|类型“”不认识，应为 HOLIDAY（放假）或 WORKDAY（上班）",
                "2027-02-05,HOLIDAY,|请填写节日名称",
                "2027-02-05,HOLIDAY,一二三四五六七八九十一二三四五六七八九十一|节日名称不能超过 20 字"
            })
    void whatCannotBeReadIsSaidWithItsLine(String row, String text) {
        CalendarFile file = file(HEADER + "2027-02-06,HOLIDAY,春节\n" + row + "\n");
        assertThat(file.lines()).hasSize(1);
        assertThat(file.findings()).contains(Finding.error(3, text));
    }

    @Test
    void otherFilesAreRefusedAsAWhole() {
        assertThat(file("").findings()).containsExactly(Finding.error(null, "文件是空的"));
        assertThat(file("hello").findings())
                .extracting(Finding::text)
                .containsExactly("首行应为 date,kind,name（或 日期,类型,名称）");
        assertThat(file(HEADER + "\"2027-02-05,HOLIDAY,春节\n").findings())
                .extracting(Finding::isError)
                .containsExactly(true);
        assertThat(file("# only\n").findings()).extracting(Finding::isError).containsExactly(true);
        byte[] binary = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, (byte) 0xFF};
        assertThat(CalendarFile.read(binary).findings())
                .extracting(Finding::isError)
                .containsExactly(true);
        assertThat(file(HEADER + "2027-02-05,HOLIDAY,春节\n".repeat(1001)).lines())
                .isEmpty();
        assertThat(file("BEGIN:VCALENDAR\nEND:VCALENDAR\n").findings()).containsExactly(Finding.error(null, "文件中没有日程"));
    }

    @Test
    void icsIsReadInWhateverZoneTheJvmRuns() {
        String ics = """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//test//zh
                BEGIN:VEVENT
                UID:1
                DTSTART;VALUE=DATE:20270204
                DTEND;VALUE=DATE:20270207
                SUMMARY:春节（休）
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                DTSTART;VALUE=DATE:20270213
                SUMMARY:春节 补班
                END:VEVENT
                BEGIN:VEVENT
                UID:3
                DTSTART;VALUE=DATE:20270405
                SUMMARY:清明节
                X-APPLE-SPECIAL-DAY:WORK-HOLIDAY
                END:VEVENT
                BEGIN:VEVENT
                UID:4
                DTSTART;VALUE=DATE:20270221
                SUMMARY:元宵节
                END:VEVENT
                END:VCALENDAR
                """;
        TimeZone before = TimeZone.getDefault();
        for (String zone : new String[] {"UTC", "America/New_York", "Pacific/Kiritimati"}) {
            try {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                CalendarFile file = file(ics.replace("\n", "\r\n"));
                assertThat(file.lines())
                        .containsExactly(
                                new CalendarFile.Line(4, LocalDate.of(2027, 2, 4), DayKind.HOLIDAY, "春节"),
                                new CalendarFile.Line(4, LocalDate.of(2027, 2, 5), DayKind.HOLIDAY, "春节"),
                                new CalendarFile.Line(4, LocalDate.of(2027, 2, 6), DayKind.HOLIDAY, "春节"),
                                new CalendarFile.Line(10, LocalDate.of(2027, 2, 13), DayKind.WORKDAY, "春节"),
                                new CalendarFile.Line(15, LocalDate.of(2027, 4, 5), DayKind.HOLIDAY, "清明节"));
                assertThat(file.findings()).containsExactly(Finding.warning(21, "“元宵节”没有写明（休）或（班），已跳过"));
            } finally {
                TimeZone.setDefault(before);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "春节（休）, HOLIDAY, 春节",
        "春节(班), WORKDAY, 春节",
        "春节 假期, HOLIDAY, 春节",
        "春节 假期 第1天/共8天, HOLIDAY, 春节",
        "劳动节 补班, WORKDAY, 劳动节",
        "国庆节、中秋节【休】, HOLIDAY, 国庆节、中秋节",
        "休, HOLIDAY, ''"
    })
    void titlesTellWhetherADayIsOff(String title, DayKind kind, String name) {
        CalendarFile file = file(event("DTSTART;VALUE=DATE:20270206\nSUMMARY:" + title));
        if (name.isEmpty()) {
            assertThat(file.findings()).containsExactly(Finding.error(2, "请填写节日名称"));
        } else {
            assertThat(file.lines()).containsExactly(new CalendarFile.Line(2, LocalDate.of(2027, 2, 6), kind, name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART:20270206T080000Z",
                "DTSTART;VALUE=DATE:20270231",
                "DTSTART;VALUE=DATE:abc",
                "DTSTART;VALUE=DATE:20270206\nDTEND;VALUE=DATE:20270206",
                "DTSTART;VALUE=DATE:20270206\nDTEND;VALUE=DATE:20280206",
                "DTSTART;VALUE=DATE:20270206\nRRULE:FREQ=YEARLY",
                "LOCATION:漳州"
            })
    void eventsThatAreNoWholeDaysAreRefused(String properties) {
        CalendarFile file = file(event(properties + "\nSUMMARY:春节（休）"));
        assertThat(file.lines()).isEmpty();
        assertThat(file.findings()).hasSize(1).allMatch(f -> f.isError() && f.line() == 2);
    }

    private static String event(String properties) {
        return "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + properties + "\nEND:VEVENT\nEND:VCALENDAR\n";
    }

    @Test
    void aListBelongsToOneYearButMayBeginInTheDecemberBefore() {
        CalendarProposal proposal = proposal("""
                2026-12-31,HOLIDAY,元旦
                2026-12-27,WORKDAY,元旦
                2027-01-01,HOLIDAY,元旦
                2027-02-05,HOLIDAY,春节
                2027-02-06,HOLIDAY,春节
                2028-01-01,HOLIDAY,元旦
                2026-12-19,WORKDAY,元旦
                """);
        assertThat(proposal.year()).isEqualTo(2027);
        assertThat(proposal.findings().stream().filter(Finding::isError))
                .containsExactly(
                        Finding.error(7, "2028-01-01 不属于 2027 年，一个文件只能安排一年"),
                        Finding.error(8, "2026-12-19 不属于 2027 年，一个文件只能安排一年"));
        assertThat(proposal.findings()).contains(Finding.warning(2, "2026-12-31 在上一年，将随 2027 年的安排一起生效"));
    }

    @Test
    void aDayTwiceAndAMakeUpDayOnAWeekdayAreErrors() {
        assertThat(proposal("2027-02-05,HOLIDAY,春节\n2027-02-05,WORKDAY,春节\n2027-02-10,WORKDAY,春节\n")
                        .findings())
                .contains(
                        Finding.error(3, "2027-02-05 重复，已在第 2 行出现"),
                        Finding.error(4, "2027-02-10 是星期三，本来就上班，不能是调休上班日"));
    }

    @Test
    void whatTheLawGivesIsMissedAndCannotBeTaken() {
        CalendarProposal proposal = proposal("2027-10-02,WORKDAY,国庆节\n2027-10-01,HOLIDAY,国庆节\n");
        assertThat(proposal.isAcceptable()).isFalse();
        assertThat(proposal.findings())
                .contains(Finding.error(2, "2027-10-02 是国庆节，法定放假，不能安排上班"))
                .anyMatch(f -> f.text().startsWith("法定放假的 13 天中缺少 11 天：2027-01-01 元旦"));
    }

    @Test
    void aYearGoneByIsAskedAbout() {
        CalendarProposal proposal = CalendarProposal.of(file(HEADER + "2024-01-01,HOLIDAY,元旦\n"), 2026);
        assertThat(proposal.isAcceptable()).isTrue();
        assertThat(proposal.findings()).containsExactly(Finding.warning(null, "2024 年已经过去，请确认确实要改动过去的日历"));
    }

    private static CalendarProposal proposal(String rows) {
        return CalendarProposal.of(file(HEADER + rows), 2026);
    }

    private static CalendarFile file(String text) {
        return CalendarFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
