package org.ganxian.organization;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds user names of staff by what somebody types and by where they work; those who have left too. */
@Component
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StaffDirectory {

    interface Names extends Repository<Person, String> {

        @Query("select p.username from Person p where p.username = :text or p.name = :text order by p.username")
        List<String> called(String text);

        @Query("select p.username from Person p where p.unitCode in :units"
                + " or exists (select d.id from ExtraDuty d where d.username = p.username and d.unitCode in :units)")
        List<String> in(Collection<String> units);

        @Query("select p.username from Person p where p.active = true and (p.duty in :duties"
                + " or exists (select d.id from ExtraDuty d where d.username = p.username and d.duty in :duties))"
                + " order by p.username")
        List<String> onAnyOf(Collection<Duty> duties);
    }

    private final Names names;
    private final Units units;

    /** Of whoever has exactly this user name, or this name. */
    public List<String> called(String text) {
        return names.called(text);
    }

    /** Of all who have a duty in this unit or below. */
    public List<String> within(String unitCode) {
        Set<String> codes = new LinkedHashSet<>(Set.of(unitCode));
        // Parents come before their children.
        units.all().stream()
                .filter(unit -> unit.parent() != null && codes.contains(unit.parent()))
                .forEach(unit -> codes.add(unit.code()));
        return names.in(codes);
    }

    /** Of all at work who have one of these duties in any unit. */
    public List<String> on(Set<Duty> duties) {
        return names.onAnyOf(duties);
    }
}
