package org.ganxian.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.stereotype.Component;

/**
 * Lets MySQL compare our texts as H2 and Java do: character by character, trailing blanks included. After each migration,
 * so that no table is forgotten. The engine's tables are the engine's.
 */
@Component
class BinaryCollations implements Callback {

    private static final String COLLATION = "utf8mb4_0900_bin";
    private static final String OTHERS = "select distinct t.table_name from information_schema.tables t"
            + " join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name"
            + " where t.table_schema = database() and t.table_type = 'BASE TABLE' and t.table_name not like 'ACT\\_%'"
            + " and t.table_name <> 'flyway_schema_history' and c.collation_name <> '" + COLLATION + "'";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            if (connection.getMetaData().getDatabaseProductName().equals("MySQL")) {
                convert(connection);
            }
        } catch (SQLException e) {
            throw new FlywayException("Cannot set the collation of a table", e);
        }
    }

    private static void convert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(OTHERS)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            if (tables.isEmpty()) {
                return;
            }
            // Both ends of a foreign key are converted, one after the other.
            statement.execute("set foreign_key_checks = 0");
            try {
                for (String table : tables) {
                    statement.execute(
                            "alter table `" + table + "` convert to character set utf8mb4 collate " + COLLATION);
                }
            } finally {
                statement.execute("set foreign_key_checks = 1");
            }
        }
    }

    @Override
    public String getCallbackName() {
        return "binary-collations";
    }
}
