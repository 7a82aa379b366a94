package org.ganxian.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a unit is open. On a day the country works, the season of the nearest unit upwards that has one for this day
 * counts. Extra openings add to it on any day; closures are taken off last, so where both apply the unit is closed.
 *
 * @param seasons by unit, the unit itself first, then the units above that have hours of their own
 * @param specials closures and extra openings that apply to this unit, its own and those of units above that include it
 */
public record OfficeRules(List<List<Season>> seasons, List<Special> specials) {

    /**
     * Opening periods of a part of the year, the same every year; {@code from} after {@code to} spans the turn of the year.
     *
     * @param from first day
     * @param to last day
     */
    public record Season(MonthDay from, MonthDay to, OpeningHours period) {

        public boolean covers(LocalDate date) {
            MonthDay day = MonthDay.from(date);
            boolean begun = !day.isBefore(from);
            boolean notOver = !day.isAfter(to);
            return from.isAfter(to) ? begun || notOver : begun && notOver;
        }
    }

    /** What special hours do. */
    public enum Kind {
        OPEN,
        CLOSED
    }

    /**
     * A closure or an extra opening.
     *
     * @param first first day
     * @param last last day
     * @param period the part of each of these days; the whole day for a full closure
     * @param reason zh-CN
     */
    public record Special(Kind kind, LocalDate first, LocalDate last, OpeningHours period, String reason) {

        public boolean covers(LocalDate date) {
            return !date.isBefore(first) && !date.isAfter(last);
        }
    }

    public OfficeRules {
        seasons = seasons.stream().map(List::copyOf).toList();
        specials = List.copyOf(specials);
    }

    /**
     * One day of a unit.
     *
     * @param open minutes of the day in which the unit is open
     * @param remark why the day or a part of it does not count, zh-CN; null when there is nothing to say
     */
    record Day(BitSet open, @Nullable String remark) {}

    Day day(LocalDate date, Holidays holidays) {
        Optional<String> dayOff = holidays.dayOff(date);
        BitSet open = new BitSet(OpeningHours.DAY);
        if (dayOff.isEmpty()) {
            seasons.stream()
                    .map(unit -> unit.stream().filter(s -> s.covers(date)).toList())
                    .filter(s -> !s.isEmpty())
                    .findFirst()
                    .ifPresent(nearest -> nearest.forEach(
                            s -> open.set(s.period().opens(), s.period().closes())));
        }
        List<Special> today = specials.stream().filter(e -> e.covers(date)).toList();
        today.stream()
                .filter(e -> e.kind() == Kind.OPEN)
                .forEach(e -> open.set(e.period().opens(), e.period().closes()));
        if (open.isEmpty()) {
            return new Day(open, dayOff.orElse("不办公"));
        }
        List<Special> closures = today.stream()
                .filter(e -> e.kind() == Kind.CLOSED)
                .filter(e -> !open.get(e.period().opens(), e.period().closes()).isEmpty())
                .toList();
        closures.forEach(e -> open.clear(e.period().opens(), e.period().closes()));
        return new Day(open, closures.isEmpty() ? null : remark(closures, open.isEmpty()));
    }

    private static String remark(List<Special> closures, boolean wholeDay) {
        String reasons = closures.stream().map(Special::reason).distinct().collect(Collectors.joining("、"));
        String periods =
                closures.stream().map(e -> e.period().toString()).distinct().collect(Collectors.joining("、"));
        return wholeDay ? "单位停办：" + reasons : "部分时段停办（" + periods + "）：" + reasons;
    }
}
