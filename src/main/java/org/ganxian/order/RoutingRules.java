package org.ganxian.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.demand.ManyDemands;
import org.ganxian.engine.Choice;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.engine.tables.DecisionTable;
import org.ganxian.engine.tables.ShippedTables;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.organization.setup.DepartmentGaps;
import org.ganxian.organization.setup.SetupPart;
import org.ganxian.sla.Priority;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 分派: what the city can say in {@code processes/routing.dmn}, and where last month's orders would go by another one. */
@Component
@RequiredArgsConstructor
class RoutingRules implements CityRules, SetupPart {

    private static final Duration LOOKED_BACK = Duration.ofDays(31);
    private static final int MOST = 10_000;
    private static final String DEPARTMENT = "DEPARTMENT";
    private static final List<String> LEVELS = List.of("category1", "category2", "category3");

    private final Categories categories;
    private final ManyDemands demands;
    private final Units units;
    private final OrderGroups groups;
    private final ShippedTables shipped;
    private final TableEditions editions;
    private final DepartmentGaps gaps;
    private final Clock clock;

    /** @param unit code; null for a desk */
    private record Way(String priority, @Nullable String unit, String said) {}

    @Override
    public String decision() {
        return Routing.DECISION;
    }

    @Override
    public String meaning() {
        return "新诉求按地点和分类定紧急程度和承办单位；险情不经这张表。";
    }

    @Override
    public List<Step> steps() {
        return List.of();
    }

    /** Where the table names a department that is not there. */
    @Override
    public List<Missing> missing() {
        Set<String> functions = editions.inForce(Routing.DECISION).stream()
                .flatMap(now -> new DecisionTable(Routing.DECISION, editions.content(now)).rows().stream())
                .filter(row -> DEPARTMENT.equals(row.get("target")))
                .map(row -> String.valueOf(row.get("function")))
                .collect(Collectors.toCollection(TreeSet::new));
        return gaps.of(functions).stream()
                .map(gap -> new Missing(
                        "群众点单",
                        "%s没有“%s”：按分派规则该由它承办的诉求转分拨席".formatted(gap.district().name(), gap.name()),
                        gap.link()))
                .toList();
    }

    @Override
    public Map<String, List<Choice>> choices() {
        Map<String, List<Choice>> choices = new HashMap<>();
        choices.put("placeKnown", List.of(new Choice("明确", "true"), new Choice("不明", "false")));
        for (int level = 1; level <= LEVELS.size(); level++) {
            choices.put(LEVELS.get(level - 1), names(level));
        }
        choices.put(
                "priority",
                Arrays.stream(Priority.values())
                        .map(p -> new Choice(p.title(), p.name()))
                        .toList());
        choices.put(
                "target",
                List.of(
                        new Choice("服务该地的支部", "BRANCH"),
                        new Choice("部门", DEPARTMENT),
                        new Choice("分拨席", "TRIAGE"),
                        new Choice("值班席", "DUTY_DESK")));
        choices.put(
                "function",
                units.functions().entrySet().stream()
                        .map(f -> new Choice(f.getValue(), f.getKey()))
                        .toList());
        return choices;
    }

    private List<Choice> names(int level) {
        return known().filter(category -> category.level() == level)
                .map(Category::name)
                .distinct()
                .map(name -> new Choice(name, name))
                .toList();
    }

    private Stream<Category> known() {
        return Stream.concat(categories.find(Categories.UNSORTED).stream(), categories.all().stream());
    }

    @Override
    public Stream<Map<String, Object>> questions(DecisionTable table) {
        return known().flatMap(category -> Stream.of(true, false).map(placed -> facts(category.code(), placed)));
    }

    private Map<String, Object> facts(String category, boolean placeKnown) {
        return facts(categories.path(category), placeKnown);
    }

    private static Map<String, Object> facts(List<String> path, boolean placeKnown) {
        Map<String, Object> facts = new HashMap<>(Map.of("placeKnown", placeKnown));
        for (int i = 0; i < Math.min(path.size(), LEVELS.size()); i++) {
            facts.put(LEVELS.get(i), path.get(i));
        }
        return facts;
    }

    @Override
    public Trial trial(DecisionTable now, DecisionTable then) {
        Instant since = clock.instant().minus(LOOKED_BACK);
        List<ManyDemands.Placed> orders = demands.routedSince(since, MOST);
        Ways before = new Ways(now, path -> path);
        return compared(orders, before, new Ways(then, path -> path));
    }

    @Override
    public Trial regrouped(DecisionTable now, List<String> from, List<String> to) {
        List<ManyDemands.Placed> orders = demands.routedSince(clock.instant().minus(LOOKED_BACK), MOST).stream()
                .filter(order -> isBelow(categories.path(order.category()), from))
                .toList();
        return compared(
                orders, new Ways(now, path -> path), new Ways(now, path -> CityRules.regrouped(path, from, to)));
    }

    private static boolean isBelow(List<String> path, List<String> from) {
        return path.size() >= from.size() && path.subList(0, from.size()).equals(from);
    }

    private static Trial compared(List<ManyDemands.Placed> orders, Ways before, Ways after) {
        List<Move> moves = new ArrayList<>();
        for (ManyDemands.Placed order : orders) {
            Way from = before.of(order);
            Way to = after.of(order);
            if (!from.equals(to)) {
                moves.add(new Move(order.number(), "", from.said(), to.said()));
            }
        }
        return new Trial(orders.size(), moves);
    }

    /** Where a table leads; each kind of order is asked for once. */
    @RequiredArgsConstructor
    private final class Ways {

        private final DecisionTable table;
        private final UnaryOperator<List<String>> category;
        private final Map<Map<String, Object>, Optional<Map<String, Object>>> answers = new HashMap<>();
        private final Map<List<Object>, Way> known = new HashMap<>();

        private Optional<Map<String, Object>> answer(Map<String, Object> question) {
            return table.answer(question).or(() -> shipped.answer(Routing.DECISION, question));
        }

        Way of(ManyDemands.Placed order) {
            Optional<Map<String, Object>> answer = answers.computeIfAbsent(
                    facts(category.apply(categories.path(order.category())), order.place() != null), this::answer);
            return answer.isEmpty()
                    ? new Way("", null, "没有规则")
                    : known.computeIfAbsent(
                            List.of(answer.get(), Optional.ofNullable(order.place())),
                            asked -> way(answer.get(), order.place()));
        }
    }

    /** As {@link OrderFlow#route} goes it. */
    private Way way(Map<String, Object> rule, @Nullable String place) {
        String priority = String.valueOf(rule.get("priority"));
        String title = Priority.valueOf(priority).title() + " · ";
        String target = String.valueOf(rule.get("target"));
        if ("DUTY_DESK".equals(target)) {
            return new Way(priority, null, title + "值班席");
        }
        Optional<Unit> unit = (switch (target) {
                    case "BRANCH" -> units.branchServing(place);
                    case DEPARTMENT -> units.departmentFor((String) rule.get("function"), place);
                    default -> Optional.<Unit>empty();
                })
                .filter(groups::canServe);
        return unit.map(u -> new Way(priority, u.code(), title + u.name()))
                .orElseGet(() -> new Way(priority, null, title + "分拨席"));
    }
}
