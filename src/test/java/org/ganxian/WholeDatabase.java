package org.ganxian;

import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Every row of every table, read without knowing any of them: the domain's and the engine's. */
public final class WholeDatabase {

    private static final String WITHOUT_FILES = " where deployment_id_ is null";

    /** That somebody came, or was refused, is on record by design. */
    private static final String WITHOUT_KNOCKS =
            " where action not in ('login', 'login-failed', 'login-locked', 'login-address-locked', 'refused')";

    /** Likewise their sessions and tries. */
    private static final Set<String> KNOCKS = Set.of("spring_session", "spring_session_attributes", "bucket");

    private final DataSource dataSource;

    /** Rows that hold none of the texts sought last: a test asks after each step, and few rows change by one. */
    private final Set<String> clean = new HashSet<>();

    private Set<String> soughtBefore = Set.of();

    public WholeDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All rows by table, each as one line of text with a hash for bytes, in an order of its own; without who knocked. */
    public Map<String, List<String>> rows() {
        return rows("", bytes -> "#" + Arrays.hashCode(bytes));
    }

    /** The engine's tables, without the files that we deployed ourselves. */
    Map<String, List<String>> engineRows() {
        // What is written in UTF-8 or as serialized Java shows.
        return rows("act_", bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The engine's rows that contain one of these texts, as {@code table: row}. */
    public List<String> engineRowsWith(Collection<String> texts) {
        if (!Set.copyOf(texts).equals(soughtBefore)) {
            soughtBefore = Set.copyOf(texts);
            clean.clear();
        }
        List<String> found = new ArrayList<>();
        engineRows()
                .forEach((table, rows) -> rows.stream()
                        .filter(row -> !clean.contains(row))
                        .forEach(row -> {
                            if (texts.stream().anyMatch(row::contains)) {
                                found.add(table + ": " + row);
                            } else {
                                clean.add(row);
                            }
                        }));
        return found;
    }

    private Map<String, List<String>> rows(String prefix, Function<byte[], String> binary) {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection connection = dataSource.getConnection()) {
            for (String table : tables(connection)) {
                String name = table.toLowerCase(Locale.ROOT);
                if (name.startsWith(prefix) && !KNOCKS.contains(name)) {
                    String ours = prefix.isEmpty() || !table.equalsIgnoreCase("act_ge_bytearray") ? "" : WITHOUT_FILES;
                    String where = table.equalsIgnoreCase("audit_entry") ? WITHOUT_KNOCKS : ours;
                    all.put(table.toLowerCase(Locale.ROOT), rows(connection, table, where, binary));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    public static List<String> tables(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        List<String> tables = new ArrayList<>();
        try (ResultSet found = metaData.getTables(
                connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static List<String> rows(Connection connection, String table, String where, Function<byte[], String> binary)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        String quote = connection.getMetaData().getIdentifierQuoteString();
        try (ResultSet found =
                connection.createStatement().executeQuery("select * from " + quote + table + quote + where)) {
            List<String> columns = columns(found.getMetaData());
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= columns.size(); column++) {
                    row.append(columns.get(column - 1))
                            .append('=')
                            .append(text(found.getObject(column), found, column, binary))
                            .append(' ');
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private static List<String> columns(ResultSetMetaData row) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= row.getColumnCount(); column++) {
            names.add(row.getColumnName(column));
        }
        return names;
    }

    private static @Nullable String text(
            @Nullable Object value, ResultSet row, int column, Function<byte[], String> binary) throws SQLException {
        return value instanceof byte[] || value instanceof Blob
                ? binary.apply(row.getBytes(column))
                : row.getString(column);
    }
}
