package org.ganxian.calendar.imports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import org.ganxian.calendar.Holidays;

/** How a year's days differ between two calendars. */
final class CalendarDiff {

    /** What a change means for deadlines. */
    enum Effect {
        BECOMES_OFF,
        BECOMES_WORKDAY,
        RENAMED
    }

    /** A day that is not as it was. */
    @Schema(name = "日期的变化")
    record DayChange(
            @Schema(description = "日期", example = "2027-02-04")
            LocalDate date,

            @Schema(description = "原来", example = "工作日") String before,
            @Schema(description = "以后", example = "春节") String after,

            @Schema(description = "BECOMES_OFF 改为休息，BECOMES_WORKDAY 改为上班，RENAMED 只改名称")
            Effect effect) {}

    private CalendarDiff() {}

    /** Oldest first; the December before belongs to a year's list too. */
    static List<DayChange> of(int year, Holidays before, Holidays after) {
        List<DayChange> changes = new ArrayList<>();
        LocalDate end = LocalDate.of(year + 1, Month.JANUARY, 1);
        for (LocalDate day = LocalDate.of(year - 1, Month.DECEMBER, 1); day.isBefore(end); day = day.plusDays(1)) {
            String was = title(day, before);
            String is = title(day, after);
            if (!was.equals(is)) {
                changes.add(new DayChange(day, was, is, effect(day, before, after)));
            }
        }
        return changes;
    }

    private static Effect effect(LocalDate day, Holidays before, Holidays after) {
        boolean wasOff = before.dayOff(day).isPresent();
        boolean isOff = after.dayOff(day).isPresent();
        if (wasOff == isOff) {
            return Effect.RENAMED;
        }
        return isOff ? Effect.BECOMES_OFF : Effect.BECOMES_WORKDAY;
    }

    private static String title(LocalDate day, Holidays holidays) {
        return holidays.dayOff(day).orElse(holidays.isMakeUpDay(day) ? "调休上班" : "工作日");
    }
}
