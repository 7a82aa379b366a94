package org.ganxian.organization.people;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.table.Cell;
import org.ganxian.platform.table.HeadedRows;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.table.TableFile;
import org.jspecify.annotations.Nullable;

/** Reads a sheet of people: one line a person and unit, with Chinese column names. */
final class PeopleFile {

    private static final int MOST_ROWS = 5_000;

    private static final Pattern DAY =
            Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?: .*|T.*)?|(\\d{4})(\\d{2})(\\d{2})");

    /** The columns, as they are called first and otherwise. */
    @RequiredArgsConstructor
    enum Column {
        USERNAME(true, "登录名", "账号", "用户名"),
        NAME(true, "姓名"),
        PHONE(false, "手机", "手机号", "手机号码", "电话"),
        UNIT(true, "单位", "所在单位"),
        DUTIES(true, "职责", "岗位"),
        FROM(false, "起", "起日", "开始日期"),
        TO(false, "止", "止日", "结束日期"),
        EMAIL(false, "邮箱", "电子邮箱");

        private final boolean required;
        private final List<String> names;

        Column(boolean required, String... names) {
            this(required, List.of(names));
        }

        String title() {
            return names.get(0);
        }
    }

    /**
     * What a row says.
     *
     * @param line as a spreadsheet program counts
     * @param from null for what the file does not say, as is {@code to}
     * @param unreadable zh-CN, why a cell cannot be read; null for none
     */
    record Line(
            int line,
            Map<Column, String> cells,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String unreadable) {

        String cell(Column column) {
            return cells.getOrDefault(column, "");
        }

        public String name() {
            return cell(Column.NAME);
        }

        public String unit() {
            return cell(Column.UNIT);
        }

        public String titles() {
            return cell(Column.DUTIES);
        }

        /** Titles of duties, apart. */
        List<String> duties() {
            return Stream.of(cell(Column.DUTIES).split("[、,，;；/\\s]+"))
                    .filter(title -> !title.isEmpty())
                    .distinct()
                    .toList();
        }
    }

    private PeopleFile() {}

    /** @throws Refusal 400 for what is no such sheet as a whole */
    static List<Line> read(byte[] content) {
        return TableFile.read(
                content,
                file -> HeadedRows.read(file, PeopleFile::header, PeopleFile::line, MOST_ROWS)
                        .orElseThrow(() -> Refusal.field(
                                TableFile.FIELD,
                                "没有找到表头。表头应有：" + titles(true) + "；可以有：" + titles(false) + file.oddity())));
    }

    private static String titles(boolean required) {
        return Stream.of(Column.values())
                .filter(column -> column.required == required)
                .map(Column::title)
                .collect(Collectors.joining("、"));
    }

    private static Map<Column, Integer> header(Row row) {
        List<String> names = row.cells().stream().map(HeadedRows::name).toList();
        Map<Column, Integer> found = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            List<String> known = column.names;
            long times = names.stream().filter(known::contains).count();
            if (times > 1) {
                throw Refusal.field(TableFile.FIELD, "表头里“" + column.title() + "”出现了两次，请删去一列");
            } else if (times == 1) {
                found.put(
                        column,
                        names.indexOf(names.stream()
                                .filter(known::contains)
                                .findFirst()
                                .orElseThrow()));
            }
        }
        boolean complete = Stream.of(Column.values()).allMatch(column -> !column.required || found.containsKey(column));
        return complete ? found : Map.of();
    }

    private static Optional<Line> line(Row row, Map<Column, Integer> header) {
        if (header.values().stream().allMatch(i -> row.cell(i).isBlank())) {
            return Optional.empty();
        }
        Map<Column, String> cells = new EnumMap<>(Column.class);
        header.forEach((column, i) -> cells.put(column, shown(row.cell(i))));
        try {
            return Optional.of(new Line(row.shownLine(), cells, day(Column.FROM, cells), day(Column.TO, cells), null));
        } catch (DateTimeException wrong) {
            return Optional.of(new Line(row.shownLine(), cells, null, null, wrong.getMessage()));
        }
    }

    private static String shown(Cell cell) {
        return cell.time() == null ? cell.text() : cell.time().toLocalDate().toString();
    }

    private static @Nullable LocalDate day(Column column, Map<Column, String> cells) {
        String text = cells.getOrDefault(column, "");
        if (text.isEmpty() || text.equals("长期")) {
            return null;
        }
        Matcher parts = DAY.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("“" + column.title() + "”应是日期，如 2027-01-31，现在是“" + text + "”");
        }
        int first = parts.group(1) == null ? 4 : 1;
        try {
            return LocalDate.of(
                    Integer.parseInt(parts.group(first)),
                    Integer.parseInt(parts.group(first + 1)),
                    Integer.parseInt(parts.group(first + 2)));
        } catch (DateTimeException none) {
            throw new DateTimeException("“" + column.title() + "”没有“" + text + "”这一天");
        }
    }
}
