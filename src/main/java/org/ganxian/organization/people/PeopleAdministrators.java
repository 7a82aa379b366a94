package org.ganxian.organization.people;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Assignment;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Term;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may see and change whom: an administrator those of their own unit and below. Whoever has a duty beyond it, above
 * all an administrator of a higher level, is for that level alone; nobody changes themselves.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PeopleAdministrators {

    private final CurrentActor current;
    private final People people;
    private final OwnDuties ownDuties;
    private final Staff staff;
    private final Units units;

    /** Whether whoever calls is one; asked by pages that link here. */
    public boolean isOne() {
        return ownDuties.include(Set.of(Duty.ADMIN));
    }

    private Set<String> administeredBy(String username) {
        return people.find(username)
                .map(me -> people.unitsOf(me, Set.of(Duty.ADMIN)))
                .orElse(Set.of());
    }

    /**
     * The units whose people whoever calls administers.
     *
     * @param units those of today, for new duties, parents before children
     * @param codes of closed ones too: somebody may still belong there
     * @param isCity whether these are all there are
     */
    record Area(Actor by, List<Unit> units, Set<String> codes, boolean isCity) {

        boolean has(@Nullable String unit) {
            return codes.contains(unit);
        }

        /** @throws Refusal 400 for another unit */
        String require(String unit) {
            if (units.stream().noneMatch(open -> open.code().equals(unit))) {
                throw Refusal.field("unit", "请选择您辖区内的单位");
            }
            return unit;
        }
    }

    /** @throws Refusal 403 for whoever administers nothing */
    Area area() {
        return area(current.username().orElse(""));
    }

    /** That of somebody who has begun what goes on without them. */
    Area area(String username) {
        Set<String> own = administeredBy(username);
        if (own.isEmpty()) {
            throw Refusal.forbidden("只有系统管理员可以管理人员");
        }
        List<Unit> all = units.all();
        Map<String, Unit> byCode = new HashMap<>();
        all.forEach(unit -> byCode.put(unit.code(), unit));
        List<Unit> mine =
                all.stream().filter(unit -> isBelow(unit, own, byCode)).toList();
        Set<String> codes = new HashSet<>();
        mine.forEach(unit -> codes.add(unit.code()));
        return new Area(
                current.of(username), mine.stream().filter(Unit::isOpen).toList(), codes, mine.size() == all.size());
    }

    private static boolean isBelow(Unit unit, Set<String> own, Map<String, Unit> byCode) {
        return Stream.iterate(unit, u -> u != null, u -> u.parent() == null ? null : byCode.get(u.parent()))
                .anyMatch(u -> own.contains(u.code()));
    }

    /**
     * Somebody of the caller's area, to be looked at.
     *
     * @throws Refusal 404 for everybody else
     */
    Person seen(Area area, String username) {
        return people.find(username)
                .filter(person -> unitsOf(person).anyMatch(area::has))
                .orElseThrow(() -> Refusal.notFound("您的辖区里没有登录名为“" + username + "”的人"));
    }

    /**
     * Somebody whom the caller may change.
     *
     * @throws Refusal 404 as {@link #seen}, 403 for oneself and for whoever is not this level's alone
     */
    Person changed(Area area, String username) {
        Person person = seen(area, username);
        whyNot(area, person).ifPresent(why -> {
            throw Refusal.forbidden(why);
        });
        return person;
    }

    /** zh-CN, why the caller may not change this person; empty when they may. */
    Optional<String> whyNot(Area area, Person person) {
        if (person.username().equals(area.by().id())) {
            return Optional.of("不能改动自己的职责和状态，请由另一位管理员办理；密码请在“修改密码”自己换");
        }
        return unitsOf(person).allMatch(area::has) ? Optional.empty() : Optional.of("此人还有您辖区以外的职责，请由上级管理员办理");
    }

    /** Where somebody belongs and has duties, or will have. */
    private Stream<String> unitsOf(Person person) {
        return Stream.concat(
                Stream.of(person.unitCode()),
                staff.dutiesOf(person.username()).stream()
                        .filter(duty -> !duty.isOverOn(Term.today()))
                        .map(Assignment::unitCode));
    }
}
