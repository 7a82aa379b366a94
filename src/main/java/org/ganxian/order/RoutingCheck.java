package org.ganxian.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganxian.engine.tables.DecisionCheck;
import org.ganxian.engine.tables.DecisionTable;
import org.ganxian.sla.Priority;
import org.springframework.stereotype.Component;

/** Routing takes effect when every row leads somewhere, and no demand is left without a row. Danger does not ask it. */
@Component
class RoutingCheck implements DecisionCheck {

    private static final String PLACE_KNOWN = "placeKnown";
    private static final Set<String> TARGETS = Set.of("DUTY_DESK", "TRIAGE", "BRANCH", "DEPARTMENT");
    private static final List<String> PRIORITIES =
            Arrays.stream(Priority.values()).map(Enum::name).toList();

    @Override
    public String decision() {
        return "routing";
    }

    @Override
    public List<String> mistakes(DecisionTable table) {
        List<String> found = new ArrayList<>();
        List<Map<String, Object>> rows = table.rows();
        for (int row = 0; row < rows.size(); row++) {
            if (!isRoute(rows.get(row))) {
                found.add("第 %d 行的紧急程度、去向或部门职能填写有误：%s".formatted(row + 1, rows.get(row)));
            }
        }
        return found;
    }

    @Override
    public List<Map<String, Object>> questions() {
        return List.of(Map.of(PLACE_KNOWN, true), Map.of(PLACE_KNOWN, false));
    }

    @Override
    public String unanswered(Map<String, Object> question) {
        return "没有一般诉求的去向（地点%s明确）".formatted(Boolean.TRUE.equals(question.get(PLACE_KNOWN)) ? "" : "不");
    }

    private static boolean isRoute(Map<String, Object> row) {
        Object target = row.get("target");
        boolean isToSomebody =
                !"DEPARTMENT".equals(target) || row.get("function") instanceof String function && !function.isBlank();
        return target instanceof String
                && TARGETS.contains(target)
                && row.get("priority") instanceof String
                && PRIORITIES.contains(row.get("priority"))
                && isToSomebody;
    }
}
