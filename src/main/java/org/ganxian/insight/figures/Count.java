package org.ganxian.insight.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ganxian.escalation.Level;
import org.ganxian.insight.Show;
import org.ganxian.insight.days.Days;
import org.ganxian.insight.days.Figure;
import org.ganxian.organization.Unit;

/** One counting of an area's cases, added up from the groups in which the read model gives them. */
class Count implements Days.OfPeriod {

    private static final List<Show> OPEN = List.of(Show.OPEN, Show.OVERDUE, Show.DUE_SOON, Show.DUE_TODAY, Show.PAUSED);

    /** In the order of the bits of a case's {@code marks}; those of the levels that were called follow. */
    private static final List<Show> OF_CASE = List.of(Show.ACCEPTED, Show.IN_HAND, Show.DONE, Show.ENDED);

    /** In the order of the bits of a round's {@code marks}. What is judged by two of them is counted with either. */
    private static final List<List<Show>> OF_ROUND = List.of(
            List.of(Show.RESPONDED, Show.RESPONSE_DUE),
            List.of(Show.RESPONSE_DUE),
            List.of(Show.IN_TIME, Show.DUE),
            List.of(Show.LATE, Show.DUE),
            List.of(Show.CONSULTED),
            List.of(Show.SOLVED),
            List.of(Show.RATED),
            List.of(Show.SATISFIED),
            List.of(Show.CALLED_BACK),
            List.of(Show.CALLED_IN_TIME, Show.CALL_DUE),
            List.of(Show.CALL_LATE, Show.CALL_DUE));

    private static final Map<Figure, Show> OF_DAY = Map.of(
            Figure.RECEIVED, Show.RECEIVED,
            Figure.ACCEPTED, Show.ACCEPTED,
            Figure.DONE, Show.DONE,
            Figure.ENDED, Show.ENDED,
            Figure.CLOSED, Show.CLOSED);

    /** Whose rates stand above all when no flow was asked for: those of applications have other limits. */
    private final String headline;

    final CaseCounts all = new CaseCounts();
    final Map<String, CaseCounts> byPlace = new HashMap<>();
    final Map<String, CaseCounts> byCategory = new HashMap<>();
    final Map<String, CaseCounts> byFlow = new TreeMap<>();
    final Map<Unit.Kind, Integer> byLevel = new EnumMap<>(Unit.Kind.class);
    final Map<Level, Integer> asked = new EnumMap<>(Level.class);
    final Map<Level, Integer> raised = new EnumMap<>(Level.class);
    final Durations firstResponse = new Durations();
    private final Map<LocalDate, CaseCounts> byDay = new HashMap<>();

    Count(String headline) {
        this.headline = headline;
    }

    /** The columns that {@link #open} reads behind {@code (place), category, level, flow}. */
    static String ofOpen() {
        return OPEN.stream().map(Show::counted).collect(Collectors.joining(", "));
    }

    void open(ResultSet row) throws SQLException {
        CaseCounts some = new CaseCounts();
        for (int i = 0; i < OPEN.size(); i++) {
            some.add(OPEN.get(i), row.getInt(5 + i));
        }
        add(row.getString(1), row.getString(2), row.getString(4), some);
        byLevel.merge(Unit.Kind.valueOf(row.getString(3)), some.of(Show.OPEN), Integer::sum);
    }

    /** {@code received_day, (place), category, flow, marks, count(*)}. */
    void received(ResultSet row) throws SQLException {
        int marks = row.getInt(5);
        int cases = row.getInt(6);
        CaseCounts some = new CaseCounts().add(Show.RECEIVED, cases);
        for (int i = 0; i < OF_CASE.size(); i++) {
            if (isSet(marks, i)) {
                some.add(OF_CASE.get(i), cases);
            }
        }
        for (Level level : Level.values()) {
            if (isSet(marks, OF_CASE.size() + level.ordinal())) {
                raised.merge(level, cases, Integer::sum);
            }
        }
        add(row.getString(2), row.getString(3), row.getString(4), some);
        addOn(row, some);
    }

    private static boolean isSet(int marks, int bit) {
        return (marks >> bit & 1) == 1;
    }

    /** {@code begun_day, (place), category, flow, marks, count(*)}. */
    void begun(ResultSet row) throws SQLException {
        int marks = row.getInt(5);
        CaseCounts some = new CaseCounts();
        for (int i = 0; i < OF_ROUND.size(); i++) {
            if (isSet(marks, i)) {
                for (Show show : OF_ROUND.get(i)) {
                    some.add(show, row.getInt(6));
                }
            }
        }
        String flow = row.getString(4);
        if (flow.equals(headline)) {
            add(row.getString(2), row.getString(3), flow, some);
        } else {
            byFlow.computeIfAbsent(flow, f -> new CaseCounts()).add(some);
        }
    }

