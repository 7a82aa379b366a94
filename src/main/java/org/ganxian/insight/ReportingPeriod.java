package org.ganxian.insight;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.TypedDay;

/**
 * Days of Asia/Shanghai, both included.
 *
 * @param counted asked for as so many days, or as one: they are compared with as many before, also where they happen to be
 *     a month or to begin one
 */
public record ReportingPeriod(LocalDate from, LocalDate to, boolean counted) {

    /** More days than a leap year are a question for a file, not for a page. */
    private static final int LONGEST = 366;

    private static final int USUAL_WEEKS = 8;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日");
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy年M月");

    public ReportingPeriod(LocalDate from, LocalDate to) {
        this(from, to, false);
    }

    /**
     * As addresses say it: {@code day}, {@code month}, {@code from} with {@code to}, or {@code days} up to today; the last 30
     * days where nothing is said.
     *
     * @throws Refusal 400 for what cannot be read, what is to come, and more than a year
     */
    public static ReportingPeriod asked(Map<String, String> asked, Instant now) {
        LocalDate today = day(now);
        String day = StringUtils.trimToNull(asked.get("day"));
        String month = StringUtils.trimToNull(asked.get("month"));
        String from = StringUtils.trimToNull(asked.get("from"));
        String to = StringUtils.trimToNull(asked.get("to"));
        String days = StringUtils.trimToNull(asked.get("days"));
        try {
            if (day != null) {
                return checked(of("today".equals(day) ? today : TypedDay.parse(day)), today);
            } else if (month != null) {
                return checked(of(YearMonth.parse(month), today), today);
            } else if (from != null || to != null) {
                LocalDate last = to == null ? today : TypedDay.parse(to);
                return checked(new ReportingPeriod(from == null ? last : TypedDay.parse(from), last), today);
            }
            return last(days == null ? 30 : Integer.parseInt(days), now);
        } catch (DateTimeException | NumberFormatException e) {
            throw Refusal.invalid("日期应写成 2026-11-28，月份应写成 2026-11，天数应是 7、30 或 90");
        }
    }

    private static ReportingPeriod checked(ReportingPeriod period, LocalDate today) {
        if (period.from.isAfter(period.to)) {
            throw Refusal.field("from", "开始日期不能晚于结束日期");
        } else if (period.to.isAfter(today)) {
            throw Refusal.field("to", "时段不能到今天以后");
        } else if (period.from.isBefore(FIRST)) {
            throw Refusal.field("from", "开始日期不能早于 2000 年");
        } else if (period.days() > LONGEST) {
            throw Refusal.field("to", "时段最长 " + LONGEST + " 天");
        }
        return period;
    }

    /** A calendar month, of the present one what has passed. */
    public static ReportingPeriod of(YearMonth month, LocalDate today) {
        LocalDate end = month.atEndOfMonth();
        boolean lasts = YearMonth.from(today).equals(month);
        return new ReportingPeriod(month.atDay(1), lasts ? today : end);
    }

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
        return new ReportingPeriod(today.minusDays(days - 1L), today, true);
    }

    public static ReportingPeriod of(LocalDate day) {
        return new ReportingPeriod(day, day, true);
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** What addresses say for it; {@link #asked} reads it. */
    public Map<String, String> query(Instant now) {
        if (counted && from.equals(to)) {
            return Map.of("day", from.toString());
        } else if (counted) {
            return Map.of("days", Long.toString(days()));
        }
        return isMonth() || beginsAMonth() && to.equals(day(now))
                ? Map.of("month", YearMonth.from(from).toString())
                : Map.of("from", from.toString(), "to", to.toString());
    }

    /** zh-CN: 近 30 天, 2026年11月, 11月1日至11月15日. */
    public String inWords(Instant now) {
        LocalDate today = day(now);
        if (counted && !from.equals(to)) {
            return "近 " + days() + " 天";
        } else if (isMonth()) {
            return MONTH.format(from);
        }
        boolean thisYear = from.getYear() == today.getYear() && to.getYear() == today.getYear();
        DateTimeFormatter words = thisYear ? DAY : DAY_OF_YEAR;
        return from.equals(to) ? words.format(from) : words.format(from) + "至" + words.format(to);
    }

    private boolean isMonth() {
        return !counted
                && from.equals(YearMonth.from(from).atDay(1))
                && to.equals(YearMonth.from(from).atEndOfMonth());
    }

    private boolean beginsAMonth() {
        return !counted && from.getDayOfMonth() == 1 && YearMonth.from(from).equals(YearMonth.from(to));
    }

    /** The month before, as much of it as of this one; else as many days before. */
    public ReportingPeriod before() {
        if (isMonth()) {
            YearMonth month = YearMonth.from(from).minusMonths(1);
            return new ReportingPeriod(month.atDay(1), month.atEndOfMonth());
        }
        return beginsAMonth()
                ? new ReportingPeriod(from.minusMonths(1), to.minusMonths(1))
                : new ReportingPeriod(from.minusDays(days()), from.minusDays(1));
    }

    /** zh-CN, what {@link #before()} is to this one. */
    public String beforeInWords() {
        return isMonth() ? "上月" : beginsAMonth() ? "上月同期" : "之前 " + days() + " 天";
    }

    /** The same days of the year before. */
    public ReportingPeriod yearBefore() {
        return new ReportingPeriod(
                from.minusYears(1), isMonth() ? YearMonth.from(to).minusYears(1).atEndOfMonth() : to.minusYears(1));
    }

    /** zh-CN, what {@link #yearBefore()} is to this one. */
    public String yearBeforeInWords() {
        return isMonth() ? "去年同月" : "去年同期";
    }

    /** What is usual is measured by: the eight weeks before, or as many days before as it has itself. */
    public ReportingPeriod usual() {
        return new ReportingPeriod(from.minusDays(Math.max(days(), 7L * USUAL_WEEKS)), from.minusDays(1));
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
