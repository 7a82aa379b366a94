package org.ganxian.intake.imports;

import java.text.Normalizer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the files of one system look.
 *
 * @param system the system's name, at most 40 characters; a record's number is unique within it, so it must not change
 * @param columns names of the columns in the header, the usual one first
 * @param optional columns that a file may lack; so it may those of {@link Column#isExtra}
 * @param times how times are written that {@link TimeReader} cannot read without being told, as patterns of
 *     {@link DateTimeFormatter}; without hours: midnight
 * @param zone of times that name none
 * @param finished words of the status column for a record whose work is done
 * @param categories of the other system, with the name or the code of ours for each; those that are missing are looked
 *     for by their own name
 * @param category code of ours for records that name none; null: the triage desk sorts them
 */
record ColumnProfile(
        String system,
        Map<Column, List<String>> columns,
        @DefaultValue Set<Column> optional,
        @DefaultValue List<String> times,
        @DefaultValue("Asia/Shanghai") ZoneId zone,

        @DefaultValue({
            "已办结",
            "办结",
            "已结案",
            "结案",
            "已归档",
            "归档",
            "已完成",
            "完成",
            "已完结",
            "已关闭",
            "关闭",
            "Closed",
            "Completed",
            "Resolved"
        })
        Set<String> finished,

        @DefaultValue Map<String, String> categories,
        @Nullable String category) {

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
        ADDRESS,
        /** WGS 84 degrees. */
        LONGITUDE,
        LATITUDE,
        /** Whether the work is done. */
        STATUS,
        /** When it was done. */
        CLOSED,
        /** What the resident was answered. */
        REPLY,
        /** When. */
        REPLIED;

        private static final Set<Column> EXTRA = EnumSet.range(LONGITUDE, REPLIED);

        /** True for what is read where it is, and never asked for. */
        boolean isExtra() {
            return EXTRA.contains(this);
        }

        boolean isTime() {
            return this == TIME || this == CLOSED || this == REPLIED;
        }
    }

    private static final Set<Column> NEEDED = EnumSet.of(Column.NUMBER, Column.TEXT);
    private static final int SYSTEM_LENGTH = 40;

    ColumnProfile {
        if (system == null || system.isBlank() || system.length() > SYSTEM_LENGTH) {
            throw new IllegalArgumentException("ganxian.import.profiles.*.system 应为 1 到 " + SYSTEM_LENGTH + " 个字");
        }
        if (columns == null || !columns.keySet().containsAll(NEEDED)) {
            throw new IllegalArgumentException("ganxian.import.profiles.*.columns 至少要有 number、text：" + system);
        }
        columns = new EnumMap<>(columns);
        formats(times);
        finished = finished.stream().map(ColumnProfile::plain).collect(Collectors.toSet());
        categories = categories.entrySet().stream()
                .collect(Collectors.toMap(e -> plain(e.getKey()), Map.Entry::getValue, (first, second) -> first));
    }

    /** The usual name of a column. */
    String name(Column column) {
        return Objects.requireNonNull(columns.get(column)).get(0);
    }

    /** For the page, too. */
    public boolean mayLack(Column column) {
        return column.isExtra() || optional.contains(column);
    }

    boolean isFinished(String status) {
        return finished.contains(plain(status));
    }

    /** Ours for a category of the other system: a name or a code. */
    Optional<String> categoryFor(String theirs) {
        return Optional.ofNullable(categories.get(plain(theirs)));
    }

    /** Readers of times that refuse days which do not exist. */
    List<DateTimeFormatter> timeFormats() {
        return formats(times);
    }

    private static List<DateTimeFormatter> formats(List<String> patterns) {
        return patterns.stream()
                // Years without an era: the strict reader would otherwise ask for one.
                .map(p -> new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(p.replace('y', 'u'))
                        .toFormatter(Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    /** Widths, cases and blanks do not tell words apart, nor does what a name in the settings cannot hold. */
    private static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
