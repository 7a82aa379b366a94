package org.ganxian.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;

/**
 * Periods of the law in days and months: 民事诉讼法第八十五条 and 民法典第二百零一条 to 二百零三条. The day of the start is not
 * counted; a period of months ends on the day of the same number, or on the month's last; where the last day is a day off,
 * it ends with the next that is none. Weekends are days off, a weekend day that is worked (调休) is none. The unit's own
 * closures do not count: the law knows the country's days off only.
 */
@RequiredArgsConstructor
final class LegalPeriod {

    private final Holidays holidays;

    /** At the end of which the period is over. */
    LocalDate lastDay(LocalDate start, Limit limit) {
        LocalDate last = lastDayCounted(start, limit);
        while (holidays.dayOff(last).isPresent()) {
            last = last.plusDays(1);
        }
        return last;
    }

    /** The last day by counting alone. */
    LocalDate lastDayCounted(LocalDate start, Limit limit) {
        return start.plusMonths(limit.months()).plusDays(limit.days());
    }

    /** What the end was moved over, oldest first. */
    List<SkippedDay> daysOffAtItsEnd(LocalDate start, Limit limit) {
        return Stream.iterate(lastDayCounted(start, limit), day -> day.plusDays(1))
                .takeWhile(day -> holidays.dayOff(day).isPresent())
                .map(day -> new SkippedDay(day, holidays.dayOff(day).orElseThrow()))
                .toList();
    }
}
