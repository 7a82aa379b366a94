package org.ganxian.insight.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ganxian.escalation.Level;
import org.ganxian.insight.Show;
import org.ganxian.organization.Unit;

/** One counting of an area's cases, added up from the groups in which the read model gives them. */
class Count {

    private static final List<Show> OPEN = List.of(Show.OPEN, Show.OVERDUE, Show.DUE_SOON, Show.DUE_TODAY, Show.PAUSED);

    /** In the order of the bits of {@code marks}; those of the levels that were called follow. */
    private static final List<Show> MARKS =
            List.of(Show.ACCEPTED, Show.RESPONDED, Show.CALLED_BACK, Show.SOLVED, Show.RATED, Show.SATISFIED);

    final CaseCounts all = new CaseCounts();
    final Map<String, CaseCounts> byPlace = new HashMap<>();
    final Map<String, CaseCounts> byCategory = new HashMap<>();
    final Map<Unit.Kind, Integer> byLevel = new EnumMap<>(Unit.Kind.class);
    final Map<Level, Integer> asked = new EnumMap<>(Level.class);
    final Map<Level, Integer> raised = new EnumMap<>(Level.class);
    final Durations firstResponse = new Durations();
    private final Map<LocalDate, CaseCounts> byDay = new HashMap<>();

    /** The columns that {@link #open} reads behind {@code (place), category, level}. */
    static String ofOpen() {
        return OPEN.stream().map(Show::counted).collect(Collectors.joining(", "));
    }

    void open(ResultSet row) throws SQLException {
        CaseCounts some = new CaseCounts();
        for (int i = 0; i < OPEN.size(); i++) {
            some.add(OPEN.get(i), row.getInt(4 + i));
        }
        add(row.getString(1), row.getString(2), some);
        byLevel.merge(Unit.Kind.valueOf(row.getString(3)), some.of(Show.OPEN), Integer::sum);
    }

    /** {@code received_day, (place), category, marks, count(*)}. */
    void received(ResultSet row) throws SQLException {
        int marks = row.getInt(4);
        int cases = row.getInt(5);
        CaseCounts some = new CaseCounts().add(Show.RECEIVED, cases);
        for (int i = 0; i < MARKS.size(); i++) {
            if (isSet(marks, i)) {
                some.add(MARKS.get(i), cases);
            }
        }
        for (Level level : Level.values()) {
            if (isSet(marks, MARKS.size() + level.ordinal())) {
                raised.merge(level, cases, Integer::sum);
            }
        }
        add(row.getString(2), row.getString(3), some);
        addOn(row, some);
    }

    private static boolean isSet(int marks, int bit) {
        return (marks >> bit & 1) == 1;
    }

    /** {@code closed_day, (place), category, count(*)}. */
    void closed(ResultSet row) throws SQLException {
        CaseCounts some = new CaseCounts().add(Show.CLOSED, row.getInt(4));
        add(row.getString(2), row.getString(3), some);
        addOn(row, some);
    }

    /** {@code response_minutes, count(*)}. */
    void firstResponse(ResultSet row) throws SQLException {
        firstResponse.add(row.getInt(1), row.getInt(2));
    }

    /** {@code asked_level, count(*)}. */
    void asked(ResultSet row) throws SQLException {
        asked.put(Level.valueOf(row.getString(1)), row.getInt(2));
    }

    CaseCounts onDay(LocalDate day) {
        return byDay.getOrDefault(day, new CaseCounts());
    }

    private void add(String place, String category, CaseCounts some) {
        all.add(some);
        byPlace.computeIfAbsent(place, p -> new CaseCounts()).add(some);
        byCategory.computeIfAbsent(category, c -> new CaseCounts()).add(some);
    }

    private void addOn(ResultSet row, CaseCounts some) throws SQLException {
        // Not as a text, which MySQL's driver formats slowly.
        byDay.computeIfAbsent(row.getObject(1, LocalDate.class), d -> new CaseCounts())
                .add(some);
    }
}
