package org.ganxian.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ganxian.escalation.Level;
import org.ganxian.organization.Unit;

/**
 * One counting of an area's cases. Rows of the read model are added as they are read, which is several times faster than
 * letting the database group them once for every table of the page.
 */
class Count {

    final Tally all = new Tally();
    final Map<String, Tally> byPlace = new HashMap<>();
    final Map<String, Tally> byCategory = new HashMap<>();
    final Map<LocalDate, Tally> byDay = new TreeMap<>();
    final Map<Unit.Kind, Integer> byLevel = new EnumMap<>(Unit.Kind.class);
    final Map<Level, Integer> asked = new EnumMap<>(Level.class);
    final Map<Level, Integer> raised = new EnumMap<>(Level.class);
    final Durations firstResponse = new Durations();
    int dueSoon;
    int dueToday;
    int paused;

    private final LocalDateTime now;
    private final LocalDateTime soon;
    private final LocalDateTime tonight;

    Count(Instant now) {
        this.now = Sql.utc(now);
        this.soon = this.now.plusHours(4);
        this.tonight = Sql.utc(Period.tonight(now));
    }

    /** {@code area_code, category, level, paused, due_at}. */
    void open(ResultSet row) throws SQLException {
        LocalDateTime due = row.getObject(5, LocalDateTime.class);
        boolean overdue = due != null && due.isBefore(now);
        for (Tally tally : tallies(row.getString(1), row.getString(2))) {
            tally.open++;
            tally.overdue += overdue ? 1 : 0;
        }
        byLevel.merge(Unit.Kind.valueOf(row.getString(3)), 1, Integer::sum);
        paused += row.getBoolean(4) ? 1 : 0;
        dueSoon += due != null && !overdue && due.isBefore(soon) ? 1 : 0;
        dueToday += due != null && !overdue && due.isBefore(tonight) ? 1 : 0;
    }

    /**
     * {@code area_code, category, received_day, accepted, responded, response_minutes, called_back, solved, rated,
     * satisfied, raised_street, raised_district, raised_city}.
     */
    void received(ResultSet row) throws SQLException {
        boolean accepted = row.getBoolean(4);
        boolean responded = row.getBoolean(5);
        boolean calledBack = row.getBoolean(7);
        boolean solved = row.getBoolean(8);
        boolean rated = row.getBoolean(9);
        boolean satisfied = row.getBoolean(10);
        for (Tally tally : tallies(row.getString(1), row.getString(2))) {
            tally.receive(accepted, responded, calledBack, solved, rated, satisfied);
        }
        onDay(row.getObject(3, LocalDate.class)).received++;
        int minutes = row.getInt(6);
        if (!row.wasNull()) {
            firstResponse.add(minutes);
        }
        for (Level level : Level.values()) {
            if (row.getBoolean(11 + level.ordinal())) {
                raised.merge(level, 1, Integer::sum);
            }
        }
    }

    /** {@code area_code, category, closed_day, count(*)}. */
    void closed(ResultSet row) throws SQLException {
        int some = row.getInt(4);
        for (Tally tally : tallies(row.getString(1), row.getString(2))) {
            tally.closed += some;
        }
        onDay(row.getObject(3, LocalDate.class)).closed += some;
    }

    /** {@code asked_level, count(*)}. */
    void asked(ResultSet row) throws SQLException {
        asked.put(Level.valueOf(row.getString(1)), row.getInt(2));
    }

    private Tally[] tallies(String place, String category) {
        return new Tally[] {
            all,
            byPlace.computeIfAbsent(place, p -> new Tally()),
            byCategory.computeIfAbsent(category, c -> new Tally())
        };
    }

    Tally onDay(LocalDate day) {
        return byDay.computeIfAbsent(day, d -> new Tally());
    }
}
