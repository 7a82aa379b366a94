package org.ganxian.intake.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganxian.intake.imports.ColumnProfile.Column;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.table.Cell;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.table.TableFile;

/**
 * The row of column names, and the profile that it fits.
 *
 * @param line where it stands
 * @param profileName name of the profile in the settings
 * @param positions from 0, without the columns that the file lacks
 * @param names of all columns in order, whether wanted or not; empty texts where a column has none
 */
record Header(int line, String profileName, ColumnProfile profile, Map<Column, Integer> positions, List<String> names) {

    /** Titles, notes and who exported it for whom may stand above the header; so many rows that hold something. */
    static final int ROWS_SEARCHED = 30;

    private static final Pattern FOOTER = Pattern.compile(
            "^(?:合计|总计|小计|共计|累计|总数|本页|以上|制表|填表|制单|审核|复核|审批|打印|导出|统计|单位[:：(（]|负责人|联系人[:：]|备注|说明|注[:：])|^共\\d+[条件行]");

    /** A remark in brackets behind a name: （必填）. */
    private static final Pattern REMARK = Pattern.compile("(?<=.)[(\\[【〔〈<{][^)\\]】〕〉>}]*[)\\]】〕〉>}]");

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
        return of(row.line(), profileName, profile, names);
    }

    /** One that was found before. */
    static Header of(int line, String profileName, ColumnProfile profile, List<String> names) {
        List<String> exact = names.stream().map(Header::folded).toList();
        List<String> bare = names.stream().map(Header::bare).toList();
        Map<Column, Integer> positions = new EnumMap<>(Column.class);
        profile.columns()
                .forEach((column, aliases) -> position(aliases, exact, Header::folded)
                        .or(() -> position(aliases, bare, Header::bare))
                        .ifPresent(i -> positions.put(column, i)));
        return new Header(line, profileName, profile, positions, names);
    }

    private static Optional<Integer> position(List<String> aliases, List<String> names, UnaryOperator<String> as) {
        return aliases.stream()
                .map(alias -> names.indexOf(as.apply(alias)))
                .filter(i -> i >= 0)
                .findFirst();
    }

    /** People break long names over lines, mark the required ones with a star and end them with a colon. */
    private static String plain(String name) {
        return name.replaceAll("[\\s\\p{Z}\\p{Cf}*＊]", "").replaceAll("[:：]+$", "");
    }

    private static String folded(String name) {
        return plain(Normalizer.normalize(name, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
    }

    private static String bare(String name) {
        return plain(REMARK.matcher(folded(name)).replaceAll(""));
    }

    /** Of two columns with one name nobody knows which is meant; one that only a remark tells apart counts, too. */
    private void requireEachNameOnce() {
        for (int position : positions.values()) {
            String name = names.get(position);
            boolean known = profile.columns().values().stream()
                    .flatMap(List::stream)
                    .anyMatch(alias -> folded(alias).equals(folded(name)));
            UnaryOperator<String> as = known ? Header::folded : Header::bare;
            long times = names.stream().map(as).filter(as.apply(name)::equals).count();
            if (times > 1) {
                throw Refusal.field(TableFile.FIELD, "第 %d 行的表头中“%s”出现了两次，请删去一列".formatted(line, name));
            }
        }
    }

    private List<String> missing() {
        return profile.columns().keySet().stream()
                .filter(c -> !positions.containsKey(c) && !profile.mayLack(c))
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
                .map(c -> profile.name(c) + (profile.mayLack(c) ? "（可缺）" : ""))
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

    /** True for a total, a signature or a remark below the records: it says no more than its own words. */
    boolean isBelowTheRecords(Row row) {
        boolean told = Stream.of(Column.TEXT, Column.TITLE, Column.CATEGORY)
                .map(positions::get)
                .filter(Objects::nonNull)
                .map(i -> words(row.cell(i)))
                .anyMatch(text -> !text.isEmpty() && !FOOTER.matcher(text).find());
        return !told
                && row.cells().stream()
                        .map(Header::words)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .filter(text -> FOOTER.matcher(text).find())
                        .isPresent();
    }

    private static String words(Cell cell) {
        return cell.text().replaceAll("[\\s\\p{Z}]", "");
    }
}
