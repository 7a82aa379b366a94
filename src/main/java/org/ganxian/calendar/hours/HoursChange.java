package org.ganxian.calendar.hours;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.calendar.OfficeHours;
import org.ganxian.calendar.OfficeRules;
import org.ganxian.calendar.OpeningHours;
import org.ganxian.calendar.SpecialHours;
import org.ganxian.platform.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A change of a unit's office hours that can be taken back. What was added to them is taken back by its removal. */
@Entity
@Table(name = "office_hours_change")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class HoursChange {

    interface Repository extends JpaRepository<HoursChange, Long> {
        List<HoursChange> findTop20ByUnitCodeOrderByIdDesc(String unitCode);

        boolean existsByUnitCodeAndWhatAndUndoneByIsNullAndIdGreaterThan(String unitCode, What what, Long id);
    }

    enum What {
        /** Other periods. */
        PERIODS,
        /** A closure or an extra opening was taken away. */
        REMOVED
    }

    private static final String NO_TIME = "-";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String unitCode;

    @Enumerated(EnumType.STRING)
    private What what;

    private String was;
    private String became;
    private String changedBy;
    private Instant changedAt;
    private @Nullable String undoneBy;
    private @Nullable Instant undoneAt;

    private HoursChange(String unitCode, What what, String was, String became, Actor by, Instant at) {
        this.unitCode = unitCode;
        this.what = what;
        this.was = was;
        this.became = became;
        this.changedBy = by.id();
        this.changedAt = at;
    }

    static HoursChange ofPeriods(
            String unitCode, List<OfficeRules.Season> was, List<OfficeRules.Season> becomes, Actor by, Instant at) {
        return new HoursChange(unitCode, What.PERIODS, text(was), text(becomes), by, at);
    }

    static HoursChange ofRemoval(SpecialHours removed, Actor by, Instant at) {
        OfficeRules.Special special = removed.special();
        String was = String.join(
                " ",
                special.kind().name(),
                special.first().toString(),
                special.last().toString(),
                removed.opens() == null ? NO_TIME : removed.opens(),
                removed.closes() == null ? NO_TIME : removed.closes(),
                String.valueOf(removed.isWithSubunits()),
                special.reason());
        return new HoursChange(removed.unitCode(), What.REMOVED, was, "", by, at);
    }

    /** One a line: {@code 06-01 09-30 08:00 12:00}. */
    static String text(List<OfficeRules.Season> seasons) {
        return seasons.stream()
                .map(season -> String.join(
                        " ",
                        OfficeHours.text(season.from()),
                        OfficeHours.text(season.to()),
                        OpeningHours.text(season.period().opens()),
                        OpeningHours.text(season.period().closes())))
                .collect(Collectors.joining("\n"));
    }

    /** The periods before; none when the unit followed the one above. */
    List<OfficeRules.Season> periodsBefore() {
        return was.lines()
                .map(line -> line.split(" "))
                .map(part -> new OfficeRules.Season(
                        OfficeHours.monthDay(part[0]),
                        OfficeHours.monthDay(part[1]),
                        OpeningHours.of(part[2], part[3])))
                .toList();
    }

    /** The closure or extra opening that was taken away. */
    OfficeRules.Special removed() {
        String[] part = parts();
        return new OfficeRules.Special(
                OfficeRules.Kind.valueOf(part[0]),
                LocalDate.parse(part[1]),
                LocalDate.parse(part[2]),
                part[3].equals(NO_TIME) ? OpeningHours.WHOLE_DAY : OpeningHours.of(part[3], part[4]),
                part[6]);
    }

    boolean removedWithSubunits() {
        return Boolean.parseBoolean(parts()[5]);
    }

    private String[] parts() {
        return was.split(" ", 7);
    }

    boolean isUndone() {
        return undoneBy != null;
    }

    void undo(Actor by, Instant at) {
        this.undoneBy = by.id();
        this.undoneAt = at;
    }
}
