package org.ganxian.insight;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.escalation.Interventions;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.StaffDirectory;
import org.ganxian.organization.Unit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** In whose area a case lies: what {@link VisibleCases} asks for whoever is logged in, and for everybody. */
@Component
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CaseAreas {

    private final Managers managers;
    private final People people;
    private final StaffDirectory staff;
    private final Interventions interventions;
    private final JdbcTemplate jdbc;

    boolean isIn(Area area, String number) {
        return placeOf(number).filter(area::contains).isPresent();
    }

    private Optional<String> placeOf(String number) {
        return jdbc.queryForList("select area_code from insight_case where number = ?", String.class, number).stream()
                .findFirst();
    }

    /** All in whose area it lies, and whoever gave it away, each with the place at the top of their area. */
    public Map<Person, Unit> readers(String number) {
        Optional<String> place = placeOf(number);
        Map<Unit, Boolean> seenFrom = new HashMap<>();
        Map<Person, Unit> readers = new LinkedHashMap<>();
        // A city has hundreds of them: all are read at once.
        managers.lookedAfterBy(people.among(staff.on(Duty.LOOKING_AFTER_CASES))).forEach((person, own) -> {
            if (seenFrom.computeIfAbsent(
                    own, unit -> place.filter(managers.areaOf(unit)::contains).isPresent())) {
                readers.put(person, own);
            }
        });
        // Whoever gave it away, or asks to, sees what becomes of it while they may take it back.
        interventions
                .giver(number)
                .filter(giver -> readers.keySet().stream()
                        .noneMatch(person -> person.username().equals(giver)))
                .flatMap(people::find)
                .ifPresent(person -> managers.lookedAfterBy(person).ifPresent(own -> readers.put(person, own)));
        return readers;
    }
}
