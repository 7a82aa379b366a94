package org.ganxian.privacy.retention;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Until when cases have to be kept, and which are due to be erased. */
@Service
@Transactional
public class Retention {

    private static final String CHANGED = "retention-changed";
    private static final int LONGEST = 100;

    /** When a case ended: its completion, else the last thing that happened to it. */
    private static final String ENDED =
            "coalesce(d.completed_at," + " (select max(t.happened_at) from timeline_entry t where t.demand_id = d.id))";

    private final RetentionRule.Repository rules;
    private final Categories categories;
    private final Demands demands;
    private final NamedParameterJdbcTemplate jdbc;
    private final Audit audit;
    private final Clock clock;
    private final int usual;

    Retention(
            RetentionRule.Repository rules,
            Categories categories,
            Demands demands,
            NamedParameterJdbcTemplate jdbc,
            Audit audit,
            Clock clock,
            @Value("${ganxian.retention.years}") int usual) {
        this.rules = rules;
        this.categories = categories;
        this.demands = demands;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.usual = usual;
    }

    /** @param usual not set for this category alone */
    public record Line(String category, String name, int years, boolean usual) {}

    /** So many cases of a year and a category. */
    public record Due(int year, String category, long cases) {}

    /** Those of the first level. */
    @Transactional(readOnly = true)
    public List<Line> lines() {
        Map<String, Integer> set = set();
        return categories.all().stream()
                .filter(category -> category.level() == 1)
                .map(category -> new Line(
                        category.code(),
                        category.name(),
                        set.getOrDefault(category.code(), usual),
                        !set.containsKey(category.code())))
                .toList();
    }

    private Map<String, Integer> set() {
        return rules.findAll().stream().collect(Collectors.toMap(RetentionRule::category, RetentionRule::years));
    }

    /**
     * @param years 1 to 100
     * @throws Refusal 400 for any other number and for a category that is none of the first level
     */
    public void set(String category, int years, Actor by) {
        if (years < 1 || years > LONGEST) {
            throw Refusal.field("years", "保存期限应在 1 到 " + LONGEST + " 年之间");
        } else if (categories.find(category).filter(c -> c.level() == 1).isEmpty()) {
            throw Refusal.field("category", "没有这个一级分类");
        }
        rules.save(new RetentionRule(category, years));
        audit.record(by, CHANGED, category + " " + years);
    }

    /**
     * Until when a case has to be kept.
     *
     * @return empty when it is over
     */
    @Transactional(readOnly = true)
    public Optional<LocalDate> keptUntil(Demand demand) {
        Instant ended = demand.completedAt()
                .orElseGet(() -> demands.timeline(demand).stream()
                        .map(entry -> entry.at())
                        .reduce((earlier, later) -> later)
                        .orElse(demand.receivedAt()));
        LocalDate until = day(ended).plusYears(years(demand.categoryCode()));
        return Optional.of(until).filter(last -> !last.isBefore(day(clock.instant())));
    }

    private int years(String category) {
        return set().getOrDefault(firstLevel(category), usual);
    }

    private static String firstLevel(String category) {
        return category.substring(0, Math.min(2, category.length()));
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(PeopleTime.ZONE).toLocalDate();
    }

    /** The dry run: what would be erased now. */
    @Transactional(readOnly = true)
    public List<Due> due() {
        Map<String, Object> parameters = new TreeMap<>();
        String condition = condition(parameters);
        return jdbc.query(
                "select extract(year from timestampadd(hour, 8, ended)), category, count(*) from ("
                        + "select " + ENDED
                        + " as ended, substring(d.category_code, 1, 2) as category from demand d where "
                        + condition + ") due group by extract(year from timestampadd(hour, 8, ended)), category"
                        + " order by 1, 2",
                parameters,
                (row, i) -> new Due(
                        row.getInt(1),
                        categories.find(row.getString(2)).map(Category::name).orElse(row.getString(2)),
                        row.getLong(3)));
    }

    /** A case that is due, just enough to find it again. */
    public record Found(long id, String number) {}

    /** Cases that are due behind this id. */
    @Transactional(readOnly = true)
    public List<Found> next(long id, int most) {
        Map<String, Object> parameters = new TreeMap<>();
        String condition = condition(parameters);
        parameters.put("id", id);
        parameters.put("most", most);
        return jdbc.query(
                "select d.id, d.number from demand d where d.id > :id and " + condition + " order by d.id limit :most",
                parameters,
                (row, i) -> new Found(row.getLong(1), row.getString(2)));
    }

    private String condition(Map<String, Object> parameters) {
        List<String> each = new ArrayList<>();
        LocalDate today = day(clock.instant());
        Map<String, Integer> set = set();
        int shortest =
                Math.min(usual, set.values().stream().mapToInt(i -> i).min().orElse(usual));
        parameters.put("latest", end(today.minusYears(shortest)));
        parameters.put(
                "finals",
                Arrays.stream(Status.values())
                        .filter(Status::isFinal)
                        .map(Enum::name)
                        .toList());
        set.forEach((category, years) -> {
            String place = String.valueOf(each.size());
            parameters.put("category" + place, category);
            parameters.put("end" + place, end(today.minusYears(years)));
            each.add("substring(d.category_code, 1, 2) = :category" + place + " and " + ENDED + " < :end" + place);
        });
        parameters.put("end", end(today.minusYears(usual)));
        String others = set.isEmpty() ? "" : "substring(d.category_code, 1, 2) not in (:set) and ";
        parameters.put("set", set.keySet());
        each.add(others + ENDED + " < :end");
        return "d.erased_at is null and d.received_at < :latest and d.status in (:finals) and ("
                + each.stream().collect(Collectors.joining(") or (", "(", ")")) + ")";
    }

    /** The day before has passed. */
    private static Timestamp end(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(PeopleTime.ZONE).toInstant());
    }
}
