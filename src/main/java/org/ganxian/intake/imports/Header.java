package org.ganxian.intake.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.intake.imports.ColumnProfile.Column;
import org.ganxian.intake.table.Row;
import org.ganxian.intake.table.TableFile;
import org.ganxian.platform.Refusal;

/**
 * The row of column names, and the profile that it fits.
 *
 * @param line where it stands
 * @param profileName name of the profile in the settings
 * @param positions from 0, without the columns that the file lacks
 * @param names of all columns in order, whether wanted or not; empty texts where a column has none
 */
record Header(int line, String profileName, ColumnProfile profile, Map<Column, Integer> positions, List<String> names) {

    /** A title or a note may stand above the header. */
    static final int ROWS_SEARCHED = 10;

    /** The profile that fits this row best; empty when none does. */
    static Optional<Header> in(Row row, Map<String, ColumnProfile> profiles) {
        Header best = null;
        for (Map.Entry<String, ColumnProfile> entry : profiles.entrySet()) {
            Header header = match(row, entry.getKey(), entry.getValue());
            boolean fits = header.missing().isEmpty();
            if (fits && (best == null || header.positions.size() > best.positions.size())) {
                best = header;
            }
        }
        Optional<Header> found = Optional.ofNullable(best);
        found.ifPresent(Header::requireEachNameOnce);
        return found;
    }

    private static Header match(Row row, String profileName, ColumnProfile profile) {
        List<String> names = row.cells().stream().map(c -> plain(c.text())).toList();
        Map<Column, Integer> positions = new EnumMap<>(Column.class);
        profile.columns()
                .forEach((column, aliases) -> aliases.stream()
                        .map(a -> names.indexOf(plain(a)))
                        .filter(i -> i >= 0)
                        .findFirst()
                        .ifPresent(i -> positions.put(column, i)));
        return new Header(row.line(), profileName, profile, positions, names);
    }

    /** People break long names over lines and mark the required ones with a star. */
    private static String plain(String name) {
        return name.replaceAll("[\\s\\p{Z}*＊]", "");
    }

    private void requireEachNameOnce() {
        Set<String> wanted = positions.values().stream().map(names::get).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (wanted.contains(name) && !seen.add(name)) {
                throw Refusal.field(TableFile.FIELD, "第 %d 行的表头中“%s”出现了两次，请删去一列".formatted(line, name));
            }
        }
    }

    private List<String> missing() {
        return profile.columns().keySet().stream()
                .filter(c -> !positions.containsKey(c) && !profile.optional().contains(c))
                .map(profile::name)
                .toList();
    }

    /** Why none of these rows is a header, with the columns that would make one. */
    static Refusal notFoundIn(Collection<Row> rows, Map<String, ColumnProfile> profiles, String oddity) {
        Optional<Header> nearest = rows.stream()
                .flatMap(row -> profiles.entrySet().stream().map(e -> match(row, e.getKey(), e.getValue())))
                .filter(h -> h.positions.size() > 1)
                .max(java.util.Comparator.comparingInt(h -> h.positions.size()));
        List<String> sentences = new ArrayList<>();
        sentences.add(nearest.map(h -> "第 %d 行的表头缺少列：%s".formatted(h.line, String.join("、", h.missing())))
                .orElse("没有找到认得出的表头"));
        profiles.values().forEach(p -> sentences.add("“%s”的文件应有列：%s".formatted(p.system(), expected(p))));
        return Refusal.field(TableFile.FIELD, String.join("；", sentences) + oddity);
    }

    private static String expected(ColumnProfile profile) {
        return profile.columns().keySet().stream()
                .map(c -> profile.name(c) + (profile.optional().contains(c) ? "（可缺）" : ""))
                .collect(Collectors.joining("、"));
    }

    /** The column's name as the file's own header writes it; for columns that the file has. */
    String nameOf(Column column) {
        return names.get(positionOf(column));
    }

    /** From 0; for columns that the file has. */
    int positionOf(Column column) {
        return Objects.requireNonNull(positions.get(column));
    }

    boolean isBlank(Row row) {
        return positions.values().stream().allMatch(i -> row.cell(i).isBlank());
    }
}
