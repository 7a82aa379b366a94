package org.ganxian.calendar.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ganxian.calendar.DayKind;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A list of days off as somebody wrote it, CSV or ICS, with the lines that could not be read. What the days mean together
 * is not looked at here: see {@link CalendarProposal}.
 *
 * @param lines in the order of the file
 * @param findings what could not be read, and what was passed over
 * @param comment lines that begin with {@code #} at the top of a CSV file; empty when there are none
 */
record CalendarFile(List<Line> lines, List<Finding> findings, String comment) {

    private static final String HEADER_EXPECTED = "首行应为 date,kind,name（或 日期,类型,名称）";
    private static final int NAME_LENGTH = 20;
    private static final int MOST_LINES = 1000;
    private static final int ECHO_LENGTH = 30;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);
    private static final Map<String, DayKind> KINDS = Map.of(
            "holiday", DayKind.HOLIDAY,
            "放假", DayKind.HOLIDAY,
            "休", DayKind.HOLIDAY,
            "workday", DayKind.WORKDAY,
            "上班", DayKind.WORKDAY,
            "班", DayKind.WORKDAY,
            "调休上班", DayKind.WORKDAY);

    /**
     * One day of the file.
     *
     * @param number line, from 1
     * @param name zh-CN; empty for a workday that has none
     */
    record Line(int number, LocalDate date, DayKind kind, String name) {}

    /** @param content UTF-8 or GB18030 */
    static CalendarFile read(byte[] content) {
        String text = decode(content);
        if (text.isBlank()) {
            return broken(null, "文件是空的");
        }
        boolean ics = text.stripLeading().regionMatches(true, 0, "BEGIN:VCALENDAR", 0, 15);
        return ics ? IcsDays.read(text) : csv(text);
    }

    /** How a file says it, zh-CN. */
    static String word(DayKind kind) {
        return kind == DayKind.HOLIDAY ? "放假" : "上班";
    }

    /** As text that can be shown and changed. */
    static String decode(byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(content, Charset.forName("GB18030"));
        }
        return Texts.visible(text);
    }

    private static CalendarFile broken(@Nullable Integer line, String text) {
        return new CalendarFile(List.of(), List.of(Finding.error(line, text)), "");
    }

    private static CalendarFile csv(String text) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setCommentMarker('#')
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = format.parse(new StringReader(text))) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                return broken(null, HEADER_EXPECTED);
            }
            CSVRecord header = records.next();
            int date = column(header, "date", "日期");
            int kind = column(header, "kind", "类型");
            int name = column(header, "name", "名称");
            if (date < 0 || kind < 0 || name < 0) {
                return broken((int) parser.getCurrentLineNumber(), HEADER_EXPECTED);
            }
            List<Line> lines = new ArrayList<>();
            List<Finding> findings = new ArrayList<>();
            while (records.hasNext()) {
                CSVRecord record = records.next();
                int number = (int) parser.getCurrentLineNumber();
                if (record.getRecordNumber() > MOST_LINES) {
                    return broken(number, "行数太多，一年的放假安排最多 " + MOST_LINES + " 行");
                }
                line(number, cell(record, date), cell(record, kind), cell(record, name), findings)
                        .ifPresent(lines::add);
            }
            return new CalendarFile(lines, findings, header.hasComment() ? header.getComment() : "");
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return broken(null, "不是正确的 CSV 文件，请检查引号是否成对");
        }
    }

    private static int column(CSVRecord header, String... names) {
        for (int i = 0; i < header.size(); i++) {
            if (List.of(names).contains(header.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private static String cell(CSVRecord record, int column) {
        return column < record.size() ? record.get(column) : "";
    }

    private static Optional<Line> line(int number, String date, String kind, String name, List<Finding> findings) {
        Optional<LocalDate> day = date(date);
        DayKind known = KINDS.get(kind.toLowerCase(Locale.ROOT));
        if (day.isEmpty()) {
            findings.add(Finding.error(number, "日期“" + echo(date) + "”不存在或写法不对，应为 2027-02-05 这样的日期"));
        }
        if (known == null) {
            findings.add(Finding.error(number, "类型“" + echo(kind) + "”不认识，应为 HOLIDAY（放假）或 WORKDAY（上班）"));
        }
        String problem = nameProblem(name, known);
        if (problem != null) {
            findings.add(Finding.error(number, problem));
        }
        return day.isEmpty() || known == null || problem != null
                ? Optional.empty()
                : Optional.of(new Line(number, day.get(), known, name));
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text.replace('/', '-'), DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with a day's name, zh-CN; null when it can be used. */
    static @Nullable String nameProblem(String name, @Nullable DayKind kind) {
        if (name.isBlank() && kind != DayKind.WORKDAY) {
            return "请填写节日名称";
        } else if (Texts.length(name) > NAME_LENGTH) {
            return "节日名称不能超过 " + NAME_LENGTH + " 字";
        } else if (!Texts.isReadable(name) || name.lines().count() > 1) {
            return "节日名称中有不可见的字符";
        }
        return null;
    }

    static String echo(String text) {
        return Texts.shorten(text.replaceAll("\\p{C}", "?"), ECHO_LENGTH);
    }
}