    /** {@code closed_day, (place), category, flow, count(*)}. */
    void closed(ResultSet row) throws SQLException {
        CaseCounts some = new CaseCounts().add(Show.CLOSED, row.getInt(5));
        add(row.getString(2), row.getString(3), row.getString(4), some);
        addOn(row, some);
    }

    // What days say of those of them that are over.

    @Override
    public void onDay(LocalDate day, String flow, int[] counts) {
        CaseCounts cases = casesOf(counts);
        byDay.computeIfAbsent(day, d -> new CaseCounts()).add(cases);
        all.add(ofHeadline(flow, counts));
        for (Level level : Level.values()) {
            raised.merge(level, counts[Figure.valueOf("RAISED_" + level.name()).ordinal()], Integer::sum);
        }
        if (hasCases(counts) || hasRounds(counts)) {
            CaseCounts business = byFlow.computeIfAbsent(flow, f -> new CaseCounts());
            business.add(cases);
            business.add(roundsOf(counts));
        }
    }

    @Override
    public void inPlace(String flow, String place, int[] counts) {
        in(byPlace, place, flow, counts);
    }

    @Override
    public void inCategory(String flow, String category, int[] counts) {
        in(byCategory, category, flow, counts);
    }

    private void in(Map<String, CaseCounts> parts, String part, String flow, int[] counts) {
        if (hasCases(counts) || flow.equals(headline) && hasRounds(counts)) {
            parts.computeIfAbsent(part, p -> new CaseCounts()).add(ofHeadline(flow, counts));
        }
    }

    private CaseCounts ofHeadline(String flow, int[] counts) {
        CaseCounts some = casesOf(counts);
        if (flow.equals(headline)) {
            some.add(roundsOf(counts));
        }
        return some;
    }

    private static boolean hasCases(int[] counts) {
        return counts[Figure.RECEIVED.ordinal()] + counts[Figure.CLOSED.ordinal()] > 0;
    }

    private static boolean hasRounds(int[] counts) {
        return counts[Figure.BEGUN.ordinal()] > 0;
    }

    private static CaseCounts casesOf(int[] counts) {
        CaseCounts cases = new CaseCounts();
        OF_DAY.forEach((figure, show) -> cases.add(show, counts[figure.ordinal()]));
        return cases;
    }

    private static CaseCounts roundsOf(int[] counts) {
        CaseCounts rounds = new CaseCounts();
        for (int i = 0; i < OF_ROUND.size(); i++) {
            for (Show show : OF_ROUND.get(i)) {
                rounds.add(show, counts[Figure.RESPONDED.ordinal() + i]);
            }
        }
        return rounds;
    }

    /** How many wait to be called, and how many of them too long. */
    void followUp(ResultSet row) throws SQLException {
        all.add(Show.FOLLOW_UP, row.getInt(1)).add(Show.FOLLOW_UP_OVERDUE, row.getInt(2));
    }

    /** {@code response_minutes, count(*)}. */
    void firstResponse(ResultSet row) throws SQLException {
        firstResponse.add(row.getInt(1), row.getInt(2));
    }

    /** How many wait for an answer of each level. */
    void asked(ResultSet row) throws SQLException {
        for (Level level : Level.values()) {
            asked.put(level, row.getInt(1 + level.ordinal()));
        }
    }

    /** The columns that {@link #asked} reads. */
    static String ofAsked() {
        return Arrays.stream(Level.values())
                .map(l -> "count(case when asked_" + l.name().toLowerCase(Locale.ROOT) + " = true then 1 end)")
                .collect(Collectors.joining(", "));
    }

    /** The columns that {@link #followUp} reads. */
    static String ofFollowUp() {
        return Show.FOLLOW_UP.counted() + ", " + Show.FOLLOW_UP_OVERDUE.counted();
    }

    CaseCounts onDay(LocalDate day) {
        return byDay.getOrDefault(day, new CaseCounts());
    }

    private void add(String place, String category, String flow, CaseCounts some) {
        all.add(some);
        byFlow.computeIfAbsent(flow, f -> new CaseCounts()).add(some);
        byPlace.computeIfAbsent(place, p -> new CaseCounts()).add(some);
        byCategory.computeIfAbsent(category, c -> new CaseCounts()).add(some);
    }

    private void addOn(ResultSet row, CaseCounts some) throws SQLException {
        // Not as a text, which MySQL's driver formats slowly.
        byDay.computeIfAbsent(row.getObject(1, LocalDate.class), d -> new CaseCounts())
                .add(some);
    }
}
