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
        add(sums, "insight_case", "received_day", "marks", Figure::ofCase, condition, arguments);
        add(sums, "insight_round", "begun_day", "marks", Figure::ofRound, condition, arguments);
        add(sums, "insight_round", "closed_day", "0", Figure::ofClosed, condition, arguments);
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

    /** What rows with these marks come to, by {@link Figure}. */
    private interface Counted {
        int[] of(int marks, int rows);
    }

    private void add(
            Sums sums, String table, String day, String marks, Counted counted, String condition, Object... arguments) {
        String by = day + ", flow, district_code, area_code, category" + (marks.equals("0") ? "" : ", " + marks);
        jdbc.query(
                "select " + day + ", flow, district_code, area_code, category, " + marks + ", count(*) from " + table
                        + " where " + condition.replace("{day}", day) + " and " + day + " is not null group by " + by,
                row -> {
                    sums.add(
                            row.getObject(1, LocalDate.class),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            counted.of(row.getInt(6), row.getInt(7)));
                },
                arguments);
    }
}
