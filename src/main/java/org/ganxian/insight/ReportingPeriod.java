package org.ganxian.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;

/** Days of Asia/Shanghai, both included. */
public record ReportingPeriod(LocalDate from, LocalDate to) {

    /**
     * The last days, today included.
     *
     * @throws Refusal 400 for any other length than those that are offered
     */
    public static ReportingPeriod last(int days, Instant now) {
        if (days != 7 && days != 30 && days != 90) {
            throw Refusal.field("days", "时段只能是 7、30 或 90 天");
        }
        LocalDate today = day(now);
        return new ReportingPeriod(today.minusDays(days - 1L), today);
    }

    public static ReportingPeriod of(LocalDate day) {
        return new ReportingPeriod(day, day);
    }

    public long days() {
        return from.datesUntil(to).count() + 1;
    }

    public static LocalDate day(Instant instant) {
        return instant.atZone(PeopleTime.ZONE).toLocalDate();
    }

    /** When the day of this instant ends. */
    public static Instant tonight(Instant now) {
        return day(now).plusDays(1)
                .atTime(LocalTime.MIN)
                .atZone(PeopleTime.ZONE)
                .toInstant();
    }
}
