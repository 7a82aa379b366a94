package org.ganxian.calendar.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ganxian.calendar.Holidays;
import org.ganxian.calendar.OfficeHours;
import org.ganxian.calendar.OfficeRules;
import org.ganxian.calendar.OpeningHours;
import org.ganxian.calendar.WorkingCalendar;
import org.ganxian.platform.ShippedCsv;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The lists of days off and the office hours that come with the program, each file with its source in its first lines. */
public final class ShippedCalendar {

    /**
     * A list as shipped.
     *
     * @param comment its source
     */
    public record YearFile(String name, byte[] content, CalendarProposal proposal, String comment) {}

    private ShippedCalendar() {}

    /** By year, oldest first. */
    public static List<YearFile> lists() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver(ShippedCalendar.class.getClassLoader())
                            .getResources("classpath:data/calendar/*.csv"))
                    .map(ShippedCalendar::list)
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static YearFile list(Resource resource) {
        byte[] content = bytes(resource);
        CalendarFile file = CalendarFile.read(content);
        // Its own year is never past: a list that was shipped needs no warning.
        CalendarProposal proposal = CalendarProposal.of(file, WorkingCalendar.FIRST_YEAR);
        if (!proposal.findings().isEmpty()) {
            throw new IllegalStateException(resource.getFilename() + ": " + proposal.findings());
        }
        return new YearFile(resource.getFilename(), content, proposal, file.comment());
    }

    /** All shipped lists together. */
    public static Holidays holidays() {
        return Holidays.of(lists().stream()
                .collect(Collectors.toMap(
                        l -> l.proposal().year(), l -> l.proposal().days())));
    }

    /** The city's hours. */
    public static List<OfficeRules.Season> officeHours() {
        return ShippedCsv.rows("data/office-hours.csv").stream()
                .map(row -> new OfficeRules.Season(
                        OfficeHours.monthDay(row.get("from")),
                        OfficeHours.monthDay(row.get("to")),
                        OpeningHours.of(row.get("opens"), row.get("closes"))))
                .toList();
    }

    private static byte[] bytes(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
