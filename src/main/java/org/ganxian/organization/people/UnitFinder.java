package org.ganxian.organization.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.organization.Unit;
import org.ganxian.platform.PathNames;
import org.ganxian.platform.Refusal;

/** Finds a unit as a file writes it: by code, by name, or by the names above it and its own (巷口街道 / 榕荫社区). */
final class UnitFinder {

    private final Set<String> codes;
    private final PathNames names = new PathNames();

    /** @param units parents before children */
    UnitFinder(List<Unit> units) {
        codes = units.stream().map(Unit::code).collect(Collectors.toSet());
        Map<String, List<String>> paths = new HashMap<>();
        for (Unit unit : units) {
            List<String> path =
                    new ArrayList<>(unit.parent() == null ? List.of() : paths.getOrDefault(unit.parent(), List.of()));
            path.add(unit.name());
            paths.put(unit.code(), path);
            names.add(path, unit.code());
        }
    }

    /** @throws Refusal 400 that says why none or several are meant */
    String code(String written) {
        if (codes.contains(written)) {
            return written;
        }
        Set<String> meant = names.find(written);
        if (meant.size() > 1) {
            throw Refusal.field(
                    "unit", "叫“%s”的单位有 %d 个，请写上级的名称（如“芗城区 / %s”）或者代码".formatted(written, meant.size(), written));
        }
        return meant.stream().findFirst().orElseThrow(() -> Refusal.field("unit", "您的辖区里没有单位“" + written + "”"));
    }
}
