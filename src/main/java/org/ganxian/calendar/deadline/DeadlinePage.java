package org.ganxian.calendar.deadline;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Deadline;
import org.ganxian.calendar.SkippedDay;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 期限试算: a caseworker asks when something is due. One address holds the whole question, so it can be kept or passed on. */
@Controller
@RequiredArgsConstructor
class DeadlinePage {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日（EEEE）HH:mm", Locale.CHINA).withZone(PeopleTime.ZONE);
    private static final DateTimeFormatter MOMENT_WITH_SECONDS =
            DateTimeFormatter.ofPattern("yyyy年M月d日（EEEE）HH:mm:ss", Locale.CHINA).withZone(PeopleTime.ZONE);
    private static final DateTimeFormatter END_OF_DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日（EEEE）24:00", Locale.CHINA).withZone(PeopleTime.ZONE);
    private static final DateTimeFormatter FORM_FIELD =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(PeopleTime.ZONE);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日", Locale.CHINA);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);

    /** What an amount is counted in, as people say it. */
    @RequiredArgsConstructor
    enum Measure {
        WORKING_DAYS("个工作日", ClockKind.WORKING, "P%sD", "次日起算，到最后一个工作日下班时到期。"),
        WORKING_HOURS("小时（办公时间）", ClockKind.WORKING, "PT%sH", "只累计办公时间，恰好在下班时用完的，下班时到期。"),
        WORKING_MINUTES("分钟（办公时间）", ClockKind.WORKING, "PT%sM", "只累计办公时间，恰好在下班时用完的，下班时到期。"),
        DAYS("天（昼夜不停）", ClockKind.WALL, "P%sD", "昼夜不停，一天 24 小时，节假日照算。"),
        HOURS("小时（昼夜不停）", ClockKind.WALL, "PT%sH", "昼夜不停，节假日照算。"),
        CALENDAR_DAYS("天（法定期间）", ClockKind.CALENDAR, "P%sD", "开始当天不算，节假日照算，最后一天 24:00 到期；最后一天是休息日的，顺延到之后第一个上班的日子。"),
        MONTHS("个月（法定期间）", ClockKind.CALENDAR, "P%sM", "到期月里与开始日同号的那天 24:00 到期，没有同号的为月末；那天是休息日的，顺延到之后第一个上班的日子。");

        @Getter
        private final String title;

        private final ClockKind clock;
        private final String iso;

        @Getter
        private final String rule;
    }

    /** A unit to choose; names of lower units are set in. */
    record Choice(String code, String name) {}

    /** Days on end that did not count for one reason. */
    record SkippedSpan(String days, String reason) {}

    /** The answer, in words. */
    record Answer(
            String start, String due, String unit, String counted, List<SkippedSpan> skipped, boolean provisional) {}

    private final AskTheClock ask;
    private final Units units;
    private final People people;
    private final CurrentActor current;
    private final Clock clock;

    @GetMapping("/desk/deadline")
    String page(
            @RequestParam(required = false) String start,
            @RequestParam(required = false) String amount,
            @RequestParam(defaultValue = "WORKING_DAYS") String measure,
            @RequestParam(required = false) String unit,
            Model model,
            HttpServletResponse response) {
        Measure chosen = measure(measure);
        String ownUnit =
                current.username().flatMap(people::find).map(Person::unitCode).orElse("");
        model.addAttribute("start", start == null ? FORM_FIELD.format(clock.instant()) : start);
        model.addAttribute("amount", amount == null ? "5" : amount);
        model.addAttribute("measure", chosen);
        model.addAttribute("measures", Measure.values());
        model.addAttribute("unit", unit == null ? ownUnit : unit);
        model.addAttribute("units", choices());
        Map<String, String> wrong = new LinkedHashMap<>();
        if (amount != null) {
            try {
                model.addAttribute("answer", answer(start, amount.strip(), chosen, unit));
            } catch (Refusal refusal) {
                wrong.putAll(inWordsOfThePage(refusal.fields()));
                response.setStatus(HttpStatus.BAD_REQUEST.value());
            }
        }
        model.addAttribute("wrong", wrong);
        return "desk/deadline";
    }

    private static Measure measure(String name) {
        for (Measure measure : Measure.values()) {
            if (measure.name().equals(name)) {
                return measure;
            }
        }
        return Measure.WORKING_DAYS;
    }

    private Answer answer(String start, String amount, Measure measure, String unit) {
        String limit = amount.matches("\\d{1,9}") ? measure.iso.formatted(amount) : "?";
        Deadline deadline = ask.deadline(start, limit, measure.clock.name(), unit);
        Instant from = ask.instant(start.strip());
        String where = unit == null || unit.isBlank() ? units.city().name() : units.path(unit);
        return new Answer(
                inWords(from),
                measure.clock == ClockKind.CALENDAR && deadline.due().isAfter(from)
                        ? END_OF_DAY.format(deadline.due().minusNanos(1))
                        : inWords(deadline.due()),
                where,
                PeopleTime.lasting(deadline.counted()),
                spans(
                        deadline.skipped(),
                        LocalDate.ofInstant(from, PeopleTime.ZONE).getYear()),
                deadline.provisional());
    }

    /** The API speaks of ISO 8601; whoever fills in this page need not know it. */
    private static Map<String, String> inWordsOfThePage(Map<String, String> fields) {
        Map<String, String> words = new HashMap<>(fields);
        words.computeIfPresent("start", (f, message) -> message.contains("ISO") ? "请填写开始的日期和时间" : message);
        String limit = words.remove("limit");
        if (limit != null) {
            words.put("amount", limit.contains("ISO") || limit.startsWith("请") ? "请填写整数，例如 5" : limit);
        }
        words.computeIfPresent("unit", (f, message) -> "没有这个单位，请从列表中选择");
        return words;
    }

    private List<Choice> choices() {
        Map<String, Integer> depths = new HashMap<>();
        List<Choice> choices = new ArrayList<>();
        for (Unit unit : units.open()) {
            int depth = unit.parent() == null ? 0 : depths.getOrDefault(unit.parent(), 0) + 1;
            depths.put(unit.code(), depth);
            choices.add(new Choice(unit.code(), "　".repeat(depth) + unit.name()));
        }
        return choices;
    }

    private static List<SkippedSpan> spans(List<SkippedDay> days, int yearOfStart) {
        List<SkippedSpan> spans = new ArrayList<>();
        for (int first = 0; first < days.size(); ) {
            int next = first + 1;
            while (next < days.size()
                    && days.get(next).reason().equals(days.get(first).reason())
                    && days.get(next).date().equals(days.get(next - 1).date().plusDays(1))) {
                next++;
            }
            LocalDate from = days.get(first).date();
            LocalDate to = days.get(next - 1).date();
            DateTimeFormatter format = from.getYear() == yearOfStart ? DAY : DAY_AND_YEAR;
            String text = format.format(from)
                    + (next - first > 1
                            ? "至" + (to.getYear() == from.getYear() ? DAY : DAY_AND_YEAR).format(to) + "，"
                                    + (next - first) + " 天"
                            : "");
            spans.add(new SkippedSpan(text, days.get(first).reason()));
            first = next;
        }
        return spans;
    }

    private static String inWords(Instant instant) {
        boolean wholeMinute = instant.truncatedTo(ChronoUnit.MINUTES).equals(instant);
        return (wholeMinute ? MOMENT : MOMENT_WITH_SECONDS).format(instant);
    }
}
