package org.ganxian.engine.jobs;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.stereotype.Component;

/**
 * Indexes for what the engine asks all the time: which jobs are due, by priority and date. Of its own none helps; it read
 * every timer of the city to find three. With few due jobs the first serves, with many the second, which is read in its
 * order until enough are found. Made here, since the engine makes its tables after our migrations.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class JobIndexes extends AbstractCamundaConfiguration {

    private static final String TABLE = "ACT_RU_JOB";

    /** By name; MySQL and H2 read both. */
    private static final Map<String, String> COLUMNS =
            Map.of("JOB_DUE", "DUEDATE_", "JOB_ORDER", "PRIORITY_ desc, DUEDATE_");

    private final DataSource database;

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            Set<String> present = present(connection);
            for (Map.Entry<String, String> index : COLUMNS.entrySet()) {
                if (!present.contains(index.getKey())) {
                    statement.execute(
                            "create index " + index.getKey() + " on " + TABLE + " (" + index.getValue() + ")");
                    log.info("Index {} is made", index.getKey());
                }
            }
            // Of versions before; see JobSetup.
            statement.executeUpdate("update " + TABLE + " set DUEDATE_ = CREATE_TIME_ where DUEDATE_ is null");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make the indexes of jobs", e);
        }
    }

    private static Set<String> present(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet indexes = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), connection.getSchema(), TABLE, false, true)) {
            while (indexes.next()) {
                String name = indexes.getString("INDEX_NAME");
                if (name != null) {
                    names.add(name.toUpperCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
