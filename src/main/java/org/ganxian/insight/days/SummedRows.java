package org.ganxian.insight.days;

import java.time.LocalDate;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Units;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What rows of the read models come to. */
@Component
@RequiredArgsConstructor
class SummedRows {

    static final String FIRST_RESPONSE = "first-response:";

    private final JdbcTemplate jdbc;
    private final Units units;

    /** Of cases and their rounds. A condition on both tables, in which {@code {day}} is the day on which a row counts. */
    Sums cases(String condition, Object... arguments) {
        Sums sums = new Sums();
        grouped(
                "insight_case",
                "received_day",
                "marks",
                condition,
                arguments,
                (day, flow, district, place, category, marks, n) ->
                        sums.add(day, flow, district, place, category, Figure.ofCase(marks, n)));
        grouped(
                "insight_round",
                "begun_day",
                "marks",
                condition,
                arguments,
                (day, flow, district, place, category, marks, n) ->
                        sums.add(day, flow, district, place, category, Figure.ofRound(marks, n)));
        grouped(
                "insight_round",
                "closed_day",
                "0",
                condition,
                arguments,
                (day, flow, district, place, category, none, n) -> {
                    int[] counts = new int[Figure.values().length];
                    counts[Figure.CLOSED.ordinal()] = n;
                    sums.add(day, flow, district, place, category, counts);
                });
        jdbc.query(
                "select received_day, district_code, flow, response_minutes, count(*) from insight_case where "
                        + condition.replace("{day}", "received_day")
                        + " and received_day is not null and response_minutes is not null"
                        + " group by received_day, district_code, flow, response_minutes",
                row -> {
                    LocalDate day = row.getObject(1, LocalDate.class);
                    for (String flow : new String[] {"", row.getString(3)}) {
                        sums.add(row.getString(2), FIRST_RESPONSE + flow, day, "", row.getInt(4), row.getInt(5));
                    }
                },
                arguments);
        return sums;
    }

    /** Of stays that are over. */
    Sums stays(String condition, Object... arguments) {
        Sums sums = new Sums();
        jdbc.query(
                "select left_day, definition, activity, minutes, area_code, count(*) from insight_wait where "
                        + condition.replace("{day}", "left_day")
                        + " group by left_day, definition, activity, minutes, area_code",
                row -> {
                    sums.add(
                            district(row.getString(5)),
                            row.getString(2),
                            row.getObject(1, LocalDate.class),
                            row.getString(3),
                            row.getInt(4),
                            row.getInt(6));
                },
                arguments);
        return sums;
    }

    private String district(String place) {
        return units.find(place).isEmpty() ? place : units.district(place).code();
    }

    private interface Group {
        void of(LocalDate day, String flow, String district, String place, String category, int marks, int rows);
    }

    private void grouped(String table, String day, String marks, String condition, Object[] arguments, Group group) {
        String by = day + ", flow, district_code, area_code, category" + (marks.equals("0") ? "" : ", " + marks);
        jdbc.query(
                "select " + day + ", flow, district_code, area_code, category, " + marks + ", count(*) from " + table
                        + " where " + condition.replace("{day}", day) + " and " + day + " is not null group by " + by,
                row -> {
                    group.of(
                            row.getObject(1, LocalDate.class),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getInt(6),
                            row.getInt(7));
                },
                arguments);
    }
}
