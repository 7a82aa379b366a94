package org.ganxian.city;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows that belong together, made many times by the database itself: what names one of them is named otherwise in each
 * copy, and days are moved as the copy says.
 */
final class Rows {

    private final JdbcTemplate jdbc;

    /** What tells a copy from all others, as SQL over {@code b}. */
    private final String suffix;

    private final Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
    private final Map<Object, String> names = new HashMap<>();
    private final Map<Long, String> numbers = new HashMap<>();
    private final Map<String, String> columns = new HashMap<>();
    private final Set<String> numbered;
    private final Set<String> computed;

    Rows(JdbcTemplate jdbc, String suffix) {
        this.jdbc = jdbc;
        this.suffix = suffix;
        numbered = columnsWith("auto_increment");
        computed = columnsWith("GENERATED");
    }

    private Set<String> columnsWith(String extra) {
        return new HashSet<>(jdbc.queryForList(
                "select lower(concat(table_name, '.', column_name)) from information_schema.columns"
                        + " where table_schema = database() and extra like ? and extra <> 'DEFAULT_GENERATED'",
                String.class,
                "%" + extra + "%"));
    }

    /** Adds what a table has of the pattern. */
    Rows of(String table, String where, Object... arguments) {
        List<Map<String, Object>> rows =
                jdbc.queryForList("select * from " + table + " where " + where, arguments);
        rows.forEach(row -> {
            if (row.get("ID_") instanceof String id) {
                names.putIfAbsent(id, "concat('" + id + "'," + suffix + ")");
            }
        });
        tables.computeIfAbsent(table, t -> new ArrayList<>()).addAll(rows);
        return this;
    }

    /** Adds what our own tables say of a case: every row that has its number, or its id as the demand's. */
    Rows aboutCase(String number, long id) {
        jdbc.queryForList("select table_name t, column_name c, data_type d from information_schema.columns"
                        + " where table_schema = database() and lower(table_name) not like 'act%'"
                        + " and table_name not like 'bench%' and table_name not like 'flyway%'"
                        + " and (data_type = 'varchar' and character_maximum_length >= 24 or column_name = 'demand_id')")
                .forEach(column -> {
                    String table = column.get("t").toString();
                    Object value = column.get("d").equals("varchar") ? number : id;
                    List<Map<String, Object>> known = tables.getOrDefault(table, List.of());
                    List<Map<String, Object>> found =
                            jdbc.queryForList("select * from " + table + " where " + column.get("c") + " = ?", value);
                    found.removeIf(known::contains);
                    if (!found.isEmpty()) {
                        tables.computeIfAbsent(table, t -> new ArrayList<>()).addAll(found);
                    }
                });
        return this;
    }

    /** What this text is in a copy, as SQL over {@code b}. */
    Rows named(String text, String sql) {
        names.put(text, sql);
        return this;
    }

    /** What this column has in each copy, as SQL over {@code b}. */
    Rows with(String column, String sql) {
        columns.put(column, sql);
        return this;
    }

    /** What the demand's id is in a copy, as SQL over {@code b}. */
    Rows numbered(long id, String sql) {
        numbers.put(id, sql);
        return this;
    }

    /** Rows of a case, by table. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        tables.forEach((table, rows) -> counts.put(table, rows.size()));
        return counts;
    }

    Rows without(Set<String> left) {
        tables.keySet().removeIf(table -> left.contains(table.toUpperCase(Locale.ROOT)));
        return this;
    }

    /** Makes the copies of these rows of {@code bench_copy}. */
    void make(int first, int last) {
        tables.forEach((table, rows) -> rows.forEach(row -> insert(table, row, first, last)));
    }

    private void insert(String table, Map<String, Object> row, int from, int to) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        row.forEach((column, value) -> {
            String one = (table + "." + column).toLowerCase(Locale.ROOT);
            boolean isId = numbered.contains(one);
            if (computed.contains(one) || isId && !table.equalsIgnoreCase("demand")) {
                return;
            }
            columns.add("`" + column + "`");
            values.add(copied(table, column, value, arguments));
        });
        arguments.add(from);
        arguments.add(to);
        jdbc.update(
                "insert into " + table + " (" + String.join(",", columns) + ") select " + String.join(",", values)
                        + " from bench_copy b where b.n between ? and ?",
                arguments.toArray());
    }

    private String copied(String table, String column, Object value, List<Object> arguments) {
        String name = column.toLowerCase(Locale.ROOT);
        if (columns.containsKey(table.toLowerCase(Locale.ROOT) + "." + name)) {
            return columns.get(table.toLowerCase(Locale.ROOT) + "." + name);
        }
        if (value instanceof String text && names.containsKey(text)) {
            return names.get(text);
        }
        boolean isDemand = name.equals("demand_id") || table.equalsIgnoreCase("demand") && name.equals("id");
        if (isDemand && value instanceof Number id && numbers.containsKey(id.longValue())) {
            return numbers.get(id.longValue());
        }
        if (name.equals("id") && value instanceof String text) {
            return "concat('" + text + "'," + suffix + ")";
        }
        arguments.add(value);
        return value instanceof Timestamp
                        || value instanceof Date
                        || value instanceof LocalDateTime
                        || value instanceof LocalDate
                ? "? - interval b.days day"
                : "?";
    }
}
