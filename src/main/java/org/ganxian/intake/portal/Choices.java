package org.ganxian.intake.portal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be chosen in the portal's form, grouped so that a plain select shows the tree. */
@Component
@RequiredArgsConstructor
class Choices {

    private static final String BELOW = " › ";

    record Group(String title, List<Item> items) {}

    /** @param label shown when the select is closed, hence with what stands above it */
    record Item(String code, String label) {}

    private final Categories categories;
    private final Units units;
    private volatile Grouped grouped = new Grouped(List.of(), List.of());

    /** @param of the list that was grouped */
    private record Grouped(List<Category> of, List<Group> groups) {}

    /** All three levels, a group for each first one. */
    List<Group> categories() {
        List<Category> all = categories.all();
        if (grouped.of() != all) {
            grouped = new Grouped(all, grouped(all));
        }
        return grouped.groups();
    }

    private List<Group> grouped(List<Category> all) {
        List<Group> groups = new ArrayList<>();
        groups.add(new Group("不清楚", List.of(new Item(Categories.UNSORTED, "不清楚，请工作人员判断"))));
        for (Category c : all) {
            if (c.level() == 1) {
                groups.add(new Group(c.name(), new ArrayList<>()));
            }
            List<String> path = categories.path(c.code());
            String label = switch (c.level()) {
                case 1 -> c.name() + "（不清楚小类）";
                case 2 -> c.name() + "（不清楚细类）";
                default -> String.join(BELOW, path.subList(1, path.size()));
            };
            groups.get(groups.size() - 1).items().add(new Item(c.code(), label));
        }
        return groups;
    }

    /** The city with a group of its own, then each district with its streets and communities. */
    List<Group> places() {
        Map<String, Group> groupOf = new HashMap<>();
        Map<String, Unit> placeOf = new HashMap<>();
        List<Group> groups = new ArrayList<>();
        for (Unit unit : units.open()) {
            if (!unit.kind().isPlace()) {
                continue;
            }
            placeOf.put(unit.code(), unit);
            Group group = groupOf.get(unit.parent());
            if (group == null || unit.kind() == Unit.Kind.DISTRICT) {
                group = new Group(unit.name(), new ArrayList<>());
                groups.add(group);
            }
            groupOf.put(unit.code(), group);
            group.items().add(new Item(unit.code(), label(unit, placeOf.get(unit.parent()))));
        }
        return groups;
    }

    /** By district, the streets for which there are departments that do all of this. */
    List<Group> streets(List<String> functions) {
        List<Unit> all = units.open();
        Map<String, Unit> byCode = new HashMap<>();
        Map<String, Set<String>> doneFor = new HashMap<>();
        for (Unit unit : all) {
            byCode.put(unit.code(), unit);
            if (unit.kind() == Unit.Kind.DEPARTMENT && unit.function() != null) {
                doneFor.computeIfAbsent(unit.parent(), p -> new HashSet<>()).add(unit.function());
            }
        }
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Unit street : all) {
            if (street.kind() == Unit.Kind.STREET
                    && byCode.containsKey(street.parent())
                    && done(street, byCode, doneFor).containsAll(functions)) {
                Unit district = byCode.get(street.parent());
                groups.computeIfAbsent(district.code(), c -> new Group(district.name(), new ArrayList<>()))
                        .items()
                        .add(new Item(street.code(), street.name() + (street.isDemo() ? "（演示数据）" : "")));
            }
        }
        return List.copyOf(groups.values());
    }

    /** As {@link Units#departmentFor} looks for them: from the place itself upwards. */
    private static Set<String> done(Unit place, Map<String, Unit> byCode, Map<String, Set<String>> doneFor) {
        Set<String> done = new HashSet<>();
        for (Unit u = place; u != null; u = byCode.get(u.parent())) {
            done.addAll(doneFor.getOrDefault(u.code(), Set.of()));
        }
        return done;
    }

    private static String label(Unit unit, @Nullable Unit above) {
        String name = unit.name() + (unit.isDemo() ? "（演示数据）" : "");
        return switch (unit.kind()) {
            case CITY -> name + "（不清楚区县）";
            case DISTRICT -> name + "（不清楚街道）";
            default ->
                above == null || above.kind().compareTo(Unit.Kind.STREET) < 0 ? name : above.name() + BELOW + name;
        };
    }
}
