package org.ganxian.calendar.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ganxian.calendar.DayKind;
import org.ganxian.calendar.Holidays;
import org.ganxian.calendar.StatutoryDays;
import org.ganxian.calendar.WorkingCalendar;
import org.ganxian.calendar.imports.CalendarFile.Line;

/**
 * What a file proposes for a year, checked: a list can be imported when no finding is an error.
 *
 * @param year the year most of its days belong to; 0 when there is no day at all
 * @param days by date
 * @param findings zh-CN, by line
 */
public record CalendarProposal(int year, SortedMap<LocalDate, Holidays.Listed> days, List<Finding> findings) {

    /** 元旦 may reach into the December before, as in 2018 and 2022: its days come with the list of the new year. */
    private static final int EARLIEST_DECEMBER_DAY = 20;
    /** Since when the law knows thirteen days. */
    private static final int STATUTORY_SINCE = 2025;

    private static final Map<Integer, String> WEEKDAYS = Map.of(1, "星期一", 2, "星期二", 3, "星期三", 4, "星期四", 5, "星期五");

    static CalendarProposal of(CalendarFile file, int thisYear) {
        List<Finding> findings = new ArrayList<>(file.findings());
        int year = file.lines().stream()
                .collect(Collectors.groupingBy(l -> l.date().getYear(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
        if (year == 0) {
            if (findings.stream().noneMatch(Finding::isError)) {
                findings.add(Finding.error(null, "文件中没有一天放假或上班的安排"));
            }
            return new CalendarProposal(0, new TreeMap<>(), findings);
        }
        if (year < WorkingCalendar.FIRST_YEAR || year > WorkingCalendar.LAST_YEAR) {
            findings.add(Finding.error(
                    null,
                    "年份 " + year + " 不在 " + WorkingCalendar.FIRST_YEAR + " 到 " + WorkingCalendar.LAST_YEAR + " 之间"));
            return new CalendarProposal(year, new TreeMap<>(), findings);
        }
        SortedMap<LocalDate, Holidays.Listed> days = new TreeMap<>();
        Map<LocalDate, Integer> seen = new HashMap<>();
        for (Line line : file.lines()) {
            Integer before = seen.putIfAbsent(line.date(), line.number());
            if (before != null) {
                findings.add(Finding.error(line.number(), line.date() + " 重复，已在第 " + before + " 行出现"));
                continue;
            }
            check(line, year).ifPresent(findings::add);
            days.put(line.date(), new Holidays.Listed(line.kind(), line.name()));
        }
        checkAgainstTheLaw(year, days, seen, findings);
        if (year < thisYear) {
            findings.add(Finding.warning(null, year + " 年已经过去，请确认确实要改动过去的日历"));
        }
        findings.sort(Comparator.comparing(Finding::line, Comparator.nullsLast(Comparator.naturalOrder())));
        return new CalendarProposal(year, days, findings);
    }

    private static Optional<Finding> check(Line line, int year) {
        LocalDate date = line.date();
        boolean decemberBefore = date.getYear() == year - 1
                && date.getMonthValue() == 12
                && date.getDayOfMonth() >= EARLIEST_DECEMBER_DAY;
        if (date.getYear() != year && !decemberBefore) {
            return Optional.of(Finding.error(line.number(), date + " 不属于 " + year + " 年，一个文件只能安排一年"));
        } else if (line.kind() == DayKind.WORKDAY && !Holidays.isWeekend(date)) {
            return Optional.of(Finding.error(
                    line.number(),
                    date + " 是" + WEEKDAYS.get(date.getDayOfWeek().getValue()) + "，本来就上班，不能是调休上班日"));
        } else if (decemberBefore) {
            return Optional.of(Finding.warning(line.number(), date + " 在上一年，将随 " + year + " 年的安排一起生效"));
        }
        return Optional.empty();
    }

    private static void checkAgainstTheLaw(
            int year, Map<LocalDate, Holidays.Listed> days, Map<LocalDate, Integer> lines, List<Finding> findings) {
        if (year < STATUTORY_SINCE) {
            return;
        }
        SortedMap<LocalDate, String> statutory = StatutoryDays.of(year);
        List<String> missing = new ArrayList<>();
        statutory.forEach((date, name) -> {
            Holidays.Listed listed = days.get(date);
            if (listed == null) {
                missing.add(date + " " + name);
            } else if (listed.kind() == DayKind.WORKDAY) {
                findings.add(Finding.error(lines.get(date), date + " 是" + name + "，法定放假，不能安排上班"));
            }
        });
        if (!missing.isEmpty()) {
            findings.add(Finding.warning(
                    null, "法定放假的 " + statutory.size() + " 天中缺少 " + missing.size() + " 天：" + String.join("、", missing)));
        }
    }

    boolean isAcceptable() {
        return findings.stream().noneMatch(Finding::isError);
    }
}
