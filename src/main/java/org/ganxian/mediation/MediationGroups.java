package org.ganxian.mediation;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.FlowGroups;
import org.ganxian.casework.SameHands;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says to {@code processes/mediation.bpmn} who may work on a step: the committee's people, and of its mediators those of the case. */
@CalledByDiagrams
@Component("mediationGroups")
public class MediationGroups extends FlowGroups {

    private final Mediation.Repository mediations;
    private final MediationParty.Repository parties;
    private final PanelMember.Repository panels;
    private final Units units;
    private final People people;

    MediationGroups(
            Demands demands,
            Units units,
            People people,
            Mediation.Repository mediations,
            MediationParty.Repository parties,
            PanelMember.Repository panels) {
        super(demands, units, people);
        this.mediations = mediations;
        this.parties = parties;
        this.panels = panels;
        this.units = units;
        this.people = people;
    }

    /** Those of the committee that was asked to take it over, while one is. */
    public String secretaries(DelegateExecution execution) {
        Mediation mediation = mediations.of(execution);
        String asked = mediation.asked();
        return Duty.SECRETARY.groupIn(asked == null ? mediation.committee() : asked);
    }

    public String directors(DelegateExecution execution) {
        return Duty.DIRECTOR.groupIn(mediations.of(execution).committee());
    }

    public String mediators(DelegateExecution execution) {
        return Duty.MEDIATOR.groupIn(mediations.of(execution).committee());
    }

    /** Who sees to what was agreed or stopped: the mediators of the case, and the secretary when none of them is left (人民调解法第三十一条). */
    public String keepers(DelegateExecution execution) {
        return keepers(mediations.of(execution));
    }

    String keepers(Mediation mediation) {
        return (panel(mediation).isEmpty() ? Duty.SECRETARY : Duty.MEDIATOR).groupIn(mediation.committee());
    }

    public String callers(DelegateExecution execution) {
        return nearest(Duty.CALLER, mediations.of(execution).committee());
    }

    public String dutyDesk(DelegateExecution execution) {
        return dutyDesk();
    }

    private String dutyDesk() {
        return Duty.DUTY.groupIn(units.city().code());
    }

    /** User names of the committee's secretaries. */
    List<String> secretariesOf(Mediation mediation) {
        return in(Duty.SECRETARY.groupIn(mediation.committee()));
    }

    /** User names of the committee's heads. */
    List<String> heads(Mediation mediation) {
        return in(Duty.DIRECTOR.groupIn(mediation.committee()));
    }

    /** User names of those who call its parties afterwards. */
    public List<String> callersOf(Mediation mediation) {
        return in(nearest(Duty.CALLER, mediation.committee()));
    }

    /** User names of the duty desk. */
    public List<String> onDuty() {
        return in(dutyDesk());
    }

    /** Ids of all who are asked. */
    public List<String> parties(DelegateExecution execution) {
        return parties.findByMediationIdOrderById(mediations.of(execution).id()).stream()
                .map(party -> party.id().toString())
                .toList();
    }

    /** User names of those who mediate. */
    public List<String> panel(DelegateExecution execution) {
        return panel(mediations.of(execution)).stream()
                .map(PanelMember::username)
                .toList();
    }

    List<PanelMember> panel(Mediation mediation) {
        return panels.findByMediationIdAndReplacedAtIsNullOrderById(mediation.id());
    }

    /** Whoever presides and is on duty today; null else. */
    public @Nullable String presiding(DelegateExecution execution) {
        Mediation mediation = mediations.of(execution);
        return presiding(mediation)
                .filter(who -> people.has(who, Duty.MEDIATOR, mediation.committee()))
                .orElse(null);
    }

    private Optional<String> presiding(Mediation mediation) {
        return panel(mediation).stream()
                .filter(PanelMember::presiding)
                .map(PanelMember::username)
                .findFirst();
    }

