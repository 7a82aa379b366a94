package org.ganxian.insight.facts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Sql;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Sampled;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** {@code ganxian.cases.open} and {@code ganxian.cases.overdue} by the level of whoever has them. */
@Component
@RequiredArgsConstructor
class CaseMeters implements MeterBinder {

    private static final List<Unit.Kind> LEVELS =
            List.of(Unit.Kind.COMMUNITY, Unit.Kind.STREET, Unit.Kind.DISTRICT, Unit.Kind.CITY);

    private record Counted(long open, long overdue) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    @Override
    public void bindTo(MeterRegistry registry) {
        Sampled<Map<String, Counted>> counted = new Sampled<>(this::count);
        for (Unit.Kind level : LEVELS) {
            Gauge.builder("ganxian.cases.open", () -> of(counted, level).open())
                    .description("Open cases by the level of whoever has them")
                    .tag("level", level.name().toLowerCase())
                    .register(registry);
            Gauge.builder("ganxian.cases.overdue", () -> of(counted, level).overdue())
                    .description("Open cases past their present limit by the level of whoever has them")
                    .tag("level", level.name().toLowerCase())
                    .register(registry);
        }
    }

    private static Counted of(Sampled<Map<String, Counted>> counted, Unit.Kind level) {
        return counted.get().getOrDefault(level.name(), new Counted(0, 0));
    }

    private Map<String, Counted> count() {
        Map<String, Counted> counts = new HashMap<>();
        jdbc.query(
                "select level, count(*), count(case when due_at < ? then 1 end) from insight_case"
                        + " where is_open = true group by level",
                row -> {
                    counts.put(row.getString(1), new Counted(row.getLong(2), row.getLong(3)));
                },
                Sql.utc(clock.instant()));
        return counts;
    }
}
