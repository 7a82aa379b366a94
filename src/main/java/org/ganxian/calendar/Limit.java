package org.ganxian.calendar;

import java.text.Normalizer;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganxian.platform.Refusal;

/**
 * How long something may take, as a rule states it: days, or hours, minutes and seconds, or months. What a day is depends
 * on the clock: a working day of the unit, 24 hours, or a day of the calendar. Years and weeks are no limits: no rule here
 * counts them.
 *
 * @param months 0 or more; of the calendar only
 * @param days 0 or more
 * @param time 0 or more; never null
 */
public record Limit(long months, long days, Duration time) {

    private static final Pattern ISO = Pattern.compile(
            "P(?:(\\d+)M)?(?:(\\d+)D)?(?:T(?=\\d)(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)(?:[.,](\\d{1,9}))?S)?)?",
            Pattern.CASE_INSENSITIVE);
    /** Without blanks, in {@link Normalizer.Form#NFKC}. */
    private static final Pattern WORDS = Pattern.compile("(?:(\\d{1,9})个?月)?(?:(\\d{1,9})(?:个?工作日|个?日历天|天|日))?"
            + "(?:(\\d{1,9})个?(?:工作)?小时)?(?:(\\d{1,9})分钟)?(?:\\([^()]*\\))?");
    /** More digits than this are beyond any calendar and beyond the arithmetic. */
    private static final int DIGITS = 15;

    public Limit {
        if (months < 0 || days < 0 || time.isNegative()) {
            throw new IllegalArgumentException("A limit cannot be negative");
        }
    }

    public static Limit ofDays(long days) {
        return new Limit(0, days, Duration.ZERO);
    }

    public static Limit of(Duration time) {
        return new Limit(0, 0, time);
    }

    /**
     * Reads an ISO 8601 duration such as {@code P5D}, {@code PT4H30M}, {@code P1M} or {@code PT0S}. {@code P1D} and {@code PT24H} are
     * two different limits.
     *
     * @throws DateTimeParseException for any other text, negative ones included
     * @throws ArithmeticException for a number beyond any calendar
     */
    public static Limit parse(String iso) {
        Matcher parts = ISO.matcher(iso);
        if (!parts.matches() || iso.length() < "PnD".length()) {
            throw new DateTimeParseException("Not a limit", iso, 0);
        }
        Duration time = Duration.ofHours(number(parts.group(3)))
                .plusMinutes(number(parts.group(4)))
                .plusSeconds(number(parts.group(5)))
                .plusNanos(nanos(parts.group(6)));
        return new Limit(number(parts.group(1)), number(parts.group(2)), time);
    }

    /**
     * As {@link #parse}, for what somebody chose in this field of a form.
     *
     * @throws Refusal 400 for any other text
     */
    public static Limit chosen(String field, String iso) {
        try {
            return parse(iso);
        } catch (DateTimeParseException | ArithmeticException wrong) {
            throw Refusal.field(field, "没有这种延长时间：" + iso);
        }
    }

    /**
     * The ISO form of what {@link #inWords} says and people type: {@code 5 个工作日}, {@code 2 小时}, {@code 1 个月}. What stands in
     * brackets behind it is read over.
     *
     * @return empty for any other text
     */
    public static Optional<String> isoOf(String words) {
        String text = Normalizer.normalize(words, Normalizer.Form.NFKC).replaceAll("\\s", "");
        Matcher parts = WORDS.matcher(text);
        if (!parts.matches() || Stream.of(1, 2, 3, 4).allMatch(part -> parts.group(part) == null)) {
            return Optional.empty();
        }
        String days = part(parts.group(1), "M") + part(parts.group(2), "D");
        String time = part(parts.group(3), "H") + part(parts.group(4), "M");
        return Optional.of("P" + days + (time.isEmpty() ? "" : "T" + time));
    }

    private static String part(String number, String unit) {
        return number == null ? "" : Long.parseLong(number) + unit;
    }

    private static long number(String digits) {
        if (digits == null) {
            return 0;
        }
        String significant = digits.replaceFirst("^0+(?=\\d)", "");
        if (significant.length() > DIGITS) {
            throw new ArithmeticException("Beyond any calendar: " + digits.length() + " digits");
        }
        return Long.parseLong(significant);
    }

    private static long nanos(String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "00000000").substring(0, 9));
    }

    /** Both together. */
    public Limit plus(Limit more) {
        return new Limit(months + more.months, days + more.days, time.plus(more.time));
    }

    /** {@code 5 个工作日}, {@code 4 小时（工作时间）}, {@code 24 小时}, {@code 1 个月（日历天）}. */
    public String inWords(ClockKind clock) {
        boolean working = clock == ClockKind.WORKING;
        StringBuilder words = new StringBuilder();
        if (months > 0) {
            words.append(months).append(" 个月");
        }
        if (days > 0 || isZero()) {
            words.append(days).append(working ? " 个工作日" : " 天");
        }
        if (time.toHours() > 0) {
            words.append(time.toHours()).append(" 小时");
        }
        if (time.toMinutesPart() > 0) {
            words.append(time.toMinutesPart()).append(" 分钟");
        }
        if (clock == ClockKind.CALENDAR) {
            return words.append("（日历天）").toString();
        }
        return words.append(working && days == 0 ? "（工作时间）" : "").toString();
    }

    public boolean isZero() {
        return months == 0 && days == 0 && time.isZero();
    }

    /** Days and hours together: they add up on the wall clock only. */
    public boolean isMixed() {
        return days > 0 && !time.isZero();
    }

    /** Whether it means something on this clock: months only on the calendar's, hours on any other, both never. */
    public boolean suits(ClockKind clock) {
        return switch (clock) {
            case WORKING -> months == 0 && !isMixed();
            case WALL -> months == 0;
            case CALENDAR -> time.isZero();
        };
    }

    /** Whether this limit may be extended by so much: counted alike and no longer. A month is as long as thirty days. */
    public boolean admitsExtension(Limit more, ClockKind clock) {
        if (more.isZero() || more.isMixed() || !more.suits(clock)) {
            return false;
        } else if (clock == ClockKind.CALENDAR) {
            return more.months * 30 + more.days <= months * 30 + days;
        }
        return (more.days > 0) == (days > 0) && more.days <= days && more.time.compareTo(time) <= 0;
    }

    /** The length on the wall clock, a day being 24 hours. */
    public Duration wall() {
        return Duration.ofDays(days).plus(time);
    }

    /** ISO 8601, as {@link #parse} reads it. */
    @Override
    public String toString() {
        if (months == 0 && days == 0) {
            return time.toString();
        }
        return "P" + (months == 0 ? "" : months + "M") + (days == 0 ? "" : days + "D")
                + (time.isZero() ? "" : time.toString().substring(1));
    }
}
