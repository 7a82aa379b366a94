package org.ganxian;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many orders at once: the rows of one, in our tables and the engine's, under other names. */
public final class CopiedOrders {

    private static final int COPIES_AT_ONCE = 500;

    /** In the order of their foreign keys. */
    private static final List<String> ENGINE_TABLES = List.of(
            "ACT_RU_EXECUTION", "ACT_RU_TASK", "ACT_RU_VARIABLE", "ACT_RU_JOB", "ACT_HI_TASKINST", "ACT_HI_VARINST");

    /** Whose task it is; each with the column that has the task. */
    private static final Map<String, String> RIGHTS =
            Map.of("ACT_RU_IDENTITYLINK", "TASK_ID_", "ACT_RU_AUTHORIZATION", "RESOURCE_ID_");

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
        RIGHTS.forEach((table, task) -> tables.put(
                table,
                jdbc.queryForList(
                        "select r.* from " + table + " r join ACT_RU_TASK t on t.ID_ = r." + task
                                + " where t.PROC_INST_ID_ = ?",
                        instance)));
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
                String ourKey = ours.get(table.getKey());
                // Of ours, all rows of the order at once.
                for (Map<String, Object> row :
                        ourKey == null ? table.getValue() : table.getValue().subList(0, 1)) {
                    String key = ourKey == null ? "ID_" : ourKey;
                    copy(jdbc, table.getKey(), row, key, ourKey == null ? row.get(key) : number, replaced, first, last);
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

    /** The server makes them itself: a city of them is a matter of a minute. */
    private static void copy(
            JdbcTemplate jdbc,
            String table,
            Map<String, Object> row,
            String key,
            Object value,
            Set<Object> replaced,
            int first,
            int last) {
        String values = row.entrySet().stream()
                .map(column -> replaced.contains(column.getValue())
                        ? "concat(t." + column.getKey() + ", '-', seq.n)"
                        : "t." + column.getKey())
                .collect(Collectors.joining(", "));
        jdbc.update(
                "insert into " + table + " (" + String.join(", ", row.keySet()) + ") with recursive seq(n) as (select "
                        + first + " union all select n + 1 from seq where n < " + last + ") select " + values + " from "
                        + table + " t, seq where t." + key + " = ?",
                value);
    }
}
