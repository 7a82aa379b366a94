package org.ganxian.fuzz;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** How many rows each table has, and their versions: cheap, and enough to see that something was written. */
final class StateDigest {

    /** Tables, by how their names begin, that tell of requests: who asked for what, how often, which limits were looked up. */
    private static final Set<String> ABOUT_REQUESTS =
            Set.of("audit_entry", "act_ru_meter_log", "act_hi_dec", "spring_session", "bucket");

    private static final Set<String> VERSIONS = Set.of("rev_", "version");

    private final DataSource dataSource;
    private final String sql;

    StateDigest(DataSource dataSource) {
        this.dataSource = dataSource;
        List<String> parts = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData database = connection.getMetaData();
            String quote = database.getIdentifierQuoteString();
            try (ResultSet tables = database.getTables(
                    connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
                while (tables.next()) {
                    String table = tables.getString("TABLE_NAME");
                    if (ABOUT_REQUESTS.stream()
                            .noneMatch(prefix -> table.toLowerCase(Locale.ROOT).startsWith(prefix))) {
                        parts.add("select '%s', count(*), %s from %s"
                                .formatted(table, versions(database, connection, table, quote), quote + table + quote));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        this.sql = String.join(" union all ", parts);
    }

    private static String versions(DatabaseMetaData database, Connection connection, String table, String quote)
            throws SQLException {
        try (ResultSet columns = database.getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
            while (columns.next()) {
                String column = columns.getString("COLUMN_NAME");
                if (VERSIONS.contains(column.toLowerCase(Locale.ROOT))
                        && columns.getString("TYPE_NAME")
                                .toLowerCase(Locale.ROOT)
                                .contains("int")) {
                    return "sum(" + quote + column + quote + ")";
                }
            }
        }
        return "0";
    }

    /** By table. */
    Map<String, String> now() {
        Map<String, String> digest = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                digest.put(rows.getString(1), rows.getString(2) + " rows, versions " + rows.getString(3));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return digest;
    }
}
