package org.ganxian;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * All rows of a test's database, kept in a schema beside it, to be put back later. Numbers that the database gives go on
 * from where they are: nothing that is remembered under a number, in the application or elsewhere, comes to mean
 * something else.
 */
final class DatabaseSnapshot {

    private final DataSource dataSource;
    private final boolean mysql;
    private final String schema;
    private final String kept;

    /** Each table with the columns that can be written, as they stand in SQL. */
    private final Map<String, String> tables = new LinkedHashMap<>();

    private DatabaseSnapshot(DataSource dataSource, Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        this.dataSource = dataSource;
        this.mysql = database.getURL().startsWith("jdbc:mysql:");
        this.schema = mysql ? connection.getCatalog() : connection.getSchema();
        this.kept = keptBeside(schema);
        for (String table : WholeDatabase.tables(connection)) {
            tables.put(table, writableColumns(database, connection, table));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema " + quoted(kept));
            for (String table : tables.keySet()) {
                statement.execute("create table %s as select * from %s"
                        .formatted(qualified(kept, table), qualified(schema, table)));
            }
        }
    }

    /** The schema that keeps the rows of this one. */
    static String keptBeside(String schema) {
        return schema + "_kept";
    }

    static DatabaseSnapshot of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return new DatabaseSnapshot(dataSource, connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void restore() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(mysql ? "set foreign_key_checks = 0" : "set referential_integrity false");
            connection.setAutoCommit(false);
            for (Map.Entry<String, String> table : tables.entrySet()) {
                String name = qualified(schema, table.getKey());
                statement.execute("delete from " + name);
                statement.execute("insert into %1$s (%2$s) select %2$s from %3$s"
                        .formatted(name, table.getValue(), qualified(kept, table.getKey())));
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute(mysql ? "set foreign_key_checks = 1" : "set referential_integrity true");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String writableColumns(DatabaseMetaData database, Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet found = database.getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
            while (found.next()) {
                if (!"YES".equals(found.getString("IS_GENERATEDCOLUMN"))) {
                    columns.add(quoted(found.getString("COLUMN_NAME")));
                }
            }
        }
        return String.join(", ", columns);
    }

    private String qualified(String schema, String table) {
        return quoted(schema) + "." + quoted(table);
    }

    private String quoted(String name) {
        String quote = mysql ? "`" : "\"";
        return quote + name + quote;
    }
}
