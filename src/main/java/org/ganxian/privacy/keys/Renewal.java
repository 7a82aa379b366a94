package org.ganxian.privacy.keys;

import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.platform.privacy.TwoKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes rows anew under the key in force. A value that somebody changes meanwhile is theirs, and new already. */
@Component
@RequiredArgsConstructor
@Slf4j
class Renewal {

    private final EntityManagerFactory entities;
    private final JdbcTemplate jdbc;
    private final TwoKeys keys;

    /** @param last key of the last row; null when there was none */
    record Done(int rows, @Nullable String last, int renewed, int unreadable) {}

    List<EncryptedTable> tables() {
        return EncryptedTable.of(entities);
    }

    long rows() {
        return tables().stream().mapToLong(this::rows).sum();
    }

    private long rows(EncryptedTable table) {
        Long counted =
                jdbc.queryForObject("select count(*) from " + table.name() + " where " + table.condition(), Long.class);
        return counted == null ? 0 : counted;
    }

    /** @param after key of the last row that is done; empty to begin with */
    Done renew(EncryptedTable table, String after, int most) {
        Object from = table.numbered() ? (Object) (after.isEmpty() ? 0L : Long.parseLong(after)) : after;
        List<Map<String, Object>> rows = jdbc.queryForList(
                "select " + table.key() + " as row_key, " + String.join(", ", table.columns()) + " from " + table.name()
                        + " where " + table.key() + " > ? and " + table.condition() + " order by " + table.key()
                        + " limit " + most,
                from);
        int renewed = 0;
        int unreadable = 0;
        for (String column : table.columns()) {
            List<Object[]> changes = new ArrayList<>();
            for (Map<String, Object> row : rows) {
                String stored = (String) row.get(column);
                if (stored == null || isNew(stored)) {
                    continue;
                }
                try {
                    changes.add(new Object[] {anew(stored), row.get("row_key"), stored});
                } catch (RuntimeException byNeitherKey) {
                    unreadable++;
                    log.error("No key reads {} of {} {}", column, table.name(), row.get("row_key"));
                }
            }
            jdbc.batchUpdate(
                    "update " + table.name() + " set " + column + " = ? where " + table.key() + " = ? and " + column
                            + " = ?",
                    changes);
            renewed += changes.size();
        }
        return new Done(
                rows.size(),
                rows.isEmpty() ? null : String.valueOf(rows.get(rows.size() - 1).get("row_key")),
                renewed,
                unreadable);
    }

    private boolean isNew(String stored) {
        try {
            return keys.isOfTheCurrent(Base64.getDecoder().decode(stored));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private String anew(String stored) {
        return new String(
                Base64.getEncoder()
                        .encode(keys.encrypt(keys.decrypt(Base64.getDecoder().decode(stored)))),
                StandardCharsets.US_ASCII);
    }
}
