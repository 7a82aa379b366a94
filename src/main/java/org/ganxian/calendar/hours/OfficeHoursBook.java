package org.ganxian.calendar.hours;

import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.CalendarChanged;
import org.ganxian.calendar.Calendars;
import org.ganxian.calendar.OfficeHours;
import org.ganxian.calendar.OfficeRules;
import org.ganxian.calendar.SpecialHours;
import org.ganxian.calendar.WorkingCalendar;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When units are open: their own hours by season, closures and extra openings. Each change is announced to deadlines. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OfficeHoursBook {

    /**
     * What applies to a unit.
     *
     * @param from the unit whose hours apply: itself or the nearest above that has its own
     * @param specials its own closures and extra openings, and those of units above that include it
     */
    record Entry(Unit from, List<OfficeRules.Season> seasons, List<SpecialHours> specials) {}

    private final OfficeHours.Repository hours;
    private final SpecialHours.Repository specials;
    private final HoursChange.Repository changes;
    private final Calendars calendars;
    private final Units units;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Clock clock;

    @Transactional(readOnly = true)
    public Entry of(Unit unit) {
        List<Unit> path = units.upwards(unit.code());
        Unit from = path.stream()
                .filter(u -> hours.existsByUnitCode(u.code()))
                .findFirst()
                .orElseGet(units::city);
        List<OfficeRules.Season> seasons = hours.findByUnitCodeOrderById(from.code()).stream()
                .map(OfficeHours::season)
                .toList();
        List<SpecialHours> applying = path.stream()
                .flatMap(u -> specials.findByUnitCodeOrderByFirstDay(u.code()).stream())
                .filter(s -> s.appliesTo(unit.code()))
                .toList();
        return new Entry(from, seasons, applying);
    }

    /**
     * Gives a unit hours of its own instead of those it had; with none it follows the unit above again.
     *
     * @throws Refusal 409 when the city would be left without hours for some day of the year
     */
    @Transactional
    public void replace(Unit unit, List<OfficeRules.Season> seasons, Actor by) {
        calendars.lock();
        if (unit.kind() == Unit.Kind.CITY) {
            dayWithoutHours(seasons).ifPresent(day -> {
                throw Refusal.conflict("全市的办公时间要覆盖全年，" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日还没有安排");
            });
        }
        changes.save(HoursChange.ofPeriods(unit.code(), periodsOf(unit), seasons, by, clock.instant()));
        write(unit, seasons, "修改办公时间");
        audit.record(by, "office-hours-changed", unit.code());
    }

    private List<OfficeRules.Season> periodsOf(Unit unit) {
        return hours.findByUnitCodeOrderById(unit.code()).stream()
                .map(OfficeHours::season)
                .toList();
    }

    private void write(Unit unit, List<OfficeRules.Season> seasons, String what) {
        hours.deleteAll(hours.findByUnitCodeOrderById(unit.code()));
        seasons.forEach(season -> hours.save(new OfficeHours(unit.code(), season)));
        changed(
                LocalDate.of(WorkingCalendar.FIRST_YEAR, 1, 1),
                LocalDate.of(WorkingCalendar.LAST_YEAR + WorkingCalendar.LONGEST_YEARS, 12, 31),
                unit,
                what);
    }

    private static Optional<MonthDay> dayWithoutHours(List<OfficeRules.Season> seasons) {
        LocalDate leapYear = LocalDate.of(2024, 1, 1);
        return leapYear.datesUntil(leapYear.plusYears(1))
                .filter(day -> seasons.stream().noneMatch(s -> s.covers(day)))
                .map(MonthDay::from)
                .findFirst();
    }

    /** Closes a unit, or opens it when it would be closed. */
    @Transactional
    public SpecialHours add(Unit unit, boolean withSubunits, OfficeRules.Special special, Actor by) {
        calendars.lock();
        SpecialHours added =
                specials.save(new SpecialHours(unit.code(), withSubunits, special, by.id(), clock.instant()));
        audit.record(by, "special-hours-added", unit.code() + " " + added.id());
        changed(special.first(), special.last(), unit, (isClosure(special) ? "停办：" : "增开：") + special.reason());
        return added;
    }

    /**
     * Takes a closure or an extra opening back.
     *
     * @throws Refusal 404 when this unit has no such entry
     */
    @Transactional
    public void remove(Unit unit, long id, Actor by) {
        calendars.lock();
        SpecialHours entry = specials.findById(id)
                .filter(s -> s.unitCode().equals(unit.code()))
                .orElseThrow(() -> Refusal.notFound("这个单位没有这条停办或增开安排"));
        changes.save(HoursChange.ofRemoval(entry, by, clock.instant()));
        specials.delete(entry);
        audit.record(by, "special-hours-removed", unit.code() + " " + id);
        OfficeRules.Special special = entry.special();
        changed(special.first(), special.last(), unit, (isClosure(special) ? "取消停办：" : "取消增开：") + special.reason());
    }

    /** The last changes of a unit, newest first. */
    @Transactional(readOnly = true)
    public List<HoursChange> changesOf(Unit unit) {
        return changes.findTop20ByUnitCodeOrderByIdDesc(unit.code());
    }

    /** Of periods only the last change that holds can be taken back: another one was made from what it left. */
    @Transactional(readOnly = true)
    public boolean isUndoable(HoursChange change) {
        return !change.isUndone()
                && (change.what() == HoursChange.What.REMOVED
                        || !changes.existsByUnitCodeAndWhatAndUndoneByIsNullAndIdGreaterThan(
                                change.unitCode(), change.what(), change.id()));
    }

    /**
     * Takes a change back: the periods before hold again, or what was taken away is there again.
     *
     * @throws Refusal 404 when this unit has no such change, 409 for one that was taken back or is not the last
     */
    @Transactional
    public void undo(Unit unit, long id, Actor by) {
        calendars.lock();
        HoursChange change = changes.findById(id)
                .filter(c -> c.unitCode().equals(unit.code()))
                .orElseThrow(() -> Refusal.notFound("这个单位没有这次改动"));
        if (change.isUndone()) {
            throw Refusal.conflict("这次改动已经撤销");
        } else if (!isUndoable(change)) {
            throw Refusal.conflict("这次改动之后又有改动，只能撤销最近的一次");
        }
        change.undo(by, clock.instant());
        if (change.what() == HoursChange.What.PERIODS) {
            write(unit, change.periodsBefore(), "撤销修改办公时间");
        } else {
            OfficeRules.Special special = change.removed();
            specials.save(
                    new SpecialHours(unit.code(), change.removedWithSubunits(), special, by.id(), clock.instant()));
            changed(special.first(), special.last(), unit, (isClosure(special) ? "恢复停办：" : "恢复增开：") + special.reason());
        }
        audit.record(by, "office-hours-undone", unit.code() + " " + id);
    }

    private static boolean isClosure(OfficeRules.Special special) {
        return special.kind() == OfficeRules.Kind.CLOSED;
    }

    private void changed(LocalDate from, LocalDate to, Unit unit, String what) {
        calendars.changed();
        events.publishEvent(new CalendarChanged(from, to, unit.code(), unit.name() + what));
    }
}
