package org.ganxian.insight.days;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.ReportingPeriod;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** The sums of days. Whoever changes them does so alone, and whoever reads them sees rows and sums of one moment. */
@Component
@RequiredArgsConstructor
public class Days {

    /** What stands behind the condition of a look at the rows themselves. */
    public static final String NOT_SUMMED = " and summed = 0";

    private static final int TRIES = 5;
    private static final String UPDATE = "update insight_day set " + Figure.columns("%1$s = %1$s + ?")
            + " where counted_day = ? and flow = ? and part = ? and code = ?";
    private static final String INSERT = "insert into insight_day (" + Figure.columns("%s")
            + ", counted_day, flow, part, code) values (" + Figure.columns("?") + ", ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final SummedRows rows;

    /** Hears what was summed of a period. */
    public interface OfDay {
        /**
         * @param place of the row; null when it is one of a category
         * @param category of the row; null when it is one of a place
         * @param counts by {@link Figure}
         */
        void counted(LocalDate day, String flow, @Nullable String place, @Nullable String category, int[] counts);
    }

    /** Hears one length, and how often it was. */
    public interface OfLength {
        void lasted(String step, int minutes, int often);
    }

    /** Looks at rows and sums, again if something was summed meanwhile. */
    public <T> T steadily(Supplier<T> look) {
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

    /** Of each day what lies in places, of all of them together what lies in categories: on the first day. */
    public void counts(ReportingPeriod period, @Nullable String flow, OfDay listener) {
        List<Object> arguments = new ArrayList<>(List.of(period.from(), period.from(), period.to()));
        if (flow != null) {
            arguments.add(flow);
        }
        RowCallbackHandler each = row -> {
            int[] counts = new int[Figure.values().length];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = row.getInt(5 + i);
            }
            boolean isPlace = row.getString(3).equals("P");
            String code = row.getString(4);
            listener.counted(
                    row.getObject(1, LocalDate.class),
                    row.getString(2),
                    isPlace ? code : null,
                    isPlace ? null : code,
                    counts);
        };
        jdbc.query(
                "select d, flow, part, code, " + Figure.columns("sum(%s)")
                        + " from (select case when part = 'P' then counted_day"
                        + " else cast(? as date) end d, x.* from insight_day x where counted_day between ? and ?"
                        + (flow == null ? "" : " and flow = ?") + ") days group by d, flow, part, code",
                each,
                arguments.toArray());
    }

    /** Of the cases of a period, how long their first answers took. */
    public void responses(ReportingPeriod period, @Nullable String flow, OfLength listener) {
        lengths(SummedRows.FIRST_RESPONSE + (flow == null ? "" : flow), period, listener);
    }

    /** @param definition key of a process, for its stays that ended in the period */
    public void lengths(String definition, ReportingPeriod period, OfLength listener) {
        jdbc.query(
                "select step, lengths from insight_day_lengths where what = ? and counted_day between ? and ?",
                row -> {
                    String step = row.getString(1);
                    Lengths.each(row.getString(2), (minutes, often) -> listener.lasted(step, minutes, often));
                },
                definition,
                period.from(),
                period.to());
    }

    /** Before the first sum is read or changed; held until the transaction ends. */
    void alone() {
        jdbc.update("update insight_sums set stamp = stamp + 1 where id = 1");
    }

    void add(Sums sums, int sign) {
        sums.figures().forEach((key, counts) -> add(key, counts, sign));
        sums.lengths().forEach((key, lengths) -> add(key, lengths, sign));
    }

    private void add(Sums.Key key, int[] counts, int sign) {
        Object[] arguments = new Object[counts.length + 4];
        for (int i = 0; i < counts.length; i++) {
            arguments[i] = sign * counts[i];
        }
        arguments[counts.length] = key.day();
        arguments[counts.length + 1] = key.flow();
        arguments[counts.length + 2] = key.part();
        arguments[counts.length + 3] = key.code();
        if (jdbc.update(UPDATE, arguments) == 0) {
            jdbc.update(INSERT, arguments);
        }
    }

    private void add(Sums.LengthKey key, Lengths lengths, int sign) {
        Object[] row = {key.what(), key.day(), key.step()};
        List<String> kept = jdbc.queryForList(
                "select lengths from insight_day_lengths where what = ? and counted_day = ? and step = ?",
                String.class,
                row);
        Lengths sum = Lengths.read(kept.isEmpty() ? null : kept.get(0));
        sum.add(lengths, sign);
        jdbc.update(
                kept.isEmpty()
                        ? "insert into insight_day_lengths (lengths, what, counted_day, step) values (?, ?, ?, ?)"
                        : "update insight_day_lengths set lengths = ? where what = ? and counted_day = ? and step = ?",
                sum.toString(),
                key.what(),
                key.day(),
                key.step());
    }

    /** What is kept of a day. */
    Sums kept(LocalDate day) {
        Sums sums = new Sums();
        jdbc.query(
                "select flow, part, code, " + Figure.columns("%s") + " from insight_day where counted_day = ?",
                row -> {
                    int[] counts = new int[Figure.values().length];
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] = row.getInt(4 + i);
                    }
                    sums.add(new Sums.Key(day, row.getString(1), row.getString(2), row.getString(3)), counts);
                },
                day);
        jdbc.query(
                "select what, step, lengths from insight_day_lengths where counted_day = ?",
                row -> {
                    Sums.LengthKey key = new Sums.LengthKey(row.getString(1), day, row.getString(2));
                    sums.lengths().put(key, Lengths.read(row.getString(3)));
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

    /**
     * Takes a case that moves again out of the sums. Its row stands still.
     *
     * @param insert its row as a new one; what is there already says that it was summed
     */
    public boolean takenOut(long demandId, Runnable insert) {
        try {
            insert.run();
            return false;
        } catch (DuplicateKeyException summed) {
            alone();
            add(rows.cases("summed = 1 and demand_id = ?", demandId), -1);
            jdbc.update("update insight_case set summed = 0 where demand_id = ?", demandId);
            jdbc.update("update insight_round set summed = 0 where demand_id = ?", demandId);
            return true;
        }
    }
}
