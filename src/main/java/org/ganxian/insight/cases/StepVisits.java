package org.ganxian.insight.cases;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Diagrams;
import org.ganxian.insight.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Where one case has been. A superior's own steps are left out: they stand beside the case's. */
@Component
@RequiredArgsConstructor
class StepVisits {

    private final JdbcTemplate jdbc;
    private final Diagrams diagrams;

    /** Oldest first. */
    List<StepVisit> of(String number) {
        Map<String, Map<String, String>> names = new HashMap<>();
        return jdbc.query(
                "select definition, activity, entered_at, left_at from insight_wait"
                        + " where number = ? and definition not in ('escalation', 'handover') order by entered_at, id",
                (row, i) -> new StepVisit(
                        row.getString(1),
                        row.getString(2),
                        names.computeIfAbsent(row.getString(1), diagrams::names)
                                .getOrDefault(row.getString(2), row.getString(2)),
                        Sql.instant(row.getObject(3, LocalDateTime.class)),
                        Sql.instant(row.getObject(4, LocalDateTime.class))),
                number);
    }
}
