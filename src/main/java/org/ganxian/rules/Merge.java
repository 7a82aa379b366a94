package org.ganxian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ganxian.rules.Sheet.Row;

/**
 * What a release has changed in a table, put into the city's own.
 *
 * @param rows of the table that comes of it
 * @param kept ids of rows that the city has changed itself, and the release otherwise: they stay the city's
 */
record Merge(List<Row> rows, List<String> kept) {

    /**
     * @param before of the release that the city's table was begun with
     * @param after of this release
     */
    static Merge of(Sheet before, Sheet after, Sheet citys) {
        Map<String, Row> old = byId(before);
        Map<String, Row> now = byId(after);
        List<Row> rows = new ArrayList<>(citys.rows());
        List<String> kept = new ArrayList<>();
        for (Row was : before.rows()) {
            Row becomes = now.get(was.id());
            Row own = byId(citys).get(was.id());
            if (was.equals(becomes) || own == null || own.equals(becomes)) {
                continue;
            } else if (!own.equals(was)) {
                kept.add(was.id());
            } else if (becomes == null) {
                rows.remove(own);
            } else {
                rows.set(rows.indexOf(own), becomes);
            }
        }
        for (int i = 0; i < after.rows().size(); i++) {
            Row row = after.rows().get(i);
            if (!old.containsKey(row.id()) && rows.stream().noneMatch(r -> r.id().equals(row.id()))) {
                rows.add(placeOf(i, after, rows), row);
            }
        }
        return new Merge(rows, kept);
    }

    /** The rows of a table with others behind them, which decide what none of them does; none that it has already. */
    static List<Row> behind(Sheet sheet, List<Row> others) {
        List<Row> rows = new ArrayList<>(sheet.rows());
        for (Row other : others) {
            if (rows.stream().noneMatch(other::saysTheSame)) {
                boolean taken = rows.stream().anyMatch(row -> row.id().equals(other.id()));
                rows.add(taken ? new Row(Sheet.newId(), other.note(), other.inputs(), other.outputs()) : other);
            }
        }
        return rows;
    }

    /** Behind the nearest row above it that is there. */
    private static int placeOf(int number, Sheet after, List<Row> rows) {
        List<String> ids = rows.stream().map(Row::id).toList();
        for (int above = number - 1; above >= 0; above--) {
            int place = ids.indexOf(after.rows().get(above).id());
            if (place >= 0) {
                return place + 1;
            }
        }
        return 0;
    }

    private static Map<String, Row> byId(Sheet sheet) {
        return sheet.rows().stream().collect(Collectors.toMap(Row::id, Function.identity(), (a, b) -> a));
    }
}
