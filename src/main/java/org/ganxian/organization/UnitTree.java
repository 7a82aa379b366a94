package org.ganxian.organization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All units as they stood at one moment; read by many, changed by nobody. */
final class UnitTree {

    private final Map<String, Unit> byCode = new HashMap<>();
    private final Map<String, List<Unit>> below = new HashMap<>();
    private final List<Unit> plan = new ArrayList<>();

    /** @param units by code */
    UnitTree(List<Unit> units) {
        for (Unit unit : units) {
            byCode.put(unit.code(), unit);
            below.computeIfAbsent(unit.parent() == null ? "" : unit.parent(), p -> new ArrayList<>())
                    .add(unit);
        }
        gather("");
    }

    private void gather(String parent) {
        for (Unit unit : below(parent)) {
            plan.add(unit);
            gather(unit.code());
        }
    }

    Optional<Unit> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** By code. */
    List<Unit> below(String code) {
        return Collections.unmodifiableList(below.getOrDefault(code, List.of()));
    }

    /** Those above which there is nothing, by code. */
    List<Unit> cities() {
        return below("").stream().filter(unit -> unit.kind() == Unit.Kind.CITY).toList();
    }

    /** Parents before children, by code below each. */
    List<Unit> all() {
        return Collections.unmodifiableList(plan);
    }
}
