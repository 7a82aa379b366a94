package org.ganxian.calendar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every unit's calendar, kept in memory and right on every node: whoever changes a calendar writes a new, random stamp
 * into the one row of {@code calendar_version} in the same transaction, and what is kept is kept by stamp. The row is
 * read once a transaction (Hibernate's session remembers it), so a transaction that begins after a change has been
 * committed anywhere sees it; the changing transaction sees its own change, and a change rolled back leaves a stamp that
 * nobody will ask for again. The units' tree carries no stamp: a unit moved elsewhere is noticed after fifteen seconds.
 */
@Component
public class Calendars {

    private static final int ONLY_ROW = 1;
    private static final int STAMPS_KEPT = 4;
    private static final Duration TREE_TRUSTED_FOR = Duration.ofSeconds(15);

    @Entity(name = "CalendarVersion")
    @Table(name = "calendar_version")
    @NoArgsConstructor(access = AccessLevel.PROTECTED)
    static class Version {
        @Id
        private int id;

        private String stamp;
    }

    /** All data of one stamp. Units with the same rules share one calendar. */
    private record Book(
            Holidays holidays,
            Map<String, List<OfficeRules.Season>> seasons,
            Map<String, List<SpecialHours>> specials,
            Cache<OfficeRules, WorkingCalendar> byRules,
            Cache<String, WorkingCalendar> byUnit) {}

    private final EntityManager entities;
    private final Units units;
    private final TransactionTemplate reading;
    private final Cache<String, Book> books =
            Caffeine.newBuilder().maximumSize(STAMPS_KEPT).build();

    Calendars(EntityManager entities, Units units, PlatformTransactionManager transactions) {
        this.entities = entities;
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
        Book book = book();
        return book.byUnit().get(unitCode == null ? "" : unitCode, code -> calendar(book, code));
    }

    /** What is published for the country. */
    public Holidays holidays() {
        return book().holidays();
    }

    /** What is in force now, to be compared later: another value means that something has changed since. */
    public String stamp() {
        return entities.find(Version.class, ONLY_ROW).stamp;
    }

    /** Waits until nobody else changes calendars; to be called in a transaction, before reading what it is going to change. */
    public void lock() {
        Version version = entities.find(Version.class, ONLY_ROW);
        entities.refresh(version, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Makes every node read the data anew; to be called in the transaction that has locked and changed them. */
    public void changed() {
        entities.find(Version.class, ONLY_ROW).stamp = UUID.randomUUID().toString();
        entities.flush();
    }

    private Book book() {
        return books.get(stamp(), stamp -> reading.execute(status -> read()));
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
                Caffeine.newBuilder().expireAfterWrite(TREE_TRUSTED_FOR).build());
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
