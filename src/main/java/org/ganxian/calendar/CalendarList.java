package org.ganxian.calendar;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.MapKeyJdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** One version of a year's list of days off and make-up workdays, with where it came from. Kept when replaced. */
@Entity
@Table(name = "calendar_list")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class CalendarList {

    public interface Repository extends JpaRepository<CalendarList, Long> {

        boolean existsByCalendarYear(int year);

        Optional<CalendarList> findByCalendarYearAndInForceTrue(int year);

        List<CalendarList> findByInForceTrue();

        List<CalendarList> findAllByOrderByCalendarYearDescIdDesc();
    }

    /** Who brought the lists that are shipped with the program. */
    public static final String SHIPPED = "system";

    @Embeddable
    @NoArgsConstructor(access = AccessLevel.PROTECTED)
    static class Day {

        @Enumerated(EnumType.STRING)
        private DayKind kind;

        private String name;

        Day(DayKind kind, String name) {
            this.kind = kind;
            this.name = name;
        }

        Holidays.Listed listed() {
            return new Holidays.Listed(kind, name);
        }
    }

    /**
     * Where a list comes from.
     *
     * @param source the notice, by number and address
     * @param sha256 of the file, lower-case hex
     */
    public record Origin(String source, String fileName, String sha256) {}

    @Getter
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private int calendarYear;
    private boolean inForce = true;
    private String source;
    private String fileName;
    private String sha256;

    @Getter
    private String importedBy;

    @Getter
    private Instant importedAt;

    /** The version before, which comes back when this one is undone; null when the year had no list. */
    @Getter
    private @Nullable Long replacedId;

    @Getter
    private @Nullable String undoneBy;

    /** Null unless undone. */
    @Getter
    private @Nullable Instant undoneAt;

    @ElementCollection
    @CollectionTable(name = "calendar_day", joinColumns = @JoinColumn(name = "list_id"))
    @MapKeyColumn(name = "on_date")
    // As they are: the default goes by way of the JVM's zone and misses a day in some.
    @MapKeyJdbcTypeCode(SqlTypes.LOCAL_DATE)
    private Map<LocalDate, Day> days = new HashMap<>();

    public CalendarList(
            int year,
            Map<LocalDate, Holidays.Listed> days,
            Origin origin,
            String by,
            Instant at,
            @Nullable Long replaces) {
        this.calendarYear = year;
        this.source = origin.source();
        this.fileName = origin.fileName();
        this.sha256 = origin.sha256();
        this.importedBy = by;
        this.importedAt = at;
        this.replacedId = replaces;
        days.forEach((date, day) -> this.days.put(date, new Day(day.kind(), day.name())));
    }

    public int year() {
        return calendarYear;
    }

    public boolean isInForce() {
        return inForce;
    }

    public Origin origin() {
        return new Origin(source, fileName, sha256);
    }

    public boolean isShipped() {
        return SHIPPED.equals(importedBy);
    }

    public Map<LocalDate, Holidays.Listed> days() {
        Map<LocalDate, Holidays.Listed> listed = new HashMap<>();
        days.forEach((date, day) -> listed.put(date, day.listed()));
        return listed;
    }

    public void replace() {
        inForce = false;
    }

    public void undo(String by, Instant at) {
        inForce = false;
        undoneBy = by;
        undoneAt = at;
    }

    public void restore() {
        inForce = true;
    }
}
