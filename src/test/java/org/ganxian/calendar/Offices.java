package org.ganxian.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import org.ganxian.calendar.OfficeRules.Kind;
import org.ganxian.calendar.OfficeRules.Season;
import org.ganxian.calendar.OfficeRules.Special;
import org.ganxian.calendar.imports.ShippedCalendar;

/** Offices that tests ask about: the same rules once for the program and once, told anew, for {@link MinuteOracle}. */
public enum Offices {
    /** The city's hours as shipped. */
    CITY {
        @Override
        OfficeRules rules() {
            return new OfficeRules(List.of(ShippedCalendar.officeHours()), List.of());
        }

        @Override
        boolean opensUsually(LocalDate day, int minute) {
            boolean summer = day.getMonthValue() >= 6 && day.getMonthValue() <= 9;
            return minute >= 480 && minute < 720
                    || (summer ? minute >= 900 && minute < 1080 : minute >= 870 && minute < 1050);
        }
    },
    /** Hours of its own in winter only, a window on every Saturday, half and whole days closed. */
    WINDOW {
        @Override
        OfficeRules rules() {
            List<Season> own = List.of(
                    season("11-15", "03-15", "09:00", "11:45"),
                    season("11-15", "03-15", "12:30", "16:15"),
                    season("11-15", "03-15", "16:15", "18:20"));
            List<Special> specials = new ArrayList<>(List.of(
                    closed("2024-05-06", "2024-05-10", null, null, "搬迁"),
                    closed("2025-03-04", "2025-03-06", "14:00", "24:00", "停电"),
                    closed("2026-02-24", "2026-02-25", "00:00", "11:00", "学习"),
                    closed("2027-08-02", "2027-08-02", "08:00", "18:00", "防台")));
            FIRST.datesUntil(END)
                    .filter(d -> d.getDayOfWeek().getValue() == 6)
                    .forEach(
                            d -> specials.add(new Special(Kind.OPEN, d, d, OpeningHours.of("09:30", "11:30"), "错时服务")));
            return new OfficeRules(List.of(own, ShippedCalendar.officeHours()), specials);
        }

        @Override
        boolean opensUsually(LocalDate day, int minute) {
            MonthDay date = MonthDay.from(day);
            boolean winter = !date.isBefore(MonthDay.of(11, 15)) || !date.isAfter(MonthDay.of(3, 15));
            return winter
                    ? minute >= 540 && minute < 705 || minute >= 750 && minute < 1100
                    : CITY.opensUsually(day, minute);
        }

        @Override
        boolean opensSpecially(LocalDate day, int minute) {
            return day.getDayOfWeek().getValue() == 6 && minute >= 570 && minute < 690;
        }

        @Override
        boolean isClosed(LocalDate day, int minute) {
            return within(day, "2024-05-06", "2024-05-10")
                    || within(day, "2025-03-04", "2025-03-06") && minute >= 840
                    || within(day, "2026-02-24", "2026-02-25") && minute < 660
                    || within(day, "2027-08-02", "2027-08-02") && minute >= 480 && minute < 1080;
        }
    },
    /** Open round the clock on working days, so that one day's end is the next one's beginning. */
    ROUND_THE_CLOCK {
        @Override
        OfficeRules rules() {
            return new OfficeRules(List.of(List.of(season("01-01", "12-31", "00:00", "24:00"))), List.of());
        }

        @Override
        boolean opensUsually(LocalDate day, int minute) {
            return true;
        }
    };

    static final LocalDate FIRST = LocalDate.of(2023, 12, 1);
    static final LocalDate END = LocalDate.of(2029, 1, 1);

    private WorkingCalendar calendar;

    WorkingCalendar calendar() {
        if (calendar == null) {
            calendar = new WorkingCalendar(ShippedCalendar.holidays(), rules());
        }
        return calendar;
    }

    abstract OfficeRules rules();

    abstract boolean opensUsually(LocalDate day, int minute);

    boolean opensSpecially(LocalDate day, int minute) {
        return false;
    }

    boolean isClosed(LocalDate day, int minute) {
        return false;
    }

    static Season season(String from, String to, String opens, String closes) {
        return new Season(OfficeHours.monthDay(from), OfficeHours.monthDay(to), OpeningHours.of(opens, closes));
    }

    public static Special closed(String first, String last, String opens, String closes, String reason) {
        OpeningHours period = opens == null ? OpeningHours.WHOLE_DAY : OpeningHours.of(opens, closes);
        return new Special(Kind.CLOSED, LocalDate.parse(first), LocalDate.parse(last), period, reason);
    }

    private static boolean within(LocalDate day, String first, String last) {
        return !day.isBefore(LocalDate.parse(first)) && !day.isAfter(LocalDate.parse(last));
    }
}
