package org.ganxian.calendar.imports;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.RawProperty;
import biweekly.util.DateTimeComponents;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganxian.calendar.DayKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of days off from an iCalendar file of all-day events. Which of them are off and which are worked is told by
 * Apple's property {@code X-APPLE-SPECIAL-DAY} or by the title: 春节（休）, 春节 假期, 春节（班）, 春节 补班. Events that say neither
 * are passed over with a remark, since such files often name festivals on which everybody works.
 */
final class IcsDays {

    private static final Pattern TITLE = Pattern.compile(
            "(?<name>.*?)\\s*[（(\\[【]?\\s*(?:(?<work>补班|调休上班|上班|班)|(?<off>放假|假期|休假|休息|休))\\s*[）)\\]】]?\\s*(?:第\\s*\\d+\\s*天.*)?");
    private static final Pattern EVENT = Pattern.compile("(?i)BEGIN:VEVENT\\s*");
    private static final String SPECIAL_DAY = "X-APPLE-SPECIAL-DAY";
    private static final int LONGEST_EVENT = 31;

    private final List<CalendarFile.Line> lines = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private IcsDays() {}

    static CalendarFile read(String text) {
        IcsDays days = new IcsDays();
        Iterator<Integer> starts = starts(text).iterator();
        for (ICalendar calendar : Biweekly.parse(text).all()) {
            for (VEvent event : calendar.getEvents()) {
                days.add(starts.hasNext() ? starts.next() : null, event);
            }
        }
        if (days.lines.isEmpty() && days.findings.isEmpty()) {
            days.findings.add(Finding.error(null, "文件中没有日程"));
        }
        return new CalendarFile(days.lines, days.findings, "");
    }

    /** The library keeps no line numbers; events come in the order of the file. */
    private static List<Integer> starts(String text) {
        List<Integer> starts = new ArrayList<>();
        String[] all = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < all.length; i++) {
            if (EVENT.matcher(all[i]).matches()) {
                starts.add(i + 1);
            }
        }
        return starts;
    }

    private void add(@Nullable Integer line, VEvent event) {
        String title = event.getSummary() == null || event.getSummary().getValue() == null
                ? ""
                : event.getSummary().getValue().strip();
        Matcher parts = TITLE.matcher(title);
        boolean marked = parts.matches();
        Optional<DayKind> kind = kind(event, marked ? parts : null);
        if (kind.isEmpty()) {
            findings.add(Finding.warning(line, "“" + CalendarFile.echo(title) + "”没有写明（休）或（班），已跳过"));
            return;
        }
        String name = marked ? parts.group("name").strip() : title;
        String problem = CalendarFile.nameProblem(name, kind.get());
        Optional<LocalDate> first = date(event.getDateStart());
        Optional<LocalDate> end = event.getDateEnd() == null ? first.map(d -> d.plusDays(1)) : date(event.getDateEnd());
        if (problem != null) {
            findings.add(Finding.error(line, problem));
        } else if (first.isEmpty() || end.isEmpty()) {
            findings.add(Finding.error(line, "“" + CalendarFile.echo(title) + "”的日期不对，或者不是全天日程"));
        } else if (event.getRecurrenceRule() != null
                || !event.getRecurrenceDates().isEmpty()) {
            findings.add(Finding.error(line, "“" + CalendarFile.echo(title) + "”是重复日程，请逐日列出"));
        } else if (!end.get().isAfter(first.get())
                || end.get().isAfter(first.get().plusDays(LONGEST_EVENT))) {
            findings.add(
                    Finding.error(line, "“" + CalendarFile.echo(title) + "”的起止日期不对，一个日程最长 " + LONGEST_EVENT + " 天"));
        } else {
            first.get()
                    .datesUntil(end.get())
                    .forEach(day -> lines.add(new CalendarFile.Line(line == null ? 0 : line, day, kind.get(), name)));
        }
    }

    private static Optional<DayKind> kind(VEvent event, @Nullable Matcher title) {
        RawProperty apple = event.getExperimentalProperty(SPECIAL_DAY);
        if (apple != null && "WORK-HOLIDAY".equalsIgnoreCase(apple.getValue())) {
            return Optional.of(DayKind.HOLIDAY);
        } else if (apple != null && "ALTERNATE-WORKDAY".equalsIgnoreCase(apple.getValue())) {
            return Optional.of(DayKind.WORKDAY);
        } else if (title == null) {
            return Optional.empty();
        }
        return Optional.of(title.group("work") != null ? DayKind.WORKDAY : DayKind.HOLIDAY);
    }

    /** The date as written, untouched by the JVM's zone; empty for a time of day. */
    private static Optional<LocalDate> date(DateOrDateTimeProperty property) {
        if (property == null
                || property.getValue() == null
                || property.getValue().hasTime()) {
            return Optional.empty();
        }
        DateTimeComponents written = property.getValue().getRawComponents();
        try {
            return Optional.of(LocalDate.of(written.getYear(), written.getMonth(), written.getDate()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
