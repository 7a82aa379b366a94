package org.ganxian.insight.days;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Area;
import org.ganxian.insight.ReportingPeriod;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** The sums of days. Whoever changes them does so alone, and whoever reads them sees rows and sums of one moment. */
@Component
@RequiredArgsConstructor
public class Days {

    /** What stands behind the condition of a look at the rows themselves. */
    public static final String NOT_SUMMED = " and summed = 0";

    /** What stands behind that of a look at all rows of some days in a part of the city: indexes have this before the day. */
    public static final String SUMMED_OR_NOT = " and summed in (0, 1, 2)";

    private static final int TRIES = 5;
    private static final Kept FIGURES = new Kept("insight_day", "counts", "district_code", "counted_day", "flow");
    private static final Kept LENGTHS =
            new Kept("insight_day_lengths", "lengths", "district_code", "what", "counted_day", "step");

    /** Statements for a sum of this table, by its key. */
    private record Kept(String select, String update, String insert) {

        Kept(String table, String sum, String... key) {
            this(
                    "select " + sum + " from " + table + " where " + String.join(" = ? and ", key) + " = ?",
                    "update " + table + " set " + sum + " = ? where " + String.join(" = ? and ", key) + " = ?",
                    "insert into " + table + " (" + sum + ", " + String.join(", ", key) + ") values (?"
                            + ", ?".repeat(key.length) + ")");
        }
    }

    private final JdbcTemplate jdbc;
    private final SummedRows rows;

    /** Hears what was summed of a period; counts by {@link Figure}. */
    public interface OfPeriod {
        /** All of a day. */
        void onDay(LocalDate day, String flow, int[] counts);

        /** @param place code of a district; of a place when the sums of its district were asked for */
        void inPlace(String flow, String place, int[] counts);

        /** @param category code of one of the first level */
        void inCategory(String flow, String category, int[] counts);
    }

    /** Hears one length, and how often it was. */
    public interface OfLength {
        void lasted(String step, int minutes, int often);
    }

    /** As below. Where nothing is summed nobody has to look again. */
    public <T> T steadily(Area area, Supplier<T> look) {
        return area.isSummed() ? steadily(look) : look.get();
    }

    /** Looks at rows and sums, again if something was summed meanwhile. */
    <T> T steadily(Supplier<T> look) {
        for (int i = 0; i < TRIES; i++) {
            long before = stamp();
            T seen = look.get();
            if (stamp() == before) {
                return seen;
            }
        }
        throw new ConcurrencyFailureException("Days were summed again and again");
    }

    private long stamp() {
        Long stamp = jdbc.queryForObject("select stamp from insight_sums where id = 1", Long.class);
        return stamp == null ? 0 : stamp;
    }

    /** @param whose sums: {@link Area#sums()} */
    public void counts(String whose, ReportingPeriod period, @Nullable String flow, OfPeriod listener) {
        List<Object> arguments = new ArrayList<>(List.of(whose, period.from(), period.to()));
        if (flow != null) {
            arguments.add(flow);
        }
        Map<String, Map<String, int[]>> byFlow = new HashMap<>();
        RowCallbackHandler each = row -> {
            Map<String, int[]> parts = byFlow.computeIfAbsent(row.getString(2), f -> new HashMap<>());
            int[] ofDay = new int[Figure.values().length];
            PartCounts.each(row.getString(3), (part, counts) -> {
                PartCounts.add(parts.computeIfAbsent(part, p -> new int[counts.length]), counts, 1);
                if (part.charAt(0) == PartCounts.PLACE) {
                    PartCounts.add(ofDay, counts, 1);
                }
            });
            listener.onDay(row.getObject(1, LocalDate.class), row.getString(2), ofDay);
        };
        jdbc.query(
                "select counted_day, flow, counts from insight_day where district_code = ?"
                        + " and counted_day between ? and ?" + (flow == null ? "" : " and flow = ?"),
                each,
                arguments.toArray());
        byFlow.forEach((of, parts) -> parts.forEach((part, counts) -> {
            if (part.charAt(0) == PartCounts.PLACE) {
                listener.inPlace(of, part.substring(1), counts);
            } else {
                listener.inCategory(of, part.substring(1), counts);
            }
        }));
    }

