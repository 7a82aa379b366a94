package org.ganxian.organization.units;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.ShippedCsv;
import org.ganxian.platform.table.HeadedRows;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.table.TableFile;
import org.jspecify.annotations.Nullable;

/** Reads a sheet of units: one line a unit, with Chinese column names. */
final class UnitFile {

    private static final int MOST_ROWS = 10_000;

    private static final Map<String, Unit.Kind> KINDS = Map.ofEntries(
            Map.entry("市", Unit.Kind.CITY),
            Map.entry("区县", Unit.Kind.DISTRICT),
            Map.entry("区", Unit.Kind.DISTRICT),
            Map.entry("县", Unit.Kind.DISTRICT),
            Map.entry("县级市", Unit.Kind.DISTRICT),
            Map.entry("街道", Unit.Kind.STREET),
            Map.entry("镇", Unit.Kind.STREET),
            Map.entry("乡", Unit.Kind.STREET),
            Map.entry("乡镇", Unit.Kind.STREET),
            Map.entry("社区", Unit.Kind.COMMUNITY),
            Map.entry("村", Unit.Kind.COMMUNITY),
            Map.entry("党支部", Unit.Kind.BRANCH),
            Map.entry("部门", Unit.Kind.DEPARTMENT),
            Map.entry("调委会", Unit.Kind.COMMITTEE));

    /** The columns. */
    @RequiredArgsConstructor
    @Getter
    enum Column {
        CODE("代码", "区划代码", "单位代码"),
        NAME("名称", "单位名称"),
        KIND("类别", "级别"),
        PARENT("上级代码", "上级"),
        FUNCTION("职能");

        private final List<String> names;

        Column(String... names) {
            this(List.of(names));
        }

        String title() {
            return names.get(0);
        }
    }

    /** What a row says; {@code line} as a spreadsheet program counts. */
    record Line(int line, Map<Column, String> cells) {

        String cell(Column column) {
            return cells.getOrDefault(column, "");
        }

        /** Null for a word that names none. */
        Unit.@Nullable Kind kind() {
            return KINDS.get(cell(Column.KIND));
        }

        String code() {
            return withoutZeros(cell(Column.CODE), kind());
        }

        String parent() {
            return withoutZeros(cell(Column.PARENT), Unit.Kind.STREET);
        }

        /** Codes of statistics have twelve digits at each level. */
        private static String withoutZeros(String code, Unit.@Nullable Kind kind) {
            String digits = code;
            while (kind != Unit.Kind.COMMUNITY && digits.matches("\\d{9,12}") && digits.endsWith("000")) {
                digits = digits.substring(0, digits.length() - 3);
            }
            return digits;
        }
    }

    private UnitFile() {}

    /** @throws Refusal 400 for what is no such sheet as a whole */
    static List<Line> read(byte[] content) {
        return TableFile.read(
                content,
                file -> HeadedRows.read(file, UnitFile::header, UnitFile::line, MOST_ROWS)
                        .orElseThrow(() -> Refusal.field(TableFile.FIELD, "没有找到表头。表头应有：" + titles() + file.oddity())));
    }

    static String titles() {
        return Stream.of(Column.values()).map(Column::title).collect(Collectors.joining("、"));
    }

    private static Optional<Line> line(Row row, Map<Column, Integer> header) {
        if (row.isBlank()) {
            return Optional.empty();
        }
        Map<Column, String> cells = new EnumMap<>(Column.class);
        header.forEach((column, i) -> cells.put(column, row.cell(i).text()));
        return Optional.of(new Line(row.shownLine(), cells));
    }

    /** Empty when a column is missing, but for 职能, which only departments have. */
    private static Map<Column, Integer> header(Row row) {
        Map<Column, Integer> found = new EnumMap<>(Column.class);
        for (int i = 0; i < row.cells().size(); i++) {
            String name = HeadedRows.name(row.cell(i));
            for (Column column : Column.values()) {
                if (column.names().contains(name)) {
                    found.putIfAbsent(column, i);
                }
            }
        }
        boolean complete =
                Stream.of(Column.values()).allMatch(column -> column == Column.FUNCTION || found.containsKey(column));
        return complete ? found : Map.of();
    }

    /** The tree that comes with the product, as a file. */
    static String shipped() {
        StringBuilder text = new StringBuilder("代码,名称,类别,上级代码,职能\n");
        ShippedCsv.rows("data/units.csv")
                .forEach(row -> text.append(String.join(
                                ",",
                                row.get("code"),
                                row.get("name"),
                                Unit.Kind.valueOf(row.get("kind")).title(),
                                row.get("parent"),
                                row.get("function")))
                        .append('\n'));
        return text.toString();
    }
}
