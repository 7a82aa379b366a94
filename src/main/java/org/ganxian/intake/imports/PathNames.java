package org.ganxian.intake.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.organization.Unit;

/**
 * Finds a node of a tree by its name, or by its path or any end of it, in words: 榕荫社区, 巷口街道榕荫社区,
 * 芗城区 / 巷口街道 / 榕荫社区.
 */
class PathNames {

    private final Map<String, String> codes = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    private PathNames() {}

    /** @param units all of them; only places can be found */
    static PathNames ofPlaces(List<Unit> units) {
        Map<String, Unit> byCode = units.stream().collect(Collectors.toMap(Unit::code, Function.identity()));
        PathNames names = new PathNames();
        for (Unit unit : units) {
            LinkedList<String> path = new LinkedList<>();
            for (Unit u = unit; unit.kind().isPlace() && u != null; u = byCode.get(u.parent())) {
                path.addFirst(u.name());
            }
            names.add(path, unit.code());
        }
        return names;
    }

    static PathNames ofCategories(Categories categories) {
        PathNames names = new PathNames();
        for (Category category : categories.all()) {
            names.add(categories.path(category.code()), category.code());
        }
        return names;
    }

    private void add(List<String> path, String code) {
        List<String> end = new ArrayList<>(path);
        while (!end.isEmpty()) {
            String name = plain(String.join("", end));
            if (codes.putIfAbsent(name, code) != null) {
                ambiguous.add(name);
            }
            end.remove(0);
        }
    }

    /** The node's code; empty for an unknown name, and for one that several nodes have. */
    Optional<String> find(String written) {
        String name = plain(written);
        return ambiguous.contains(name) ? Optional.empty() : Optional.ofNullable(codes.get(name));
    }

    private static String plain(String name) {
        return name.replaceAll("[\\s\\p{Z}/／>＞、，,·\\-—]", "");
    }
}
