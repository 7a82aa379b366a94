package org.ganxian.engine.tables;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.tables.TableEditions.Latest;
import org.ganxian.platform.data.PerTransaction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Which edition of a table is in force: read once in a transaction, unless that deploys another. */
@Component
@RequiredArgsConstructor
public class LatestEditions {

    private final JdbcTemplate jdbc;
    private final PerTransaction<Map<String, Optional<Latest>>> asked = new PerTransaction<>(HashMap::new);

    Optional<Latest> of(String decision) {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? asked.get().computeIfAbsent(decision, this::read)
                : read(decision);
    }

    private Optional<Latest> read(String decision) {
        return jdbc
                .query(
                        "select ID_, VERSION_ from ACT_RE_DECISION_DEF where KEY_ = ? order by VERSION_ desc limit 1",
                        (row, i) -> new Latest(row.getString(1), row.getInt(2)),
                        decision)
                .stream()
                .findFirst();
    }

    /** To be called when a table is deployed: what was read in this transaction is read anew. */
    public void forget() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            asked.get().clear();
        }
    }
}
