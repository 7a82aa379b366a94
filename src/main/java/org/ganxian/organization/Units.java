package org.ganxian.organization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.platform.data.CityStamps;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The city's tree of places and the bodies that serve them, kept in memory by their stamp: what is given out is for
 * reading, {@link UnitBook} changes units. A transaction that changes some reads them from the database from then on.
 */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Units {

    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{1,24}");

    /** No chain of successors is as long: whoever made a circle by hand hears nothing of it here. */
    private static final int LONGEST_SUCCESSION = 20;

    private static final int STAMPS_KEPT = 4;

    private final UnitRepository units;
    private final PersonRepository people;
    private final CityStamps stamps;

    private final Cache<String, UnitTree> trees =
            Caffeine.newBuilder().maximumSize(STAMPS_KEPT).build();

    /** Empty for a transaction that changes units. */
    private Optional<UnitTree> tree() {
        CityStamps.Now now = stamps.now();
        return now.unitsChangeHere()
                ? Optional.empty()
                : Optional.of(trees.get(now.units(), stamp -> new UnitTree(units.copies())));
    }

    /** The unit of exactly this code: MySQL alone would also take small letters or full-width digits for it. */
    public Optional<Unit> find(@Nullable String code) {
        return code != null && CODE.matcher(code).matches()
                ? tree().map(tree -> tree.find(code)).orElseGet(() -> units.findById(code))
                : Optional.empty();
    }

    /** The unit of a code that is known to exist. */
    public Unit get(String code) {
        return find(code).orElseThrow(() -> new IllegalStateException("No unit " + code));
    }

    /** The unit right above one that is not the city. */
    public Unit parentOf(String code) {
        return find(get(code).parent()).orElseThrow(() -> new IllegalStateException("Nothing is above " + code));
    }

    /**
     * All units that there ever were, parents before children, by code below each. For what happened; choices are
     * {@link #open}.
     */
    public List<Unit> all() {
        return tree().orElseGet(() -> new UnitTree(units.findAllByOrderByCode()))
                .all();
    }

    /** Those of {@link #all} that are there today: what can be chosen. Below a closed one there is none. */
    public List<Unit> open() {
        return all().stream().filter(Unit::isOpen).toList();
    }

    /** The place of this code, when there is one today. */
    public Optional<Unit> openPlace(@Nullable String code) {
        return find(code).filter(u -> u.kind().isPlace() && u.isOpen());
    }

    /** The unit that is there today for this one: itself, or whoever goes on with its work; itself when nobody does. */
    public Optional<Unit> inForce(@Nullable String code) {
        Optional<Unit> unit = find(code);
        for (int steps = 0; steps < LONGEST_SUCCESSION; steps++) {
            Optional<Unit> next = unit.filter(u -> !u.isOpen()).flatMap(u -> find(u.successor()));
            if (next.isEmpty()) {
                break;
            }
            unit = next;
        }
        return unit;
    }

    private @Nullable String codeInForce(@Nullable String code) {
        return inForce(code).map(Unit::code).orElse(code);
    }

    /** What lies right below a unit, closed ones too, by code. */
    public List<Unit> below(String code) {
        return tree().map(tree -> tree.below(code)).orElseGet(() -> units.findByParentOrderByCode(code));
    }

    /** The city itself, root of the tree. */
    public Unit city() {
        List<Unit> cities = tree().map(UnitTree::cities).orElseGet(() -> units.findByKindOrderByCode(Unit.Kind.CITY));
        return cities.stream().filter(Unit::isOpen).findFirst().orElseGet(() -> cities.get(0));
    }

    /** The unit and all above it, nearest first. */
    public List<Unit> upwards(@Nullable String code) {
        List<Unit> path = new ArrayList<>();
        for (Optional<Unit> u = find(code); u.isPresent(); u = find(u.get().parent())) {
            path.add(u.get());
        }
        return path;
    }

    /**
     * The places above a unit's own, nearest first: who supervises it. The own place of a branch or department is the
     * one that it serves. Nothing for the city, an unknown code and null.
     */
    public List<Unit> superiors(@Nullable String code) {
        return upwards(code).stream().filter(u -> u.kind().isPlace()).skip(1).toList();
    }

    /** {@code 漳州市 / 芗城区 / 巷口街道 / 榕荫社区}; empty text for an unknown code. */
    public String path(@Nullable String code) {
        List<Unit> path = upwards(code);
        Collections.reverse(path);
        return path.stream().map(Unit::name).collect(Collectors.joining(" / "));
    }

    /** The place just below the city in which a place lies, mostly a district; the place itself when there is none. */
    public Unit district(String place) {
        List<Unit> path = upwards(place);
        return path.get(Math.max(0, path.size() - 2));
    }

    public boolean isWithin(@Nullable String code, String ancestor) {
        return upwards(code).stream().anyMatch(u -> u.code().equals(ancestor));
    }

    /** The branch that serves a place: its own, else the nearest one above. */
    public Optional<Unit> branchServing(@Nullable String place) {
        return nearest(
                place,
                u -> below(u.code(), Unit.Kind.BRANCH).filter(Unit::isOpen).findFirst());
    }

    /** The mediation committee of a place: its own, else the nearest one above. */
    public Optional<Unit> committeeServing(@Nullable String place) {
        return nearest(
                place,
                u -> below(u.code(), Unit.Kind.COMMITTEE).filter(Unit::isOpen).findFirst());
    }

    /** The department with this function nearest above a place; for one that was closed, whoever goes on with its work. */
    public Optional<Unit> departmentFor(@Nullable String function, @Nullable String place) {
        return nearest(
                place,
                u -> below(u.code(), Unit.Kind.DEPARTMENT)
                        .filter(d -> d.function() != null && d.function().equals(function))
                        .sorted(Comparator.comparing(Unit::isOpen).reversed())
                        .flatMap(d -> inForce(d.code()).filter(Unit::isOpen).stream())
                        .findFirst());
    }

    /**
     * What the city's departments do, each with the name of those that do it, without their place: {@code URBAN} is
     * 城市管理局. By code of the first department.
     */
    public Map<String, String> functions() {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Unit> byCode = new HashMap<>();
        for (Unit unit : open()) {
            byCode.put(unit.code(), unit);
            if (unit.kind() == Unit.Kind.DEPARTMENT && unit.function() != null) {
                Unit place = byCode.get(unit.parent());
                names.putIfAbsent(
                        unit.function(),
                        place == null ? unit.name() : StringUtils.removeStart(unit.name(), place.name()));
            }
        }
        return names;
    }

    /** The nearest unit, itself or above, that has somebody on this duty; the city when nobody has. */
    public Unit nearestWith(Duty duty, String code) {
        return nearest(code, u -> Optional.of(u).filter(Unit::isOpen).filter(x -> people.existsOn(duty, x.code())))
                .orElseGet(this::city);
    }

    private Stream<Unit> below(String code, Unit.Kind kind) {
        return below(code).stream().filter(u -> u.kind() == kind);
    }

    private Optional<Unit> nearest(@Nullable String code, Function<Unit, Optional<Unit>> choice) {
        return upwards(codeInForce(code)).stream()
                .map(choice)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
