package org.ganxian.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ganxian.rules.Sheet.Row;
import org.jspecify.annotations.Nullable;

/**
 * What one table has that another has not.
 *
 * @param columns zh-CN, what is different about the columns; empty for most. Rows are compared under the later one's
 * @param moved whether rows that both have stand in another order
 */
record Difference(List<String> columns, List<Change> changes, boolean moved) {

    /**
     * A row of the one, the other, or both.
     *
     * @param number from 1, in the table where it is, the later one if in both
     * @param before in words; null for a row that is new
     * @param after in words; null for a row that is gone
     */
    record Change(
            int number, @Nullable String before, @Nullable String after) {

        public String title() {
            return before == null
                    ? "新增第 %d 行".formatted(number)
                    : (after == null ? "删除原第 %d 行" : "第 %d 行").formatted(number);
        }
    }

    static Difference of(Sheet before, Sheet after, Words words) {
        Map<String, Row> left = byId(before.inColumnsOf(after));
        Map<String, Row> asTheyWere = byId(before);
        List<Change> changes = new ArrayList<>();
        int number = 0;
        for (Row row : after.rows()) {
            number++;
            Row old = left.remove(row.id());
            if (!row.equals(old)) {
                Row was = asTheyWere.get(row.id());
                changes.add(new Change(number, was == null ? null : said(before, was, words), said(after, row, words)));
            }
        }
        left.keySet().forEach(id -> {
            Row gone = Objects.requireNonNull(asTheyWere.get(id));
            changes.add(new Change(before.rows().indexOf(gone) + 1, said(before, gone, words), null));
        });
        return new Difference(
                after.columnsAgainst(before), changes, !common(before, after).equals(common(after, before)));
    }

    private static String said(Sheet sheet, Row row, Words words) {
        return words.sentence(sheet, row) + (row.note().isEmpty() ? "" : "（" + row.note() + "）");
    }

    private static List<String> common(Sheet one, Sheet other) {
        List<String> ids = other.rows().stream().map(Row::id).toList();
        return one.rows().stream().map(Row::id).filter(ids::contains).toList();
    }

    private static Map<String, Row> byId(Sheet sheet) {
        return sheet.rows().stream()
                .collect(Collectors.toMap(Row::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    public boolean isNone() {
        return columns.isEmpty() && changes.isEmpty() && !moved;
    }
}
