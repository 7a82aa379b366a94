package org.ganxian;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many orders at once: the rows of one, in our tables and the engine's, under other names. */
public final class CopiedOrders {

    private static final int COPIES_AT_ONCE = 500;

    /** In the order of their foreign keys. */
    private static final List<String> ENGINE_TABLES = List.of(
            "ACT_RU_EXECUTION", "ACT_RU_TASK", "ACT_RU_VARIABLE", "ACT_RU_JOB", "ACT_HI_TASKINST", "ACT_HI_VARINST");

    private CopiedOrders() {}

    /** @param number of the order after whose pattern the others are */
    public static void make(JdbcTemplate jdbc, String number, int copies) {
        make(jdbc, number, copies, Map.of("demand", "number", "sla_clock", "subject"));
    }

    /** The same for any process of the engine alone: its rows, under other business keys. */
    public static void makeInstances(JdbcTemplate jdbc, String businessKey, int copies) {
        make(jdbc, businessKey, copies, Map.of());
    }

    /** @param ours tables, each with the column that has the number */
    private static void make(JdbcTemplate jdbc, String number, int copies, Map<String, String> ours) {
        String instance = jdbc.queryForObject(
                "select PROC_INST_ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ?", String.class, number);
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        for (String table : ENGINE_TABLES) {
            String column = table.equals("ACT_RU_JOB") ? "PROCESS_INSTANCE_ID_" : "PROC_INST_ID_";
            tables.put(
                    table,
                    new ArrayList<>(
                            jdbc.queryForList("select * from " + table + " where " + column + " = ?", instance)));
        }
        parentsFirst(tables.get("ACT_RU_EXECUTION"));
        ours.forEach((table, column) ->
                tables.put(table, jdbc.queryForList("select * from " + table + " where " + column + " = ?", number)));
        Set<Object> replaced = new HashSet<>(Set.of(number));
        tables.values()
                .forEach(rows -> rows.forEach(row -> {
                    Object own = row.get("ID_");
                    if (own == null) {
                        row.keySet().removeIf("id"::equalsIgnoreCase);
                    } else {
                        replaced.add(own);
                    }
                }));
        for (int first = 1; first <= copies; first += COPIES_AT_ONCE) {
            int last = Math.min(first + COPIES_AT_ONCE - 1, copies);
            for (var table : tables.entrySet()) {
                for (Map<String, Object> row : table.getValue()) {
                    insert(jdbc, table.getKey(), row, replaced, first, last);
                }
            }
        }
    }

    private static void parentsFirst(List<Map<String, Object>> executions) {
        Map<Object, Object> parents = new LinkedHashMap<>();
        executions.forEach(e -> parents.put(e.get("ID_"), e.get("PARENT_ID_")));
        executions.sort(Comparator.comparingInt(e -> {
            int depth = 0;
            for (Object up = e.get("PARENT_ID_"); up != null; up = parents.get(up)) {
                depth++;
            }
            return depth;
        }));
    }

    private static void insert(
            JdbcTemplate jdbc, String table, Map<String, Object> row, Set<Object> replaced, int first, int last) {
        String columns = String.join(", ", row.keySet());
        String marks = String.join(", ", Collections.nCopies(row.size(), "?"));
        List<Object[]> rows = new ArrayList<>();
        for (int n = first; n <= last; n++) {
            String suffix = "-" + n;
            rows.add(row.values().stream()
                    .map(v -> replaced.contains(v) ? v + suffix : v)
                    .toArray());
        }
        jdbc.batchUpdate("insert into " + table + " (" + columns + ") values (" + marks + ")", rows);
    }
}
