package org.ganxian.insight.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.insight.Area;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Show;
import org.ganxian.insight.Sql;
import org.ganxian.insight.days.Days;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Which cases a list shows.
 *
 * @param period null for lists of what is so now
 * @param category of the first level; null for all
 * @param flow key of the process that its case is handled by; null for all
 * @param level of whoever has it, or of those who are called; null for all
 * @param definition key of a process, with {@code step} the id of a step in which the case is now; null for all
 * @param thing code of exactly its category, of whatever level; null for all
 */
public record CaseFilter(
        Show show,
        Area area,
        @Nullable ReportingPeriod period,
        @Nullable String category,
        @Nullable String flow,
        @Nullable String level,
        @Nullable String definition,
        @Nullable String step,
        @Nullable String thing,
        Instant now) {

    /** All of an area, or of one flow in it. */
    public static CaseFilter of(Show show, Area area, ReportingPeriod period, @Nullable String flow, Instant now) {
        return new CaseFilter(show, area, period, null, flow, null, null, null, null, now);
    }

    /** How the address of a list says it, with what is wrong in it refused. */
    public static CaseFilter of(Area area, Map<String, String> asked, Instant now) {
        Show show = Show.of(asked.getOrDefault("show", Show.OPEN.key()))
                .orElseThrow(() -> Refusal.invalid("没有这种清单：" + asked.get("show")));
        return new CaseFilter(
                show,
                area,
                show.isOfPeriod() ? ReportingPeriod.asked(asked, now) : null,
                StringUtils.trimToNull(asked.get("category")),
                StringUtils.trimToNull(asked.get("flow")),
                level(StringUtils.trimToNull(asked.get("level"))),
                StringUtils.trimToNull(asked.get("definition")),
                StringUtils.trimToNull(asked.get("step")),
                StringUtils.trimToNull(asked.get("thing")),
                now);
    }

    private static String level(String level) {
        boolean known = Arrays.stream(Unit.Kind.values())
                .anyMatch(k -> k.isPlace() && k.name().equals(level));
        if (level != null && !known) {
            throw Refusal.invalid("没有这个层级：" + level);
        }
        return level;
    }

    /** What stands behind {@code where}, on the table of what is shown. */
    public String condition() {
        StringBuilder where = new StringBuilder(show.condition());
        where.append(area.condition());
        if (!area.isWholeCity() && show.isOfDays()) {
            where.append(Days.SUMMED_OR_NOT);
        }
        if (category != null) {
            where.append(" and category = :category");
        }
        if (flow != null) {
            where.append(" and flow = :flow");
        }
        if (level != null) {
            where.append(" and ").append(levelCondition());
        }
        if (step != null) {
            where.append(" and number in (select w.number from insight_wait w where w.left_day is null and w.summed = 0"
                    + " and w.definition = :definition and w.activity = :step)");
        }
        if (thing != null) {
            where.append(" and demand_id in (select d.id from demand d where d.category_code = :thing)");
        }
        return where.toString();
    }

    private String levelCondition() {
        return switch (show) {
            case ASKED -> ofLevel("asked_");
            case RAISED -> ofLevel("raised_");
            default ->
                show.kept() == Show.Kept.CASE
                        ? "level = :level"
                        : "demand_id in (select c.demand_id from insight_case c where c.level = :level)";
        };
    }

    private String ofLevel(String called) {
        return switch (Objects.requireNonNull(level)) {
            case "STREET", "DISTRICT", "CITY" -> called + level.toLowerCase(Locale.ROOT) + " = true";
            default -> "1 = 0";
        };
    }

    public MapSqlParameterSource parameters() {
        return new MapSqlParameterSource(area.parameters())
                .addValue("now", Sql.utc(now))
                .addValue("soon", Sql.utc(now.plus(Duration.ofHours(4))))
                .addValue("tonight", Sql.utc(ReportingPeriod.tonight(now)))
                .addValue("from", period == null ? null : period.from())
                .addValue("to", period == null ? null : period.to())
                .addValue("category", category)
                .addValue("flow", flow)
                .addValue("level", level)
                .addValue("definition", definition)
                .addValue("step", step)
                .addValue("thing", thing);
    }
}
