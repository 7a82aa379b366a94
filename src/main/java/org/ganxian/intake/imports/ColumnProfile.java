package org.ganxian.intake.imports;

import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the files of one system look.
 *
 * @param system the system's name, at most 40 characters; a record's number is unique within it, so it must not change
 * @param columns names of the columns in the header, the usual one first
 * @param optional columns that a file may lack
 * @param times how times are written, as patterns of {@link DateTimeFormatter}, in Asia/Shanghai; without hours: midnight
 */
record ColumnProfile(
        String system,
        Map<Column, List<String>> columns,
        @DefaultValue Set<Column> optional,
        @DefaultValue List<String> times) {

    /** What a column holds. */
    enum Column {
        /** Of the record in the other system. */
        NUMBER,
        NAME,
        PHONE,
        TIME,
        TITLE,
        TEXT,
        /** In words: a name, or a path of names with {@code /} between them. */
        CATEGORY,
        /** In words, as in the city's tree of units. */
        PLACE,
        ADDRESS
    }

    private static final Set<Column> NEEDED = Set.of(Column.NUMBER, Column.TEXT, Column.CATEGORY);
    private static final int SYSTEM_LENGTH = 40;

    ColumnProfile {
        if (system == null || system.isBlank() || system.length() > SYSTEM_LENGTH) {
            throw new IllegalArgumentException("ganxian.import.profiles.*.system 应为 1 到 " + SYSTEM_LENGTH + " 个字");
        }
        if (columns == null || !columns.keySet().containsAll(NEEDED)) {
            throw new IllegalArgumentException("ganxian.import.profiles.*.columns 至少要有 number、text、category：" + system);
        }
        columns = new EnumMap<>(columns);
        formats(times);
    }

    /** The usual name of a column. */
    String name(Column column) {
        return Objects.requireNonNull(columns.get(column)).get(0);
    }

    /** Readers of times that refuse days which do not exist. */
    List<DateTimeFormatter> timeFormats() {
        return formats(times);
    }

    private static List<DateTimeFormatter> formats(List<String> patterns) {
        return patterns.stream()
                // Years without an era: the strict reader would otherwise ask for one.
                .map(p -> DateTimeFormatter.ofPattern(p.replace('y', 'u')).withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }
}
