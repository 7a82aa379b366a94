package org.ganxian.insight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Post;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sees figures and cases, and of which part of the city. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Managers {

    private final Units units;
    private final People people;
    private final OwnDuties ownDuties;

    /**
     * What the logged-in person looks after, or a part of it.
     *
     * @param within code of a place, with {@link Area#ITSELF} behind it for that place alone; null or empty for all
     * @throws Refusal 403 for whoever is neither manager nor supervisor, 404 for a place outside their area
     */
    public Area area(@Nullable String within) {
        Unit own = ownArea();
        if (StringUtils.isBlank(within)) {
            return areaOf(own);
        }
        boolean onlyItself = within.endsWith(Area.ITSELF);
        return units.find(StringUtils.removeEnd(within, Area.ITSELF))
                .filter(u -> u.kind().isPlace() && units.isWithin(u.code(), own.code()))
                .map(u -> area(u, own, onlyItself))
                .orElseThrow(() -> Refusal.notFound("您的辖区内没有这个单位"));
    }

    private Area area(Unit top, Unit own, boolean onlyItself) {
        List<Unit> trail = new ArrayList<>();
        for (Unit unit : units.upwards(top.code())) {
            trail.add(unit);
            if (unit.code().equals(own.code())) {
                break;
            }
        }
        Collections.reverse(trail);
        return new Area(top, onlyItself, units.district(top.code()).code(), codesIn(top, onlyItself), trail);
    }

    private @Nullable List<String> codesIn(Unit top, boolean onlyItself) {
        if (onlyItself) {
            return List.of(top.code());
        }
        return top.kind() == Unit.Kind.CITY ? null : codes(top);
    }

    private List<String> codes(Unit top) {
        return codes(top, units.all());
    }

    /** A place and all places below it, by one reading of the plan, which has parents before children. */
    private static List<String> codes(Unit top, List<Unit> plan) {
        Set<String> codes = new LinkedHashSet<>(Set.of(top.code()));
        for (Unit unit : plan) {
            if (unit.kind().isPlace() && codes.contains(unit.parent())) {
                codes.add(unit.code());
            }
        }
        return List.copyOf(codes);
    }

    /** The parts of a place in the order of the plan, each with the codes of all places in it. */
    public Map<Unit, List<String>> parts(Unit place) {
        List<Unit> plan = units.all();
        Map<Unit, List<String>> parts = new LinkedHashMap<>();
        for (Unit unit : plan) {
            if (unit.kind().isPlace() && place.code().equals(unit.parent())) {
                parts.put(unit, codes(unit, plan));
            }
        }
        return parts;
    }

    /** All that the logged-in person looks after; empty for whoever looks after no place. */
    Optional<Area> ownWhole() {
        return own().map(this::areaOf);
    }

    private Optional<Unit> own() {
        return top(ownDuties.unitsWith(Duty.LOOKING_AFTER_CASES));
    }

    private Unit ownArea() {
        return own().orElseThrow(() -> Refusal.forbidden("只有管理者和督办员可以查看辖区的诉求和统计"));
    }

    /** The place at the top of what somebody looks after; empty for whoever looks after none. */
    public Optional<Unit> lookedAfterBy(Person person) {
        return top(people.unitsOf(person, Duty.LOOKING_AFTER_CASES));
    }

    /** As {@link #lookedAfterBy(Person)}, of many at once; those who look after none are left out. */
    Map<Person, Unit> lookedAfterBy(Collection<Person> some) {
        Map<String, Set<Post>> posts = people.postsOf(some);
        Map<Person, Unit> places = new LinkedHashMap<>();
        for (Person person : some) {
            top(posts.getOrDefault(person.username(), Set.of()).stream()
                            .filter(post -> Duty.LOOKING_AFTER_CASES.contains(post.duty()))
                            .map(Post::unitCode)
                            .collect(Collectors.toCollection(LinkedHashSet::new)))
                    .ifPresent(place -> places.put(person, place));
        }
        return places;
    }

    /** Of several, the one nearest to the city. */
    private Optional<Unit> top(Set<String> codes) {
        return codes.stream()
                .min(Comparator.comparing(code -> units.upwards(code).size()))
                .map(unit -> units.upwards(unit).stream()
                        .filter(u -> u.kind().isPlace())
                        .findFirst()
                        .orElseGet(units::city));
    }

    /** All of it, for whoever looks after this place. */
    public Area areaOf(Unit own) {
        return area(own, own, false);
    }
}
