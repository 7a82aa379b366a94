package org.ganxian.window.flow;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.FlowGroups;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says to {@code processes/window-service.bpmn} which groups, unit and duty each, may work on a step. */
@CalledByDiagrams
@Component("windowGroups")
public class WindowGroups extends FlowGroups {

    private final Application.Repository applications;
    private final DepartmentOpinion.Repository opinions;
    private final ServiceItems items;
    private final Demands demands;
    private final Units units;
    private final People people;

    WindowGroups(
            Application.Repository applications,
            DepartmentOpinion.Repository opinions,
            ServiceItems items,
            Demands demands,
            Units units,
            People people) {
        super(demands, units, people);
        this.applications = applications;
        this.opinions = opinions;
        this.items = items;
        this.demands = demands;
        this.units = units;
        this.people = people;
    }

    public String clerks(DelegateExecution execution) {
        return Duty.CLERK.groupIn(applications.of(execution).desk());
    }

    /** The clerk who took the application in goes on with it; null for one that was filed online, or looked at before. */
    public @Nullable String registrar(DelegateExecution execution) {
        Application application = applications.of(execution);
        return application.wasSupplementAsked() ? null : registrarOf(application);
    }

    private @Nullable String registrarOf(Application application) {
        return demands.get(application.number())
                .registeredBy()
                .filter(who -> people.has(who, Duty.CLERK, application.desk()))
                .orElse(null);
    }

    /** Codes of the departments that decide, the leading one first. */
    public List<String> departments(DelegateExecution execution) {
        return opinions.findByApplicationIdOrderById(applications.of(execution).id()).stream()
                .map(DepartmentOpinion::unit)
                .toList();
    }

    public String handlers(DelegateExecution execution) {
        return Duty.MEMBER.groupIn(WindowVariables.departmentOf(execution));
    }

    /** Whoever signed for it in this department and is on duty there today; null while nobody has. */
    public @Nullable String handler(DelegateExecution execution) {
        return opinions.of(applications.of(execution), execution)
                .handler()
                .filter(who -> people.has(who, Duty.MEMBER, WindowVariables.departmentOf(execution)))
                .orElse(null);
    }

    public String reviewers(DelegateExecution execution) {
        return nearest(Duty.REVIEWER, WindowVariables.departmentOf(execution));
    }

    /**
     * Who extends (行政许可法第四十二条): the department's head; where several departments decide, the head of the
     * government above them.
     */
    public String heads(DelegateExecution execution) {
        String department = WindowVariables.departmentOf(execution);
        return itemOf(applications.of(execution)).isJoint()
                ? nearest(Duty.HEAD, units.parentOf(department).code())
                : nearest(Duty.HEAD, department);
    }

    /** Who settles what the departments see differently. */
    public String leadHeads(DelegateExecution execution) {
        return nearest(Duty.HEAD, lead(applications.of(execution)));
    }

    public String issuers(DelegateExecution execution) {
        return nearest(Duty.ISSUER, applications.of(execution).desk());
    }

    public String callers(DelegateExecution execution) {
        return nearest(Duty.CALLER, applications.of(execution).desk());
    }

    /** Who sees to it that the service gets better: not the window that was found wanting, but whoever is above it. */
    public String rectifiers(DelegateExecution execution) {
        return nearest(Duty.SUPERVISOR, applications.of(execution).desk());
    }

    /** Code of the leading department. */
    String lead(Application application) {
        return opinions.findByApplicationIdOrderById(application.id()).get(0).unit();
    }

    /** Of several departments the leading one. */
    @Override
    public String office(Demand demand) {
        Application application = applications.of(demand);
        if (demand.status() == Status.DECIDING) {
            return Duty.MEMBER.groupIn(lead(application));
        } else if (demand.status() == Status.CALL_BACK) {
            return nearest(isToBePutRight(demand) ? Duty.SUPERVISOR : Duty.CALLER, application.desk());
        }
        return demand.status() == Status.DECIDED || demand.status() == Status.ISSUED
                ? nearest(Duty.ISSUER, application.desk())
                : Duty.CLERK.groupIn(application.desk());
    }

    private boolean isToBePutRight(Demand demand) {
        return demands.happened(demand).stream()
                .map(TimelineEntry.Happened::step)
                .filter(step -> step == Step.RECTIFICATION || step == Step.RECTIFIED)
                .reduce((earlier, later) -> later)
                .filter(Step.RECTIFICATION::equals)
                .isPresent();
    }

    /** While departments decide, the handler in the leading one; at the desk and the window nobody in person. */
    @Override
    public Optional<String> personInCharge(Demand demand) {
        return demand.status() == Status.DECIDING ? leadHandler(applications.of(demand)) : Optional.empty();
    }

    /** In each department that has not spoken, its handler or else all who may be. */
    @Override
    public List<String> inCharge(Demand demand) {
        return demand.status() == Status.DECIDING
                ? outstanding(applications.of(demand)).stream()
                        .flatMap(o -> o.handler().map(List::of).orElseGet(() -> on(Duty.MEMBER, o.unit())).stream())
                        .toList()
                : super.inCharge(demand);
    }

    /** The departments that have not given an approved opinion. */
    List<DepartmentOpinion> outstanding(Application application) {
        return opinions.findByApplicationIdOrderById(application.id()).stream()
                .filter(o -> !o.isApproved())
                .toList();
    }

    /** The handler of the leading department. */
    private Optional<String> leadHandler(Application application) {
        return opinions.findByApplicationIdOrderById(application.id()).stream()
                .findFirst()
                .flatMap(DepartmentOpinion::handler);
    }

    private ServiceItem itemOf(Application application) {
        return items.version(application.itemId());
    }
}
