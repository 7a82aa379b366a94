package org.ganxian.calendar;

import org.ganxian.calendar.imports.ShippedCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * One million deadlines for each length of limit, with the calendar cached: nanoseconds each, and how they grow with the
 * number of days spanned. {@code due} finds the instant; {@code explain} names the days skipped as well.
 */
final class DeadlineBenchmark {

    private static final int DEADLINES = 1_000_000;
    private static final int ROUNDS = 7;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int[] WORKING_DAYS = {1, 5, 20, 60, 250, 1000};
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00+08:00");
    private static final long FOUR_YEARS_IN_SECONDS =
            Duration.ofDays(4 * 365 + 1).toSeconds();
    private static final Duration WORKING_DAY = Duration.ofHours(7);

    /** Results go here, so that no computation can be left out. */
    private static long sink;

    private record Row(String way, int workingDays, double spannedDays, double nanos, double spread) {}

    private DeadlineBenchmark() {}

    public static void main(String[] arguments) {
        WorkingCalendar city = new WorkingCalendar(
                ShippedCalendar.holidays(), new OfficeRules(List.of(ShippedCalendar.officeHours()), List.of()));
        Instant[] starts = starts();
        // The first pass compiles every way for every length, so that no row pays for the others.
        measureAll(city, starts);
        print(measureAll(city, starts));
    }

    private static List<Row> measureAll(WorkingCalendar city, Instant[] starts) {
        List<Row> rows = new ArrayList<>();
        for (int days : WORKING_DAYS) {
            Limit hours = Limit.of(WORKING_DAY.multipliedBy(days));
            Limit inDays = Limit.ofDays(days);
            rows.add(measure(
                    "due, hours",
                    days,
                    DEADLINES,
                    starts,
                    hours,
                    city,
                    s -> city.due(s, hours, ClockKind.WORKING).getEpochSecond()));
            rows.add(measure(
                    "due, days",
                    days,
                    DEADLINES,
                    starts,
                    inDays,
                    city,
                    s -> city.due(s, inDays, ClockKind.WORKING).getEpochSecond()));
            // A list of every day skipped takes its time: a tenth of the deadlines is enough to see it.
            rows.add(measure(
                    "explain, days",
                    days,
                    DEADLINES / 10,
                    starts,
                    inDays,
                    city,
                    s -> city.explain(s, inDays, ClockKind.WORKING).skipped().size()));
        }
        return rows;
    }

    private static Instant[] starts() {
        SplittableRandom random = new SplittableRandom(20260214);
        return random.longs(DEADLINES, 0, FOUR_YEARS_IN_SECONDS)
                .mapToObj(FIRST::plusSeconds)
                .toArray(Instant[]::new);
    }

    private static Row measure(
            String way,
            int days,
            int count,
            Instant[] starts,
            Limit limit,
            WorkingCalendar city,
            ToLongFunction<Instant> work) {
        double[] nanos = new double[ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += work.applyAsLong(starts[i]);
            }
            long took = System.nanoTime() - begin;
            sink += sum;
            if (round >= 0) {
                nanos[round] = (double) took / count;
            }
        }
        Arrays.sort(nanos);
        double spanned = Arrays.stream(starts, 0, 10_000)
                .mapToDouble(s -> Duration.between(s, city.due(s, limit, ClockKind.WORKING))
                                .toHours()
                        / 24.0)
                .average()
                .orElseThrow();
        return new Row(way, days, spanned, nanos[ROUNDS / 2], nanos[ROUNDS - 1] - nanos[0]);
    }

    private static void print(List<Row> rows) {
        System.out.printf(
                "%,d deadlines a line (explain: %,d), median of %d rounds after a whole pass to warm up; Java %s, %s%n%n",
                DEADLINES, DEADLINES / 10, ROUNDS, System.getProperty("java.version"), System.getProperty("os.arch"));
        System.out.printf(
                "%-14s %12s %14s %12s %12s %14s %14s%n",
                "way", "working days", "days spanned", "ns each", "spread ns", "days, ratio", "ns, ratio");
        for (Row row : rows) {
            Row first = rows.stream()
                    .filter(r -> r.way().equals(row.way()))
                    .findFirst()
                    .orElseThrow();
            System.out.printf(
                    "%-14s %12d %14.1f %12.1f %12.1f %13.1fx %13.2fx%n",
                    row.way(),
                    row.workingDays(),
                    row.spannedDays(),
                    row.nanos(),
                    row.spread(),
                    row.spannedDays() / first.spannedDays(),
                    row.nanos() / first.nanos());
        }
        System.out.printf("%n(checksum %d)%n", sink);
    }
}
