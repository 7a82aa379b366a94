package org.ganxian.intake.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as other systems and spreadsheets write them. What can mean one instant only is read; what could mean two,
 * or none, is refused with a reason, never guessed.
 */
final class TimeReader {

    /** Why a text is no time. */
    static final class Unreadable extends Exception {
        private Unreadable(String reason) {
            super(reason, null, false, false);
        }

        /** zh-CN, a sentence without its end. */
        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private static final String FORM = "请写成 2026/1/6 12:09:38 的样子";

    private static final Pattern WEEKDAY = Pattern.compile("\\(?(?:星期|礼拜|周)([一二三四五六日天])\\)?");
    private static final String WEEKDAYS = "一二三四五六日";

    private static final String HALVES = "上午|早上|清晨|凌晨|中午|下午|傍晚|晚上|[AaPp]\\.?[Mm]\\.?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4}|\\d{2})[-/.年](\\d{1,2})[-/.月](\\d{1,2})(?!\\d)[日号]?(.*)");
    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})((?:\\D.*)?)");
    private static final Pattern NO_YEAR = Pattern.compile("\\d{1,2}(?:月\\d{1,2}[日号]?|[-/.]\\d{1,2})(?:[ T].*)?");
    private static final Pattern COMPACT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:[ T]?(\\d{2})(\\d{2})(\\d{2})?(?:\\.\\d{1,9})?)?");
    private static final Pattern SERIAL = Pattern.compile("\\d{5}(?:\\.\\d{1,15})?");
    private static final Pattern EPOCH = Pattern.compile("1\\d{9}(?:\\d{3})?");
    private static final Pattern TIME = Pattern.compile("[ T,-]*(?<before>" + HALVES
            + ")? ?(?<hour>\\d{1,2})[:.时点](?:(?<minute>\\d{1,2})(?:[:.分](?:(?<second>\\d{1,2})(?<fraction>[.,]\\d{1,9})?秒?)?)?)?"
            + " ?(?<after>" + HALVES + ")? ?(?<zone>Z|[A-Z]{3,4}|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?)?");

    /** As programs in Java and Unix print a time. */
    private static final DateTimeFormatter PRINTED =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss uuuu", Locale.ENGLISH);

    private static final Pattern PRINTED_ZONE = Pattern.compile(
            "([A-Z][a-z]{2} [A-Z][a-z]{2} \\d{1,2} [\\d:]{8}) ([A-Z]{3,4}|GMT[+-]\\d\\d:\\d\\d) (\\d{4})");

    /** Day 0 of spreadsheets, as they count from March 1900 on. */
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

    /** In which a year of two digits lies. */
    private static final int YEARS = 10;

    private final List<DateTimeFormatter> formats;
    private final ZoneId zone;
    private final LocalDate today;

    /**
     * @param formats tried first, for what cannot be read without being told
     * @param zone of times that name none
     */
    TimeReader(List<DateTimeFormatter> formats, ZoneId zone, LocalDate today) {
        this.formats = formats;
        this.zone = zone;
        this.today = today;
    }

    /** A spreadsheet's own date, of which the last fraction of a second is none. */
    Instant at(LocalDateTime local) throws Unreadable {
        return at(local.plus(500, ChronoUnit.MILLIS).truncatedTo(ChronoUnit.SECONDS), null);
    }

    Instant read(String written) throws Unreadable {
        String plain = plain(written);
        for (DateTimeFormatter format : formats) {
            try {
                TemporalAccessor time = format.parseBest(plain, LocalDateTime::from, LocalDate::from);
                return at(time instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) time, null);
            } catch (DateTimeParseException e) {
                // The next format may fit.
            }
        }
        Matcher printed = PRINTED_ZONE.matcher(plain);
        if (printed.matches()) {
            return printed(printed);
        }
        Matcher weekday = WEEKDAY.matcher(plain);
        DayOfWeek day = weekday.find() ? dayOfWeek(weekday.group(1)) : null;
        String rest = weekday.replaceAll(" ").replaceAll(" +", " ").strip();
        return read(rest, day);
    }

    private static String plain(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .replaceAll("[‐‑‒–—−]", "-")
                .replaceAll("[\\s\\p{Z}]+", " ")
                .replaceAll("[ ,;。、]+$", "")
                .strip();
    }

    private Instant read(String plain, @Nullable DayOfWeek weekday) throws Unreadable {
        Matcher match = COMPACT.matcher(plain);
        if (match.matches()) {
            LocalDate date = date(match.group(1), match.group(2), match.group(3));
            return at(date, weekday, match.group(4) == null ? "" : colons(match), null);
        } else if (SERIAL.matcher(plain).matches()) {
            return serial(new BigDecimal(plain));
        } else if (EPOCH.matcher(plain).matches()) {
            throw new Unreadable("这是电脑内部的时间戳，请在导出时改成日期格式");
        }
        match = YEAR_FIRST.matcher(plain);
        if (match.matches()) {
            boolean shortYear = match.group(1).length() == 2;
            LocalDate date = shortYear ? oneOf(match, true) : date(match.group(1), match.group(2), match.group(3));
            return at(date, weekday, match.group(4), null);
        }
        match = YEAR_LAST.matcher(plain);
        if (match.matches()) {
            return at(oneOf(match, false), weekday, match.group(4), null);
        }
        throw new Unreadable(NO_YEAR.matcher(plain).matches() ? "没有写年份，" + FORM : FORM);
    }

    private static String colons(Matcher compact) {
        return compact.group(4) + ":" + compact.group(5) + (compact.group(6) == null ? "" : ":" + compact.group(6));
    }

    private static LocalDate date(String year, String month, String day) throws Unreadable {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException e) {
            throw new Unreadable("没有这一天，请核对");
        }
    }

    /** The only day that numbers can mean whose order is not sure; a day within ten years, where the year is short. */
    private LocalDate oneOf(Matcher numbers, boolean maybeYearFirst) throws Unreadable {
        int first = Integer.parseInt(numbers.group(1));
        int second = Integer.parseInt(numbers.group(2));
        String written = numbers.group(3);
        int third = Integer.parseInt(written);
        boolean shortYear = written.length() <= 2;
        Set<LocalDate> days = new TreeSet<>();
        if (maybeYearFirst) {
            add(days, 2000 + first, second, third, true);
        }
        if (!maybeYearFirst || written.length() == 2) {
            add(days, shortYear ? 2000 + third : third, first, second, shortYear);
            add(days, shortYear ? 2000 + third : third, second, first, shortYear);
        }
        if (days.size() != 1) {
            throw new Unreadable(days.isEmpty() ? "没有这一天，请核对" : "分不清年月日的先后，" + FORM);
        }
        return days.iterator().next();
    }

    private void add(Set<LocalDate> days, int year, int month, int day, boolean shortYear) {
        try {
            LocalDate date = LocalDate.of(year, month, day);
            if (!shortYear || date.isAfter(today.minusYears(YEARS)) && !date.isAfter(today.plusDays(1))) {
                days.add(date);
            }
        } catch (DateTimeException e) {
            // No day in this order.
        }
    }

    private Instant serial(BigDecimal days) throws Unreadable {
        BigDecimal day = days.setScale(0, RoundingMode.DOWN);
        long millis = days.subtract(day)
                .multiply(BigDecimal.valueOf(86_400_000))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        return at(DAY_0.plusDays(day.longValue()).atStartOfDay().plus(millis, ChronoUnit.MILLIS));
    }

    private Instant printed(Matcher match) throws Unreadable {
        try {
            LocalDateTime local = LocalDateTime.parse(match.group(1) + " " + match.group(3), PRINTED);
            return at(local, match.group(2));
        } catch (DateTimeParseException e) {
            throw new Unreadable("没有这一天，请核对");
        }
    }

    private Instant at(LocalDate date, @Nullable DayOfWeek weekday, String time, @Nullable String zone)
            throws Unreadable {
        if (weekday != null && weekday != date.getDayOfWeek()) {
            throw new Unreadable("日期和星期对不上，请核对");
        } else if (time.isBlank()) {
            return at(date.atStartOfDay(), zone);
        }
        Matcher match = TIME.matcher(time);
        if (!match.matches()) {
            throw new Unreadable(FORM);
        }
        return at(timeOn(date, match), match.group("zone"));
    }

    private static LocalDateTime timeOn(LocalDate date, Matcher match) throws Unreadable {
        int minute = number(match.group("minute"));
        int second = number(match.group("second"));
        int hour = hour(number(match.group("hour")), match.group("before"), match.group("after"));
        boolean endOfDay = hour == 24 && minute == 0 && second == 0;
        String fraction = match.group("fraction");
        int nanos = fraction == null
                ? 0
                : new BigDecimal("0." + fraction.substring(1)).movePointRight(9).intValue();
        try {
            return endOfDay ? date.plusDays(1).atStartOfDay() : date.atTime(LocalTime.of(hour, minute, second, nanos));
        } catch (DateTimeException e) {
            throw new Unreadable("没有这个钟点，请核对");
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Noon is 12 PM and 中午 12 点, midnight 12 AM and 上午 12 点. */
    private static int hour(int hour, @Nullable String before, @Nullable String after) throws Unreadable {
        String half = before == null ? after : before;
        if (half == null) {
            return hour;
        } else if (before != null && after != null) {
            throw new Unreadable("上午下午写了两次，请核对");
        }
        int read = switch (half.charAt(0)) {
            case '上', '早', '清', '凌', 'A', 'a' -> hour == 12 ? 0 : hour < 12 ? hour : -1;
            case '下', '傍', 'P', 'p' -> hour == 0 || hour > 23 ? -1 : hour < 12 ? hour + 12 : hour;
            case '中' -> hour >= 11 && hour <= 14 ? hour : hour == 1 || hour == 2 ? hour + 12 : -1;
            default -> hour >= 5 && hour <= 11 ? hour + 12 : hour >= 17 && hour <= 23 ? hour : -1;
        };
        if (read < 0) {
            throw new Unreadable("“%s”和钟点对不上，请核对".formatted(half));
        }
        return read;
    }

    private Instant at(LocalDateTime local, @Nullable String named) throws Unreadable {
        if (named != null && !isOurs(named, local)) {
            return local.toInstant(offset(named));
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() != 1) {
            throw new Unreadable("这一天调钟，这个钟点不止一个或者没有，请写上时区");
        }
        return local.toInstant(offsets.get(0));
    }

    /** True for letters by which the system's own zone goes: CST is China's in China, and another one in Chicago. */
    private boolean isOurs(String named, LocalDateTime local) {
        boolean summer = zone.getRules().isDaylightSavings(local.atZone(zone).toInstant());
        return TimeZone.getTimeZone(zone)
                .getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH)
                .equals(named);
    }

    private static ZoneOffset offset(String named) throws Unreadable {
        String plain = named.replaceFirst("^(?:UTC|GMT)(?=.)", "");
        if (plain.equals("Z") || plain.equals("UTC") || plain.equals("GMT")) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneOffset.of(plain.replaceFirst("^([+-])(\\d)$", "$10$2"));
        } catch (DateTimeException e) {
            throw new Unreadable("不知道“%s”是哪个时区，请写成 +08:00 的样子".formatted(named));
        }
    }

    private static DayOfWeek dayOfWeek(String character) {
        return character.equals("天") ? DayOfWeek.SUNDAY : DayOfWeek.of(WEEKDAYS.indexOf(character) + 1);
    }
}
