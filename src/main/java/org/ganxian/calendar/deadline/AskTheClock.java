package org.ganxian.calendar.deadline;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.BeyondCalendar;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Deadline;
import org.ganxian.calendar.Elapsed;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.WorkingCalendar;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads questions to the clock as people and programs write them, and says in Chinese all that is wrong with one. */
@Component
@RequiredArgsConstructor
class AskTheClock {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .parseLenient()
            .appendOffset("+HH", "Z")
            .parseStrict()
            .optionalEnd()
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);
    /** The plus of an offset that was not escaped in an address arrives as a space. */
    private static final Pattern SPACE_BEFORE_OFFSET = Pattern.compile("(?<=\\d) (?=\\d{2}(:?\\d{2})?$)");

    private static final Pattern SPACE_BEFORE_TIME = Pattern.compile("(?<=^\\d{4}-\\d{2}-\\d{2}) ");
    private static final Pattern NEGATIVE = Pattern.compile("(?i)(-P|P.*-).*");

    private final WorkingClock clock;
    private final Units units;

    /**
     * When it is due; parameters as in {@link DeadlineApi}, null or blank when missing.
     *
     * @throws Refusal 400, by field
     */
    Deadline deadline(String start, String limit, String clockKind, String unit) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Instant from = time("start", start, "开始时间", wrong);
        Limit length = limit(limit, wrong);
        ClockKind kind = kind(clockKind, wrong);
        String code = unit(unit, wrong);
        if (length != null && kind != null && !length.suits(kind)) {
            wrong.put("limit", unsuited(length, kind));
        }
        refuse(wrong);
        try {
            return clock.deadline(
                    Objects.requireNonNull(from), Objects.requireNonNull(length), Objects.requireNonNull(kind), code);
        } catch (BeyondCalendar e) {
            throw Refusal.field("limit", "期限太长，从开始时间起十年之内到不了期");
        }
    }

    private static String unsuited(Limit length, ClockKind kind) {
        if (kind == ClockKind.CALENDAR) {
            return "按日历天计算时只写天或月，例如 P30D、P1M";
        }
        return length.months() > 0 ? "月只能按日历天（CALENDAR）计算" : "按工作时间计算时，天和小时不能混用，请写成 P5D 或 PT4H";
    }

    /**
     * How much has passed; parameters as in {@link DeadlineApi}, null or blank when missing.
     *
     * @throws Refusal 400, by field
     */
    Elapsed elapsed(String from, String to, String clockKind, String unit) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Instant begin = time("from", from, "开始时间", wrong);
        Instant end = time("to", to, "结束时间", wrong);
        ClockKind kind = kind(clockKind, wrong);
        String code = unit(unit, wrong);
        if (begin != null && end != null && end.isBefore(begin)) {
            wrong.put("to", "结束时间不能早于开始时间");
        } else if (begin != null
                && end != null
                && Duration.between(begin, end).compareTo(WorkingCalendar.LONGEST) > 0) {
            wrong.put("to", "开始和结束最多相隔十年");
        }
        refuse(wrong);
        return clock.elapsedInDetail(
                Objects.requireNonNull(begin), Objects.requireNonNull(end), Objects.requireNonNull(kind), code);
    }

    private static void refuse(Map<String, String> wrong) {
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
    }

    private @Nullable Instant time(String field, String text, String label, Map<String, String> wrong) {
        if (text == null || text.isBlank()) {
            wrong.put(field, "请填写" + label);
            return null;
        }
        try {
            Instant instant = instant(text.strip());
            int year = LocalDate.ofInstant(instant, PeopleTime.ZONE).getYear();
            if (year >= WorkingCalendar.FIRST_YEAR && year <= WorkingCalendar.LAST_YEAR) {
                return instant;
            }
            wrong.put(field, label + "的年份应在 " + WorkingCalendar.FIRST_YEAR + " 到 " + WorkingCalendar.LAST_YEAR + " 之间");
        } catch (DateTimeException e) {
            wrong.put(field, label + "应为 ISO 8601 时间，例如 2026-02-13T16:00:00+08:00；不写时差按北京时间");
        }
        return null;
    }

    /** A date alone is its midnight; without an offset it is Asia/Shanghai. */
    Instant instant(String text) {
        String iso = SPACE_BEFORE_TIME.matcher(text).replaceFirst("T");
        iso = SPACE_BEFORE_OFFSET.matcher(iso).replaceFirst("+");
        TemporalAccessor time = TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) time).atZone(PeopleTime.ZONE).toInstant();
    }

    private static @Nullable Limit limit(String text, Map<String, String> wrong) {
        if (text == null || text.isBlank()) {
            wrong.put("limit", "请填写期限");
            return null;
        }
        String iso = text.strip();
        try {
            return Limit.parse(iso);
        } catch (ArithmeticException e) {
            wrong.put("limit", "期限太长，从开始时间起十年之内到不了期");
        } catch (DateTimeParseException e) {
            wrong.put(
                    "limit",
                    NEGATIVE.matcher(iso).matches()
                            ? "期限不能为负数"
                            : "期限应为 ISO 8601 时长，例如 PT4H（四小时）、P5D（五天）、P1M（一个月，只按日历天）；不支持年、周");
        }
        return null;
    }

    private static @Nullable ClockKind kind(String text, Map<String, String> wrong) {
        for (ClockKind kind : ClockKind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        wrong.put("clock", "请选择 WORKING（工作时间）、WALL（自然时间，24×7）或 CALENDAR（日历天，法定期间）");
        return null;
    }

    private @Nullable String unit(String code, Map<String, String> wrong) {
        if (code == null || code.isBlank()) {
            return null;
        }
        if (units.find(code).isEmpty()) {
            wrong.put("unit", "没有这个单位，请从 /api/units 中选择，不填按全市");
        }
        return code;
    }
}
