package org.ganxian.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which days the country works: published lists first, then the law and the weekend. Immutable. */
public final class Holidays {

    private static final String WEEKEND = "周末";

    /** What a published list says of one day; the name is zh-CN. */
    public record Listed(DayKind kind, String name) {}

    private final Map<LocalDate, Listed> listed;
    private final Set<Integer> publishedYears;
    private final Map<Integer, Map<LocalDate, String>> statutory = new ConcurrentHashMap<>();

    /**
     * @param listed the days of all lists in force; a list may reach into the December before its year
     * @param publishedYears the years that have a list in force
     */
    Holidays(Map<LocalDate, Listed> listed, Set<Integer> publishedYears) {
        this.listed = Map.copyOf(listed);
        this.publishedYears = Set.copyOf(publishedYears);
    }

    /** From the lists in force by year; where two name the same December day, the new year's list counts. */
    public static Holidays of(Map<Integer, ? extends Map<LocalDate, Listed>> listsByYear) {
        Map<LocalDate, Listed> days = new HashMap<>();
        new TreeMap<>(listsByYear).values().forEach(days::putAll);
        return new Holidays(days, listsByYear.keySet());
    }

    /** Why a day is off, zh-CN; empty for a working day. */
    public Optional<String> dayOff(LocalDate day) {
        Listed entry = listed.get(day);
        if (entry != null) {
            return entry.kind() == DayKind.HOLIDAY ? Optional.of(entry.name()) : Optional.empty();
        }
        String byLaw =
                isPublished(day.getYear()) ? null : statutory(day.getYear()).get(day);
        if (byLaw != null) {
            return Optional.of(byLaw);
        }
        return isWeekend(day) ? Optional.of(WEEKEND) : Optional.empty();
    }

    /** True for a weekend day on which the country works (调休). */
    public boolean isMakeUpDay(LocalDate day) {
        return isWeekend(day) && dayOff(day).isEmpty();
    }

    /** False for a year of which only the law and the weekends are known: whatever is computed in it is provisional. */
    public boolean isPublished(int year) {
        return publishedYears.contains(year);
    }

    public static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    private Map<LocalDate, String> statutory(int year) {
        return statutory.computeIfAbsent(year, StatutoryDays::of);
    }
}
