package org.ganxian.organization.setup;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Unit.Kind;
import org.ganxian.organization.Units;
import org.springframework.stereotype.Component;

/** Where nobody does what is to be done: rules and service items name departments by what they do. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DepartmentGaps {

    private final Units units;

    /**
     * A district with a street for which there is no such department, neither there nor above.
     *
     * @param function as {@link Unit#function} names it
     * @param name zh-CN, as departments elsewhere are called; the function where there is none
     */
    public record Gap(Unit district, String function, String name) {

        /** Where departments are added. */
        public String link() {
            return "/desk/units?at=" + district.code();
        }
    }

    /** Each gap once, by district. */
    public Set<Gap> of(Collection<String> functions) {
        List<Unit> open = units.open();
        Map<String, Unit> byCode = open.stream().collect(Collectors.toMap(Unit::code, Function.identity()));
        Map<String, String> names = units.functions();
        Set<String> there = open.stream()
                .filter(unit -> unit.kind() == Kind.DEPARTMENT)
                .map(unit -> unit.parent() + "/" + unit.function())
                .collect(Collectors.toSet());
        Set<Gap> gaps = new LinkedHashSet<>();
        for (Unit street : open) {
            Unit district = byCode.get(street.parent());
            if (street.kind() != Kind.STREET || district == null) {
                continue;
            }
            List<String> upwards = List.of(street.code(), district.code(), String.valueOf(district.parent()));
            functions.stream()
                    .filter(function -> upwards.stream().noneMatch(place -> there.contains(place + "/" + function)))
                    // One that was closed has a successor, which may do other things as well.
                    .filter(function ->
                            units.departmentFor(function, street.code()).isEmpty())
                    .forEach(function -> gaps.add(new Gap(district, function, names.getOrDefault(function, function))));
        }
        return gaps;
    }
}
