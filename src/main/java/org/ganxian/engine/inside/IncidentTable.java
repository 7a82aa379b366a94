package org.ganxian.engine.inside;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.stereotype.Component;

/**
 * Lets incidents be resolved on MySQL 9.7. An incident is its own cause: its row refers to itself by two keys, which the
 * engine makes with cascades on MySQL. That server follows them round and round until it has counted 30 tables and
 * refuses to delete the row, so that no failed job could be retried from Cockpit; without cascades no MySQL deletes a
 * row that refers to itself. So the two keys are dropped; the engine deletes incidents by itself on every database.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class IncidentTable extends AbstractCamundaConfiguration {

    private static final String TABLE = "ACT_RU_INCIDENT";

    private final DataSource dataSource;

    /** The engine has made its tables by now. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        try (Connection connection = dataSource.getConnection()) {
            for (String key : cascades(connection)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("alter table " + TABLE + " drop foreign key " + key);
                }
            }
        } catch (SQLException e) {
            // Another node may be doing the same, or the user may not alter tables; work goes on.
            log.warn("{} may still delete in cascades, then no incident can be resolved: {}", TABLE, e.getMessage());
        }
    }

    /** Names of the keys by which the table refers to itself in cascades; none on H2. */
    private static List<String> cascades(Connection connection) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (ResultSet found =
                connection.getMetaData().getImportedKeys(connection.getCatalog(), connection.getSchema(), TABLE)) {
            while (found.next()) {
                if (TABLE.equalsIgnoreCase(found.getString("PKTABLE_NAME"))
                        && found.getInt("DELETE_RULE") == DatabaseMetaData.importedKeyCascade) {
                    keys.add(found.getString("FK_NAME"));
                }
            }
        }
        return keys;
    }
}
