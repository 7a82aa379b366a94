package org.ganxian.organization;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds user names of staff by what somebody types and by where they work. Who is on which duty is read from the engine's
 * groups, which are what counts at its doors.
 */
@Component
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StaffDirectory {

    interface Names extends Repository<Person, String> {

        @Query("select p.username from Person p where p.username = :text or p.name = :text order by p.username")
        List<String> called(String text);

        @Query("select p.username from Person p where p.unitCode in :units")
        List<String> in(Collection<String> units);
    }

    private final Names names;
    private final Units units;
    private final NamedParameterJdbcTemplate jdbc;

    /** Of whoever has exactly this user name, or this name. */
    public List<String> called(String text) {
        return names.called(text);
    }

    /** Of all who belong to this unit or one below, also when they have left, or have a duty there. */
    public Set<String> within(String unitCode) {
        Set<String> codes = new LinkedHashSet<>(Set.of(unitCode));
        // Parents come before their children.
        units.all().stream()
                .filter(unit -> unit.parent() != null && codes.contains(unit.parent()))
                .forEach(unit -> codes.add(unit.code()));
        Set<String> found = new TreeSet<>(names.in(codes));
        found.addAll(members(codes, List.of(Duty.values())));
        return found;
    }

    /** Of all who have one of these duties in any unit. */
    public Set<String> on(Set<Duty> duties) {
        return members(units.all().stream().map(Unit::code).toList(), duties);
    }

    private Set<String> members(Collection<String> codes, Collection<Duty> duties) {
        List<String> groups = codes.stream()
                .flatMap(code -> duties.stream().map(duty -> duty.groupIn(code)))
                .toList();
        return new TreeSet<>(jdbc.queryForList(
                "select distinct USER_ID_ from ACT_ID_MEMBERSHIP where GROUP_ID_ in (:groups)",
                Map.of("groups", groups),
                String.class));
    }
}
