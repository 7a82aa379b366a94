package org.ganxian.order;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.FlowGroups;
import org.ganxian.casework.SameHands;
import org.ganxian.casework.ServingRules;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.escalation.Superiors;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says to {@code processes/order.bpmn} who may work on a step: groups, which are unit and duty, and persons who may not. */
@CalledByDiagrams
@Component("orderGroups")
public class OrderGroups extends FlowGroups {

    private final Demands demands;
    private final Units units;
    private final People people;
    private final Superiors superiors;
    private final ObjectProvider<ServingRules> rules;

    OrderGroups(Demands demands, Units units, People people, Superiors superiors, ObjectProvider<ServingRules> rules) {
        super(demands, units, people);
        this.demands = demands;
        this.units = units;
        this.people = people;
        this.superiors = superiors;
        this.rules = rules;
    }

    public String dutyDesk() {
        return Duty.DUTY.groupIn(units.city().code());
    }

    public String triageDesk() {
        return Duty.TRIAGE.groupIn(units.city().code());
    }

    public String dispatchers(DelegateExecution execution) {
        return Duty.DISPATCHER.groupIn(unitOf(demandOf(execution)));
    }

    public String members(DelegateExecution execution) {
        return Duty.MEMBER.groupIn(unitOf(demandOf(execution)));
    }

    /** The member whom the dispatcher named or who holds the order; null once they work there no more. */
    public @Nullable String handler(DelegateExecution execution) {
        return demandOf(execution).handler().filter(this::isActive).orElse(null);
    }

    /** The superior who took the unit's decisions over, but never for work of their own; null else. */
    public @Nullable String superior(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        return activeSuperior(demand)
                .filter(who -> !demands.formerHandlers(demand).contains(who))
                .orElse(null);
    }

    public String callers(DelegateExecution execution) {
        return nearest(Duty.CALLER, unitOf(demandOf(execution)));
    }

    public String supervisors(DelegateExecution execution) {
        return nearest(Duty.SUPERVISOR, unitOf(demandOf(execution)));
    }

    /** Whoever handled it cannot check it. */
    public void mayCheck(DelegateTask task) {
        refuseHandlers(task, "办理人不能审核自己的办理结果");
    }

    /** Whoever handled it cannot call the resident back. */
    public void mayCallBack(DelegateTask task) {
        refuseHandlers(task, "办理人不能回访自己办理的诉求");
    }

    /** Supervisors of the nearest place above the unit that has some; the city's managers too where nobody else is. */
    public String mergeReviewers(DelegateExecution execution) {
        return String.join(",", superiors.groupsAbove(unitOf(demandOf(execution))));
    }

    /** User names of those who decide on a merge in the unit's place. */
    List<String> reviewersOf(Demand demand) {
        return superiors.groupsAbove(unitOf(demand)).stream()
                .flatMap(group -> in(group).stream())
                .toList();
    }

    /** Neither of the unit that serves it, nor on any duty there. */
    boolean isOutside(Demand demand, String username) {
        return people.find(username)
                .filter(Person::isActive)
                .filter(who -> !people.unitsOf(who, EnumSet.allOf(Duty.class)).contains(unitOf(demand)))
                .isPresent();
    }

    /** Whoever asks for more time does not grant it. */
    public void mayDecideExtension(DelegateTask task) {
        SameHands.refuse(
                task,
                who -> demandOf(task.getExecution())
                        .handler()
                        .filter(who::equals)
                        .map(handler -> "申请人不能审核自己的延期申请"));
    }

    /** Code of the unit that serves a demand which has left the desks. */
    static String unitOf(Demand demand) {
        return Objects.requireNonNull(demand.servingUnit(), "no unit serves it");
    }

    private Optional<String> activeSuperior(Demand demand) {
        return demand.takenOverBy().filter(this::isActive);
    }

    /** The unit's dispatchers, before that the desk that finds a unit, after the work whoever makes good for it. */
    @Override
    public String office(Demand demand) {
        String unit = demand.servingUnit();
        if (unit != null && demand.status() == Status.CALL_BACK) {
            return nearest(Duty.CALLER, unit);
        } else if (unit != null && demand.status() == Status.SUPERVISED) {
            return nearest(Duty.SUPERVISOR, unit);
        }
        if (unit != null) {
            return Duty.DISPATCHER.groupIn(unit);
        }
        return demand.status() == Status.EMERGENCY ? dutyDesk() : triageDesk();
    }

    /** Its handler, else the superior who took it over; neither of them calls the resident back. */
    @Override
    public Optional<String> personInCharge(Demand demand) {
        return demand.status().isOpen() ? demand.handler().or(() -> activeSuperior(demand)) : Optional.empty();
    }

    /** Everybody who may still be asked to serve this demand. */
    List<Person> eligibleMembers(Demand demand) {
        Set<String> former = demands.formerHandlers(demand);
        return people.on(Duty.MEMBER, unitOf(demand)).stream()
                .filter(p -> !former.contains(p.username()))
                .toList();
    }

    /** @throws Refusal 400 for whoever may not be asked to serve this demand */
    void requireMember(Demand demand, String username) {
        // Held at work, with the duties of now, until this step ends: whoever leaves meanwhile gives the order back.
        if (!people.staysAtWork(username) || !people.has(username, Duty.MEMBER, unitOf(demand))) {
            throw Refusal.field("member", "该人员不是本单位的党员或经办人");
        }
        if (demands.formerHandlers(demand).contains(username)) {
            throw Refusal.field("member", "二次办理应由其他人承担，该人员已办理过本诉求");
        }
    }

    /** Codes of all units that have somebody to dispatch today. */
    Set<String> unitsThatServe() {
        return people.unitsWith(Duty.DISPATCHER);
    }

    /** Whether a unit is there today and has somebody to dispatch. */
    boolean canServe(Unit unit) {
        return unit.isOpen()
                && !people.usernamesOn(Duty.DISPATCHER, unit.code()).isEmpty();
    }

    /** @throws Refusal 400 for a unit that has nobody to dispatch, or may not have this order */
    Unit requireServing(Demand demand, String field, String code) {
        Unit unit = units.find(code).filter(this::canServe).orElseThrow(() -> Refusal.field(field, "该单位没有派单员，不能承办"));
        whyNotServing(demand, unit).ifPresent(why -> {
            throw Refusal.field(field, why);
        });
        return unit;
    }

    /** zh-CN, why this unit may not have the order, whoever chooses it; empty when it may. */
    Optional<String> whyNotServing(Demand demand, Unit unit) {
        String reported = demand.reportedUnit();
        if (reported != null && units.isWithin(unit.code(), reported)) {
            return Optional.of("这件是保密的反映，不能由被反映的单位和它下面的单位办理");
        }
        return rules.stream()
                .flatMap(rule -> rule.whyNot(demand, unit).stream())
                .findFirst();
    }
}