    public void mayApproveRefusal(DelegateTask task) {
        Mediation mediation = mediations.of(task.getExecution());
        refuse(task, who -> who.equals(mediation.refusedBy()), "提出不予受理的人不能自己审批");
        Optional<String> clerk = demandOf(task.getExecution()).registeredBy();
        refuse(task, who -> clerk.filter(who::equals).isPresent(), "登记这件纠纷的人不能审批不予受理");
    }

    /** Whoever mediates would name themselves. */
    public void mayAppoint(DelegateTask task) {
        refuseMediators(task, "调解员不能指定调解员");
    }

    public void mayDeclare(DelegateTask task) {
        String named = MediationVariables.memberOf(task.getExecution());
        refuse(task, who -> !who.equals(named), "只能由被选定或指定的调解员本人声明");
    }

    public void mayMediate(DelegateTask task) {
        Mediation mediation = mediations.of(task.getExecution());
        refuse(
                task,
                who -> !panels.existsByMediationIdAndUsernameAndReplacedAtIsNull(mediation.id(), who),
                "只有这件纠纷的调解员可以办理");
    }

    public void mayKeep(DelegateTask task) {
        Mediation mediation = mediations.of(task.getExecution());
        if (panel(mediation).isEmpty()) {
            refuse(task, who -> !people.has(who, Duty.SECRETARY, mediation.committee()), "这件纠纷的调解员已经离任，由调委会秘书办理");
        } else {
            mayMediate(task);
        }
    }

    public void maySeal(DelegateTask task) {
        refuseMediators(task, "调解这件纠纷的人不能盖章");
    }

    public void mayRevisit(DelegateTask task) {
        refuseMediators(task, "调解这件纠纷的人不能回访");
        Mediation mediation = mediations.of(task.getExecution());
        refuse(task, who -> people.has(who, Duty.SECRETARY, mediation.committee()), "归档的秘书不能自己回访");
    }

    /** Whoever is on the desk; named so that the engine asks at every door. */
    public void mayHandleDanger(DelegateTask task) {
        refuse(task, who -> !onDuty().contains(who), "只有值班席可以处置");
    }

    private void refuseMediators(DelegateTask task, String why) {
        Mediation mediation = mediations.of(task.getExecution());
        refuse(task, who -> panels.existsByMediationIdAndUsername(mediation.id(), who), why);
    }

    private static void refuse(DelegateTask task, Predicate<String> wrong, String why) {
        SameHands.refuse(task, who -> Optional.of(why).filter(reason -> wrong.test(who)));
    }

    /** The mediator of this user name, who may be named for this case. */
    String named(Mediation mediation, String field, String username) {
        if (!people.has(username, Duty.MEDIATOR, mediation.committee())) {
            throw Refusal.field(field, "没有这位调解员，或者今天不在岗");
        } else if (panels.isBarred(mediation.id(), username)) {
            throw Refusal.field(field, "这位调解员在本案中已经回避或被更换");
        }
        return username;
    }

    @Override
    public String office(Demand demand) {
        Mediation mediation = mediations.of(demand);
        String committee = mediation.committee();
        return switch (demand.status()) {
            case APPOINTING -> Duty.DIRECTOR.groupIn(committee);
            case MEDIATING, SIGNING -> Duty.MEDIATOR.groupIn(committee);
            case SUSPENDED, PERFORMING -> keepers(mediation);
            case REVISITING -> nearest(Duty.CALLER, committee);
            case ESCALATED -> dutyDesk();
            default -> Duty.SECRETARY.groupIn(committee);
        };
    }

    @Override
    public Optional<String> personInCharge(Demand demand) {
        return switch (demand.status()) {
            case MEDIATING, SUSPENDED, SIGNING, PERFORMING -> presiding(mediations.of(demand));
            default -> Optional.empty();
        };
    }

    /** Of the mediators those of the case, and nobody else of the committee. */
    @Override
    public List<String> inCharge(Demand demand) {
        List<PanelMember> panel = panel(mediations.of(demand));
        return personInCharge(demand).isPresent()
                ? panel.stream().map(PanelMember::username).toList()
                : super.inCharge(demand);
    }
}
