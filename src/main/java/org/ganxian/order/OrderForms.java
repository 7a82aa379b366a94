package org.ganxian.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.DisputeDoor;
import org.ganxian.casework.FlowVariables;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.Choice;
import org.ganxian.engine.deployment.FormCatalogues;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.similar.SimilarDemands;
import org.springframework.stereotype.Component;

/** The choices that the forms of an order offer. */
@CalledByDiagrams
@Component("orderForms")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OrderForms implements FormCatalogues {

    private static final List<Choice> SCREENINGS = List.of(
            new Choice("受理并下单，面向全体党员", "open"),
            new Choice("受理并指定专人", "named"),
            new Choice("受理", "accept"),
            new Choice("请群众补充（计时暂停）", "ask"),
            new Choice("并入另一件诉求", "merge"),
            new Choice("不予受理", "reject"),
            new Choice("是纠纷，转人民调解", "mediate"));

    private static final List<Choice> DISPATCHINGS =
            List.of(new Choice("面向全体，由党员接单", "open"), new Choice("指定专人", "named"));

    private final Demands demands;
    private final SimilarDemands similar;
    private final OrderGroups groups;
    private final Categories categories;
    private final Units units;
    private final Extensions extensions;
    private final DisputeDoor disputes;
    private final OrdersElsewhere elsewhere;

    @Override
    public Optional<List<Choice>> under(String valuesKey) {
        return switch (valuesKey) {
            case "categories" ->
                Optional.of(categories.all().stream()
                        .map(c -> new Choice(String.join(" / ", categories.path(c.code())), c.code()))
                        .toList());
            case "categoriesOrUnsorted" ->
                under("categories")
                        .map(choices -> Stream.concat(
                                        Stream.of(new Choice("不清楚，由分拨席判断", Categories.UNSORTED)), choices.stream())
                                .toList());
            case "places" ->
                Optional.of(units.open().stream()
                        .filter(u -> u.kind().isPlace())
                        .map(u -> new Choice(units.path(u.code()), u.code()))
                        .toList());
            default -> Optional.empty();
        };
    }

    /** Members who can be named, with what they can do. Computed when the form is opened, kept nowhere. */
    public List<Choice> members(DelegateExecution execution) {
        return groups.eligibleMembers(demandOf(execution)).stream()
                .map(p -> new Choice(
                        p.name()
                                + (p.skills() == null || p.skills().isBlank()
                                        ? ""
                                        : "（" + p.skills().replace("|", "、") + "）"),
                        p.username()))
                .toList();
    }

    /** Open demands of the unit that this one may be merged into. */
    public List<Choice> masters(DelegateExecution execution) {
        return mastersOf(demandOf(execution)).stream()
                .map(SimilarDemands.Similar::demand)
                .map(m -> new Choice(m.number() + " " + m.title(), m.number()))
                .toList();
    }

    /** The same with what was compared. */
    public List<SimilarDemands.Similar> mastersOf(Demand demand) {
        return similar.to(demand).stream()
                .filter(found ->
                        OrderGroups.unitOf(demand).equals(found.demand().servingUnit())
                                && found.demand().master().isEmpty()
                                && !found.demand().status().isOfAnApplication())
                .toList();
    }

    /** What a dispute can be about, where an order turns out to be one. */
    public List<Choice> disputeTypes() {
        return disputes.types();
    }

    /** What a dispatcher can decide on an order that comes in, the most frequent first. */
    public List<Choice> screenings(DelegateExecution execution) {
        List<Choice> all = new ArrayList<>(SCREENINGS);
        all.addAll(elsewhere.waysBack(demandOf(execution), "不属本单位，转分拨席"));
        return all;
    }

    /** What a dispatcher can decide on an order that was accepted. */
    public List<Choice> dispatchings(DelegateExecution execution) {
        List<Choice> all = new ArrayList<>(DISPATCHINGS);
        all.addAll(elsewhere.waysBack(demandOf(execution), "本单位无法承担，转分拨席"));
        return all;
    }

    /** Units that can be given this order. */
    public List<Choice> servingUnits(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        return servingUnits(unit -> groups.whyNotServing(demand, unit).isEmpty());
    }

    /** Other systems that an order can go to. */
    public List<Choice> partners() {
        return elsewhere.partners();
    }

    /** How much more time a handler can ask for. */
    public List<Choice> extensions(DelegateExecution execution) {
        return extensions.choices(demandOf(execution));
    }

    /** Branches and departments that have somebody to dispatch. */
    public List<Choice> servingUnits() {
        return servingUnits(unit -> true);
    }

    private List<Choice> servingUnits(Predicate<Unit> which) {
        Set<String> served = groups.unitsThatServe();
        return units.open().stream()
                .filter(u -> !u.kind().isPlace() && served.contains(u.code()) && which.test(u))
                .map(u -> new Choice(nameWithPlace(u), u.code()))
                .toList();
    }

    private String nameWithPlace(Unit unit) {
        return units.path(unit.parent()) + " / " + unit.name();
    }

    private Demand demandOf(DelegateExecution execution) {
        return demands.get(FlowVariables.numberOf(execution));
    }
}