    /**
     * Of the cases of a period, how long their first answers took.
     *
     * @param whose sums: {@link Area#sums()}
     */
    public void responses(String whose, ReportingPeriod period, @Nullable String flow, OfLength listener) {
        lengths(whose, SummedRows.FIRST_RESPONSE + (flow == null ? "" : flow), period, listener);
    }

    /**
     * @param whose sums: {@link Area#sums()}
     * @param definition key of a process, for its stays that ended in the period
     */
    public void lengths(String whose, String definition, ReportingPeriod period, OfLength listener) {
        jdbc.query(
                "select step, lengths from insight_day_lengths where district_code = ? and what = ?"
                        + " and counted_day between ? and ?",
                row -> {
                    String step = row.getString(1);
                    Lengths.each(row.getString(2), (minutes, often) -> listener.lasted(step, minutes, often));
                },
                whose,
                definition,
                period.from(),
                period.to());
    }

    /** Before the first sum is read or changed; held until the transaction ends. */
    void alone() {
        jdbc.update("update insight_sums set stamp = stamp + 1 where id = 1");
    }

    void add(Sums sums, int sign) {
        sums.figures().forEach((key, counts) -> {
            UnaryOperator<String> sum = kept -> {
                PartCounts all = PartCounts.read(kept);
                all.add(counts, sign);
                return all.toString();
            };
            change(FIGURES, sum, key.district(), key.day(), key.flow());
        });
        sums.lengths().forEach((key, lengths) -> {
            UnaryOperator<String> sum = kept -> {
                Lengths all = Lengths.read(kept);
                all.add(lengths, sign);
                return all.toString();
            };
            change(LENGTHS, sum, key.district(), key.what(), key.day(), key.step());
        });
    }

    private void change(Kept table, UnaryOperator<String> sum, Object... key) {
        List<String> kept = jdbc.queryForList(table.select(), String.class, key);
        List<Object> row = new ArrayList<>();
        row.add(sum.apply(kept.isEmpty() ? "" : kept.get(0)));
        row.addAll(List.of(key));
        jdbc.update(kept.isEmpty() ? table.insert() : table.update(), row.toArray());
    }

    /** What is kept of a day. */
    Sums kept(LocalDate day) {
        Sums sums = new Sums();
        jdbc.query(
                "select district_code, flow, counts from insight_day where counted_day = ?",
                row -> {
                    Sums.Key key = new Sums.Key(row.getString(1), day, row.getString(2));
                    sums.figures().put(key, PartCounts.read(row.getString(3)));
                },
                day);
        jdbc.query(
                "select district_code, what, step, lengths from insight_day_lengths where counted_day = ?",
                row -> {
                    Sums.LengthKey key = new Sums.LengthKey(row.getString(1), row.getString(2), day, row.getString(3));
                    sums.lengths().put(key, Lengths.read(row.getString(4)));
                },
                day);
        return sums;
    }

    /** What the rows say that are said to be in it. */
    Sums recounted(LocalDate day) {
        Sums sums = rows.cases("summed = 1 and {day} = ?", day);
        sums.lengths().putAll(rows.stays("summed = 1 and {day} = ?", day).lengths());
        return sums;
    }

    /** Makes it say what the rows say. */
    void renew(LocalDate day) {
        alone();
        jdbc.update("delete from insight_day where counted_day = ?", day);
        jdbc.update("delete from insight_day_lengths where counted_day = ?", day);
        add(recounted(day), 1);
    }

    /** Takes a summed case out of the sums, before anything else is counted of it. Its row stands still. */
    public void takeOut(long demandId) {
        alone();
        add(rows.cases("summed = 1 and demand_id = ?", demandId), -1);
        jdbc.update("update insight_case set summed = 0 where demand_id = ?", demandId);
        jdbc.update("update insight_round set summed = 0 where demand_id = ?", demandId);
    }
}
