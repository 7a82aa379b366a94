package org.ganxian.calendar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.data.CityStamps;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every unit's calendar, kept in memory and right on every node: by the calendar's stamp and that of the units, whose
 * tree it follows (see {@link CityStamps}).
 */
@Component
public class Calendars {

    private static final int STAMPS_KEPT = 4;
    private static final int UNITS_KEPT = 20_000;

    /** All data of one stamp. Units with the same rules share one calendar. */
    private record Book(
            Holidays holidays,
            Map<String, List<OfficeRules.Season>> seasons,
            Map<String, List<SpecialHours>> specials,
            Cache<OfficeRules, WorkingCalendar> byRules,
            Cache<Place, WorkingCalendar> byUnit) {}

    /** @param units the stamp of the tree in which the unit has its place */
    private record Place(String unit, String units) {}

    private final EntityManager entities;
    private final CityStamps stamps;
    private final Units units;
    private final TransactionTemplate reading;
    private final Cache<String, Book> books =
            Caffeine.newBuilder().maximumSize(STAMPS_KEPT).build();

    Calendars(EntityManager entities, CityStamps stamps, Units units, PlatformTransactionManager transactions) {
        this.entities = entities;
        this.stamps = stamps;
        this.units = units;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /**
     * The calendar of a unit.
     *
     * @param unitCode null for the city
     * @throws IllegalArgumentException for a code that no unit has
     */
    WorkingCalendar of(@Nullable String unitCode) {
        CityStamps.Now now = stamps.now();
        Book book = book(now.calendar());
        return book.byUnit()
                .get(new Place(unitCode == null ? "" : unitCode, now.units()), place -> calendar(book, place.unit()));
    }

    /** What is published for the country. */
    public Holidays holidays() {
        return book(stamp()).holidays();
    }

    /** What is in force now, to be compared later: another value means that something has changed since. */
    public String stamp() {
        return stamps.now().calendar();
    }

    /** Waits until nobody else changes calendars; to be called in a transaction, before reading what it is going to change. */
    public void lock() {
        stamps.lock();
    }

    /** Makes every node read the data anew; to be called in the transaction that has locked and changed them. */
    public void changed() {
        stamps.calendarChanged();
    }

    private Book book(String stamp) {
        return books.get(stamp, s -> reading.execute(status -> read()));
    }

    private Book read() {
        Holidays holidays = Holidays.of(entities.createQuery(
                        "select distinct l from CalendarList l left join fetch l.days where l.inForce = true",
                        CalendarList.class)
                .getResultStream()
                .collect(Collectors.toMap(CalendarList::year, CalendarList::days)));
        Map<String, List<OfficeRules.Season>> seasons = new HashMap<>();
        entities.createQuery("select h from OfficeHours h order by h.id", OfficeHours.class)
                .getResultList()
                .forEach(h -> seasons.computeIfAbsent(h.unitCode(), u -> new ArrayList<>())
                        .add(h.season()));
        Map<String, List<SpecialHours>> specials = new HashMap<>();
        entities.createQuery("select s from SpecialHours s order by s.firstDay, s.id", SpecialHours.class)
                .getResultList()
                .forEach(s -> specials.computeIfAbsent(s.unitCode(), u -> new ArrayList<>())
                        .add(s));
        return new Book(
                holidays,
                seasons,
                specials,
                Caffeine.newBuilder().build(),
                Caffeine.newBuilder().maximumSize(UNITS_KEPT).build());
    }

    private WorkingCalendar calendar(Book book, String unitCode) {
        List<Unit> path = unitCode.isEmpty() ? List.of(units.city()) : units.upwards(unitCode);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("No unit " + unitCode);
        }
        List<List<OfficeRules.Season>> seasons = path.stream()
                .map(u -> book.seasons().getOrDefault(u.code(), List.of()))
                .filter(s -> !s.isEmpty())
                .toList();
        List<OfficeRules.Special> specials = path.stream()
                .flatMap(u -> book.specials().getOrDefault(u.code(), List.of()).stream())
                .filter(s -> s.appliesTo(path.get(0).code()))
                .map(SpecialHours::special)
                .toList();
        return book.byRules()
                .get(new OfficeRules(seasons, specials), rules -> new WorkingCalendar(book.holidays(), rules));
    }
}
