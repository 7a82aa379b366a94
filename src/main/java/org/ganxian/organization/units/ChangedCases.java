package org.ganxian.organization.units;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Which cases a change carries over, and which of them it has. */
@Repository
@RequiredArgsConstructor
class ChangedCases {

    /** How far a change is. */
    public record Progress(long done, long all) {}

    private final JdbcTemplate jdbc;

    void add(long change, Collection<String> numbers) {
        List<String> known =
                jdbc.queryForList("select number from unit_change_case where change_id = ?", String.class, change);
        List<Object[]> rows = numbers.stream()
                .filter(number -> !known.contains(number))
                .distinct()
                .map(number -> new Object[] {change, number})
                .toList();
        jdbc.batchUpdate("insert into unit_change_case (change_id, number) values (?, ?)", rows);
    }

    List<String> next(long change, int most) {
        return jdbc.queryForList(
                "select number from unit_change_case where change_id = ? and carried_at is null order by id limit "
                        + most,
                String.class,
                change);
    }

    void carried(long change, String number, Instant at) {
        jdbc.update(
                "update unit_change_case set carried_at = ? where change_id = ? and number = ?",
                LocalDateTime.ofInstant(at, ZoneOffset.UTC),
                change,
                number);
    }

    Progress progress(long change) {
        return new Progress(
                count("select count(*) from unit_change_case where change_id = ? and carried_at is not null", change),
                count("select count(*) from unit_change_case where change_id = ?", change));
    }

    private long count(String sql, long change) {
        Long count = jdbc.queryForObject(sql, Long.class, change);
        return count == null ? 0 : count;
    }
}
