package org.ganxian;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Every row of every table, read without knowing any of them: the domain's and the engine's. */
public final class WholeDatabase {

    private static final String WITHOUT_FILES = " where deployment_id_ is null";

    /** That somebody came, or was refused, is on record by design. */
    private static final String WITHOUT_KNOCKS =
            " where action not in ('login', 'login-failed', 'login-locked', 'login-address-locked', 'refused')";

    private final DataSource dataSource;

    public WholeDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All rows by table, each as one line of text, in an order of its own; without the record of who knocked. */
    public Map<String, List<String>> rows() {
        return rows("");
    }

    /** The engine's tables, without the files that we deployed ourselves. */
    Map<String, List<String>> engineRows() {
        return rows("act_");
    }

    /** The engine's rows that contain one of these texts, as {@code table: row}. */
    public List<String> engineRowsWith(Collection<String> texts) {
        List<String> found = new ArrayList<>();
        engineRows()
                .forEach((table, rows) -> rows.stream()
                        .filter(row -> texts.stream().anyMatch(row::contains))
                        .forEach(row -> found.add(table + ": " + row)));
        return found;
    }

    private Map<String, List<String>> rows(String prefix) {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection connection = dataSource.getConnection()) {
            for (String table : tables(connection)) {
                if (table.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                    String ours = prefix.isEmpty() || !table.equalsIgnoreCase("act_ge_bytearray") ? "" : WITHOUT_FILES;
                    String where = table.equalsIgnoreCase("audit_entry") ? WITHOUT_KNOCKS : ours;
                    all.put(table.toLowerCase(Locale.ROOT), rows(connection, table, where));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    static List<String> tables(Connection connection) throws SQLException {
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

    private static List<String> rows(Connection connection, String table, String where) throws SQLException {
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
                            .append(text(found.getObject(column), found, column))
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

    /** Bytes as the text that they may hold: what is written in UTF-8 or as serialized Java shows. */
    private static String text(Object value, ResultSet row, int column) throws SQLException {
        boolean binary = value instanceof byte[] || value instanceof java.sql.Blob;
        return binary ? new String(row.getBytes(column), StandardCharsets.UTF_8) : row.getString(column);
    }
}
