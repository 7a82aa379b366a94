package org.ganxian.order;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Says to {@code processes/order.bpmn} who may work on a step: groups, which are unit and duty, and persons who may not. */
@Component("orderGroups")
public class OrderGroups {

    private final Demands demands;
    private final Units units;
    private final People people;

    OrderGroups(Demands demands, Units units, People people) {
        this.demands = demands;
        this.units = units;
        this.people = people;
    }

    public String dutyDesk() {
        return Duty.DUTY.groupIn(units.city().code());
    }

    public String triageDesk() {
        return Duty.TRIAGE.groupIn(units.city().code());
    }

    public String dispatchers(DelegateExecution execution) {
        return Duty.DISPATCHER.groupIn(demandOf(execution).servingUnit());
    }

    public String members(DelegateExecution execution) {
        return Duty.MEMBER.groupIn(demandOf(execution).servingUnit());
    }

    /** The member whom the dispatcher named or who holds the order; null for an open order. */
    public String handler(DelegateExecution execution) {
        return demandOf(execution).handler().orElse(null);
    }

    /** The superior who took the unit's decisions over, but never for work of their own; null else. */
    public String superior(DelegateExecution execution) {
        Demand demand = demandOf(execution);
        return activeSuperior(demand)
                .filter(who -> !demands.formerHandlers(demand).contains(who))
                .orElse(null);
    }

    public String callers(DelegateExecution execution) {
        return nearestGroup(Duty.CALLER, execution);
    }

    public String supervisors(DelegateExecution execution) {
        return nearestGroup(Duty.SUPERVISOR, execution);
    }

    private String nearestGroup(Duty duty, DelegateExecution execution) {
        return duty.groupIn(
                units.nearestWith(duty, demandOf(execution).servingUnit()).code());
    }

    /** Whoever handled it cannot check it. */
    public void mayCheck(DelegateTask task) {
        refuseHandler(task, "办理人不能审核自己的办理结果");
    }

    /** Whoever handled it cannot call the resident back. */
    public void mayCallBack(DelegateTask task) {
        refuseHandler(task, "办理人不能回访自己办理的诉求");
    }

    /** Whoever asks for more time does not grant it. */
    public void mayDecideExtension(DelegateTask task) {
        if (demandOf(task.getExecution())
                .handler()
                .filter(h -> h.equals(task.getAssignee()))
                .isPresent()) {
            throw Refusal.forbidden("申请人不能审核自己的延期申请");
        }
    }

    private void refuseHandler(DelegateTask task, String reason) {
        if (task.getAssignee() != null
                && demands.formerHandlers(demandOf(task.getExecution())).contains(task.getAssignee())) {
            throw Refusal.forbidden(reason);
        }
    }

    private Optional<String> activeSuperior(Demand demand) {
        return demand.takenOverBy()
                .filter(who -> people.find(who).filter(Person::isActive).isPresent());
    }

    /** The group whose turn it is: the unit's dispatchers, before that the desk that finds a unit. */
    String office(Demand demand) {
        return officeDuty(demand).groupIn(officeUnit(demand));
    }

    private static Duty officeDuty(Demand demand) {
        if (demand.servingUnit() != null) {
            return Duty.DISPATCHER;
        }
        return demand.status() == Status.EMERGENCY ? Duty.DUTY : Duty.TRIAGE;
    }

    private String officeUnit(Demand demand) {
        return demand.servingUnit() == null ? units.city().code() : demand.servingUnit();
    }

    /** Whoever has the case personally: its handler, else the superior who took it over; empty when an office has it. */
    Optional<String> personInCharge(Demand demand) {
        return demand.handler().or(() -> activeSuperior(demand));
    }

    /** User names of {@link #personInCharge} and of {@link #office}: those who are to move the case on. */
    List<String> inCharge(Demand demand) {
        return Stream.concat(
                        personInCharge(demand).stream(),
                        people.on(officeDuty(demand), officeUnit(demand)).stream()
                                .map(Person::username))
                .toList();
    }

    /** Everybody who may still be asked to serve this demand. */
    List<Person> eligibleMembers(Demand demand) {
        Set<String> former = demands.formerHandlers(demand);
        return people.on(Duty.MEMBER, demand.servingUnit()).stream()
                .filter(p -> !former.contains(p.username()))
                .toList();
    }

    private Demand demandOf(DelegateExecution execution) {
        return demands.get(OrderVariables.numberOf(execution));
    }
}
