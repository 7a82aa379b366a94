package org.ganxian.insight.bursts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts the last days by place and kind, and finds what is more than usual. */
@Component
@RequiredArgsConstructor
class BurstFinder {

    /** @param measured days that the usual number is the mean of */
    record Found(
            String place,
            String district,
            String category,
            LocalDate from,
            LocalDate to,
            int cases,
            BigDecimal usual,
            int measured) {

        String key() {
            return place + " " + category;
        }
    }

    /** Cases of one kind in a place, by days back from today, and in the weeks before. */
    private static class Cell {
        private final int[] back = new int[BurstRule.LONGEST];
        private int before;

        void add(Cell other, int sign) {
            for (int i = 0; i < back.length; i++) {
                back[i] += sign * other.back[i];
            }
            before += sign * other.before;
        }

        int last(int days) {
            int cases = 0;
            for (int i = 0; i < days; i++) {
                cases += back[i];
            }
            return cases;
        }

        Cell without(Cell other) {
            Cell rest = new Cell();
            rest.add(this, 1);
            rest.add(other, -1);
            return rest;
        }
    }

    /** Many who apply for a licence have no common cause. */
    private static final String FLOW = "order";

    private static final String COUNTED = "select c.area_code, d.category_code, c.received_day, count(*) cases"
            + " from insight_case c join demand d on d.id = c.demand_id"
            + " where c.received_day between :from and :to and c.flow = :flow and d.category_code in (:categories)"
            + " group by c.area_code, d.category_code, c.received_day";

    private final NamedParameterJdbcTemplate jdbc;
    private final Units units;

    /**
     * The smallest places in which something is a burst, and larger ones where it still is one without those.
     *
     * @param today the day that is counted as the last, as far as it has gone
     */
    List<Found> find(BurstRule rule, LocalDate today) {
        LocalDate begin = today.minusDays(BurstRule.LONGEST - 1L);
        Set<String> candidates = candidates(rule, begin, today);
        if (candidates.isEmpty()) {
            return List.of();
        }
        int measured = measured(begin);
        Map<String, Map<String, Cell>> cells = new TreeMap<>();
        jdbc.query(
                COUNTED,
                new MapSqlParameterSource()
                        .addValue("from", begin.minusDays(7L * BurstRule.WEEKS))
                        .addValue("to", today)
                        .addValue("flow", FLOW)
                        .addValue("categories", candidates),
                row -> {
                    Cell cell = new Cell();
                    LocalDate day = row.getObject(3, LocalDate.class);
                    if (day.isBefore(begin)) {
                        cell.before = row.getInt(4);
                    } else {
                        cell.back[(int) (today.toEpochDay() - day.toEpochDay())] = row.getInt(4);
                    }
                    Map<String, Cell> places = cells.computeIfAbsent(row.getString(2), c -> new HashMap<>());
                    for (Unit place : placesAbove(row.getString(1))) {
                        places.computeIfAbsent(place.code(), p -> new Cell()).add(cell, 1);
                    }
                });
        List<Found> found = new ArrayList<>();
        cells.forEach((category, places) -> found.addAll(bursts(rule, today, measured, category, places)));
        return found;
    }

    /** Kinds of which enough came in the whole city. */
    private Set<String> candidates(BurstRule rule, LocalDate from, LocalDate to) {
        return new TreeSet<>(jdbc.queryForList(
                "select d.category_code from insight_case c join demand d on d.id = c.demand_id"
                        + " where c.received_day between :from and :to and c.flow = :flow"
                        + " and d.category_code <> :unsorted"
                        + " group by d.category_code having count(*) >= :fewest",
                new MapSqlParameterSource()
                        .addValue("from", from)
                        .addValue("to", to)
                        .addValue("flow", FLOW)
                        .addValue("unsorted", Categories.UNSORTED)
                        .addValue("fewest", rule.fewest()),
                String.class));
    }

    /** Days before that have records: a new city has not seen eight weeks yet. */
    private int measured(LocalDate begin) {
        LocalDate first = jdbc.queryForObject(
                "select min(received_day) from insight_case where received_day >= :since",
                Map.of("since", begin.minusDays(7L * BurstRule.WEEKS)),
                LocalDate.class);
        long days = first == null ? 0 : begin.toEpochDay() - first.toEpochDay();
        return (int) Math.max(0, Math.min(days, 7L * BurstRule.WEEKS));
    }

    private List<Unit> placesAbove(String area) {
        return units.upwards(area).stream()
                .filter(unit -> unit.kind().isPlace())
                .toList();
    }

    private List<Found> bursts(
            BurstRule rule, LocalDate today, int measured, String category, Map<String, Cell> places) {
        List<Found> found = new ArrayList<>();
        Map<String, Cell> told = new HashMap<>();
        places.keySet().stream()
                .sorted(Comparator.comparing(
                                (String place) -> placesAbove(place).size())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(place -> {
                    Cell all = Objects.requireNonNull(places.get(place));
                    Cell already = told.getOrDefault(place, new Cell());
                    Cell rest = all.without(already);
                    BurstRule.DAYS.stream()
                            .filter(days -> rule.isBurst(rest.last(days), usual(rest, measured, days)))
                            .findFirst()
                            .ifPresent(days -> {
                                found.add(new Found(
                                        place,
                                        units.district(place).code(),
                                        category,
                                        today.minusDays(days - 1L),
                                        today,
                                        all.last(days),
                                        usual(all, measured, days),
                                        measured));
                                placesAbove(place)
                                        .forEach(above -> told.computeIfAbsent(above.code(), p -> new Cell())
                                                .add(rest, 1));
                            });
                });
        return found;
    }

    private static BigDecimal usual(Cell cell, int measured, int days) {
        return BurstRule.usual(cell.before, Math.max(measured, BurstRule.LONGEST), days);
    }
}
