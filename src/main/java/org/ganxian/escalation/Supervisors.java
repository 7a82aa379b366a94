package org.ganxian.escalation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who supervises whom. */
@Component
@RequiredArgsConstructor
class Supervisors {

    private final Units units;
    private final People people;
    private final CurrentActor currentActor;

    /**
     * The nearest unit above that has somebody on supervision; a level that is missing or empty is passed over. The city
     * is above everything, itself included, so that nothing is lost.
     *
     * @param unit code; null for a case that nobody serves
     */
    Unit above(@Nullable String unit) {
        return units.superiors(unit).stream()
                .filter(u -> !people.usernamesOn(Duty.SUPERVISOR, u.code()).isEmpty())
                .findFirst()
                .orElseGet(units::city);
    }

    Unit unit(String code) {
        return units.get(code);
    }

    /** User names of those who answer for this unit; where the city has no supervisors, its managers do. */
    List<String> of(String unit) {
        return Stream.of(Duty.SUPERVISOR, Duty.MANAGER)
                .map(duty -> people.usernamesOn(duty, unit))
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    List<String> groupsOf(String unit) {
        // Nothing climbs beyond the city: there the managers may answer whoever comes or goes.
        return unit.equals(units.city().code())
                ? List.of(Duty.SUPERVISOR.groupIn(unit), Duty.MANAGER.groupIn(unit))
                : List.of(Duty.SUPERVISOR.groupIn(unit));
    }

    /** zh-CN, by unit and duty, of a user name or of a group, which is a unit's code and a duty. */
    String titleOf(String owner) {
        return titlesOf(Set.of(owner)).getOrDefault(owner, "");
    }

    /** As {@link #titleOf}, of many at once. */
    Map<String, String> titlesOf(Set<String> owners) {
        Map<String, String> staff = people.titlesOf(owners);
        return owners.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        owner -> Optional.ofNullable(staff.get(owner)).orElseGet(() -> titleOfGroup(owner))));
    }

    private String titleOfGroup(String group) {
        int dash = group.lastIndexOf('-');
        return dash < 0
                ? currentActor.of(group).title()
                : units.find(group.substring(0, dash)).map(Unit::name).orElse("")
                        + Duty.ofCode(group.substring(dash + 1))
                                .map(Duty::title)
                                .orElse("");
    }

    /**
     * The logged-in person, when they may look after cases by supervision.
     *
     * @throws Refusal 403 for everybody but supervisors and managers
     */
    Person require() {
        return currentActor
                .username()
                .flatMap(people::find)
                .filter(p -> !areasOf(p).isEmpty())
                .orElseThrow(() -> Refusal.forbidden("只有督办员和管理者可以使用督办"));
    }

    private Set<String> areasOf(Person person) {
        return people.unitsOf(person, Duty.LOOKING_AFTER_CASES);
    }

    /** Codes of the units for which this person looks after cases, and of all below. */
    List<String> areaOf(Person person) {
        Set<String> own = areasOf(person);
        return units.all().stream()
                .map(Unit::code)
                .filter(code -> own.stream().anyMatch(unit -> units.isWithin(code, unit)))
                .toList();
    }

    /** Whether a unit's cases are in this person's area. */
    boolean isInArea(Person person, @Nullable String servingUnit) {
        return areasOf(person).stream().anyMatch(unit -> isOver(unit, servingUnit));
    }

    /**
     * Whether this person may give a case to another unit: within the district that has it, and to whatever they
     * themselves look after. Into another district only a superior of both gives it.
     *
     * @param other code of the unit that gets it
     * @param serving code of the unit that has it; null while none does
     */
    boolean mayGiveTo(String other, @Nullable String serving) {
        return mayGiveFrom(serving).test(other);
    }

    /** As {@link #mayGiveTo}, of many units: who the person is and where the case is, is read once. */
    Predicate<String> mayGiveFrom(@Nullable String serving) {
        Set<String> areas = areasOf(require());
        Unit district = serving == null ? null : units.district(serving);
        return other -> areas.stream().anyMatch(unit -> isOver(unit, other))
                || district != null && district.equals(units.district(other));
    }

    /** Whether this unit is above the one that serves a case; a case that nobody serves yet is the city's. */
    boolean isOver(String superior, @Nullable String servingUnit) {
        return units.isWithin(servingUnit == null ? units.city().code() : servingUnit, superior);
    }
}
