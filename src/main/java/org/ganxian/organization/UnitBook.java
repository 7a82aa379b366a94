package org.ganxian.organization;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.ganxian.organization.Unit.Kind;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.data.CityStamps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the city's tree. Each change is audited; the engine's groups are called as their unit is. Open cases are for
 * {@code organization.units}: nothing here carries them over.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UnitBook {

    private final UnitRepository repository;
    private final Units units;
    private final CityStamps stamps;
    private final IdentityService identityService;
    private final CurrentActor current;
    private final Audit audit;
    private final People people;
    private final ApplicationEventPublisher events;

    /**
     * A unit to be added.
     *
     * @param code null or blank for a body: the next free one below its place
     * @param function of a department, as routing names it
     */
    public record NewUnit(
            @Nullable String code,
            Kind kind,
            @Nullable String parent,
            String name,
            @Nullable String function) {}

    /** @throws Refusal 400 with a reason by field, 409 for a code or a name that is taken */
    public Unit add(NewUnit wanted, Actor by) {
        stamps.alone();
        Kind kind = wanted.kind();
        Unit parent = units.find(wanted.parent()).filter(Unit::isOpen).orElse(null);
        UnitRules.requireBelow(kind, parent);
        String name = UnitRules.name(wanted.name());
        String function = UnitRules.function(kind, wanted.function());
        String code = UnitRules.code(kind, wanted.code(), () -> nextCode(kind, Objects.requireNonNull(parent)));
        if (units.find(code).isPresent()) {
            throw Refusal.conflict("代码 " + code + " 已经是“" + units.get(code).name() + "”");
        }
        requireFree(name, kind, wanted.parent(), code);
        Unit added =
                repository.save(new Unit(code, kind, parent == null ? null : parent.code(), name, function, false));
        stamps.unitsChanged();
        audit.record(by, "unit-added", code);
        return added;
    }

    /**
     * Puts another city in the place of the one that is there: for an installation in which nothing has happened yet. The
     * former one is closed with all that is below, and its administrators administer the new one.
     *
     * @throws Refusal 400 for a code or a name that a city cannot have
     */
    public Unit replaceCity(String code, String name, Actor by) {
        stamps.alone();
        Unit former = units.city();
        String wanted = UnitRules.code(Kind.CITY, code, () -> "");
        Unit city = repository.save(new Unit(wanted, Kind.CITY, null, UnitRules.name(name), null, false));
        stamps.unitsChanged();
        for (Unit unit : units.open()) {
            if (!unit.code().equals(wanted)) {
                unit.closeFrom(Unit.today(), null);
            }
        }
        stamps.unitsChanged();
        people.usernamesOn(Duty.ADMIN, former.code()).forEach(one -> people.addDuty(one, wanted, Duty.ADMIN));
        audit.record(by, "city-replaced", wanted);
        events.publishEvent(new CityReplaced(wanted));
        return city;
    }

    /** Whether nobody is on staff but administrators of the city: nothing has been set up yet. */
    @Transactional(readOnly = true)
    public boolean hasOnlyAdministrators() {
        return repository.othersThan(Duty.ADMIN, Kind.CITY, Limit.of(1)).isEmpty();
    }

    private String nextCode(Kind kind, Unit parent) {
        String stem = parent.code()
                + switch (kind) {
                    case BRANCH -> "B";
                    case COMMITTEE -> "M";
                    default -> "D";
                };
        return IntStream.range(1, 1000)
                .mapToObj(n -> kind == Kind.DEPARTMENT ? stem + "%02d".formatted(n) : stem + n)
                .filter(code -> units.find(code).isEmpty())
                .findFirst()
                .orElseThrow(() -> Refusal.field("code", "请填写代码"));
    }

    /** Two of the same name below the same unit could not be told apart in any list. */
    private void requireFree(String name, Kind kind, @Nullable String parent, String self) {
        if (parent != null
                && units.below(parent).stream()
                        .anyMatch(u -> u.isOpen()
                                && u.kind() == kind
                                && u.name().equals(name)
                                && !u.code().equals(self))) {
            throw Refusal.conflict("“" + units.get(parent).name() + "”下面已经有“" + name + "”");
        }
    }

    /** Texts and documents that were written keep the old name. */
    public void rename(String code, String typed, Actor by) {
        Unit unit = locked(code);
        String name = UnitRules.name(typed);
        if (name.equals(unit.name())) {
            return;
        }
        requireFree(name, unit.kind(), unit.parent(), code);
        unit.rename(name);
        stamps.unitsChanged();
        audit.record(by, "unit-renamed", code);
        current.asSystem(() -> {
            nameGroups(unit);
            return unit;
        });
    }

    /** A department does something else from now on. */
    public void doWhat(String code, @Nullable String function, Actor by) {
        Unit unit = locked(code);
        String key = UnitRules.function(unit.kind(), function);
        if (!Objects.equals(key, unit.function())) {
            unit.doWhat(key);
            stamps.unitsChanged();
            audit.record(by, "unit-function", code);
        }
    }

    private void nameGroups(Unit unit) {
        for (Duty duty : Duty.values()) {
            Group group = identityService
                    .createGroupQuery()
                    .groupId(duty.groupIn(unit.code()))
                    .singleResult();
            if (group != null) {
                group.setName(People.title(unit, duty));
                identityService.saveGroup(group);
            }
        }
        for (String username : repository.usernamesIn(unit.code())) {
            User user = identityService.createUserQuery().userId(username).singleResult();
            if (user != null) {
                user.setFirstName(unit.name());
                identityService.saveUser(user);
            }
        }
    }

    /**
     * Puts a community, branch, or department below another unit of its district.
     *
     * @throws Refusal 400 for a place it cannot be below
     */
    public void move(String code, @Nullable String to, Actor by) {
        Unit unit = locked(code);
        Unit parent = units.find(to).filter(Unit::isOpen).orElse(null);
        UnitRules.requireMovable(unit);
        UnitRules.requireBelow(unit.kind(), parent);
        Unit there = Objects.requireNonNull(parent);
        if (!units.district(there.code()).equals(units.district(code))) {
            // Closed cases are counted in the district where they were: history does not move.
            throw Refusal.field("parent", "只能在本区县内调整。跨区县的，请在新区县建立新单位，再把原单位撤并过去");
        }
        if (there.code().equals(unit.parent())) {
            throw Refusal.field("parent", "它已经在“" + there.name() + "”下面");
        }
        requireFree(unit.name(), unit.kind(), there.code(), code);
        unit.moveBelow(there.code());
        stamps.unitsChanged();
        audit.record(by, "unit-moved", code);
    }

    /**
     * Closes a unit from a day on.
     *
     * @param successor code of the unit that goes on with its work; null for nobody
     * @throws Refusal 400 for a day that is over, 409 for what is closed or has open units below
     */
    public void close(String code, LocalDate from, @Nullable String successor, Actor by) {
        Unit unit = locked(code);
        if (!unit.isOpen() || unit.closedFrom() != null) {
            throw Refusal.conflict("“" + unit.name() + "”已经定于 " + unit.closedFrom() + " 撤销");
        } else if (unit.kind() == Kind.CITY) {
            throw Refusal.invalid("市不能撤销");
        } else if (from.isBefore(Unit.today())) {
            throw Refusal.field("from", "撤销日期不能早于今天");
        } else if (from.isAfter(Unit.today().plusYears(1))) {
            throw Refusal.field("from", "撤销日期不能晚于一年以后");
        }
        List<Unit> below =
                units.below(code).stream().filter(u -> u.isOpenOn(from)).toList();
        if (!below.isEmpty()) {
            throw Refusal.conflict("“%s”下面还有“%s”等 %d 个单位，请先移走或撤销"
                    .formatted(unit.name(), below.get(0).name(), below.size()));
        }
        unit.closeFrom(from, successor);
        stamps.unitsChanged();
        audit.record(by, "unit-closed", code);
    }

    private Unit locked(String code) {
        stamps.alone();
        return units.find(code)
                .flatMap(found -> repository.lock(found.code()))
                .orElseThrow(() -> Refusal.notFound("没有这个单位"));
    }
}
