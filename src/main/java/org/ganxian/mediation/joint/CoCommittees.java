package org.ganxian.mediation.joint;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.CaseMessages;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.Choice;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationClock;
import org.ganxian.mediation.MediationReaders;
import org.ganxian.mediation.MediationVariables;
import org.ganxian.mediation.dossier.CoCommittee;
import org.ganxian.mediation.dossier.CoCommittee.State;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another committee is asked to mediate together with the one whose case it is, and names one of its mediators: the bean that {@code
 * processes/co-committee.bpmn} calls. Whoever is named reads the case; head and secretary of that committee do not.
 */
@CalledByDiagrams
@Component("coCommittees")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CoCommittees {

    private static final String PROCESS = "co-committee";
    private static final String OFF = "co-committee-off";
    private static final String ASKED = "mediation-co-committee-asked";

    /** Until the mediators are named: then the parties hear of all of them. */
    private static final Set<Status> POSSIBLE = EnumSet.of(Status.CONSENT, Status.APPOINTING);

    /** What is kept of it, and of the case. */
    @Component
    record Rows(CoCommittee.Repository asked, Mediation.Repository mediations, PanelMember.Repository panels) {}

    /** Who can be asked, and who asks. */
    @Component
    record Staff(Units units, People people, Demands demands, CurrentActor current, Audit audit) {}

    private final Rows rows;
    private final Staff staff;
    private final MediationReaders readers;
    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final CaseMessages messages;
    private final RuntimeService runtime;

    /**
     * The committees that can be asked now; none where nobody can, and for whoever may not ask.
     *
     * @throws Refusal 404 for whoever may not read the case
     */
    @Transactional(readOnly = true)
    public List<Choice> toAsk(String number) {
        Mediation mediation = readers.require(number);
        return isPossible(mediation, staff.demands().get(number).status())
                ? others(mediation)
                        .map(one -> new Choice(one.name(), one.code()))
                        .toList()
                : List.of();
    }

    private boolean isPossible(Mediation mediation, Status status) {
        return POSSIBLE.contains(status)
                && readers.committees().contains(mediation.committee())
                && rows.asked()
                        .findFirstByMediationIdAndStateOrderById(mediation.id(), State.ASKED)
                        .isEmpty()
                && rows.panels()
                        .findByMediationIdAndReplacedAtIsNullOrderById(mediation.id())
                        .isEmpty();
    }

    private Stream<Unit> others(Mediation mediation) {
        List<String> named = rows.asked().findByMediationIdAndStateOrderById(mediation.id(), State.NAMED).stream()
                .map(CoCommittee::committee)
                .toList();
        return staff.units().open().stream()
                .filter(unit -> unit.kind() == Unit.Kind.COMMITTEE)
                .filter(unit -> !unit.code().equals(mediation.committee()) && !named.contains(unit.code()));
    }

    /**
     * @throws Refusal 404 for whoever may not read the case, 403 for its mediators, 409 where it stands elsewhere or another one is asked
     */
    public void ask(String number, String committee) {
        Mediation mediation = readers.require(number);
        if (!readers.committees().contains(mediation.committee())) {
            throw Refusal.forbidden("只有牵头调委会的主任和秘书可以请别的调委会联合调解");
        }
        Demand demand = casework.of(number);
        if (!isPossible(mediation, demand.status())) {
            throw Refusal.conflict("现在不能请：要在受理以后、确定调解员以前，一次请一个，等它答复");
        }
        Unit other = others(mediation)
                .filter(unit -> unit.code().equals(committee))
                .findFirst()
                .orElseThrow(() -> Refusal.field("committee", "请选择别的调委会"));
        rows.asked()
                .saveAndFlush(new CoCommittee(
                        mediation.id(), other.code(), staff.current().get().id(), clock.now()));
        casework.done(demand, Step.CO_COMMITTEE, "请" + other.name() + "联合调解");
        staff.current().asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, number));
        casework.tell(heads(other.code()), demand, "MEDIATION", "请联合调解 %s", "请指派一名调解员，或者答复不参加。案情由被指派的调解员查看。");
        staff.audit().record(staff.current().get(), ASKED, number + " " + other.code());
    }

    private List<String> heads(String committee) {
        return staff.people().on(Duty.DIRECTOR, committee).stream()
                .map(Person::username)
                .toList();
    }

    /** @throws Refusal 403 for whoever would start it by hand */
    public void begins(DelegateExecution execution) {
        if (staff.current().username().isPresent()) {
            throw Refusal.forbidden("请别的调委会联合调解，在调解案件页提出");
        }
        Mediation mediation = rows.mediations().of(execution);
        clock.start(execution, casework.of(execution), Milestone.CO_COMMITTEE);
        variables.coCommittee(execution, open(mediation).committee());
    }

    private CoCommittee open(Mediation mediation) {
        return rows.asked()
                .findFirstByMediationIdAndStateOrderById(mediation.id(), State.ASKED)
                .orElseThrow(() -> Refusal.conflict("已经不用答复，请刷新"));
    }

    public String directors(DelegateExecution execution) {
        return Duty.DIRECTOR.groupIn(MediationVariables.coCommitteeOf(execution));
    }

    /** Of the committee that was asked, on duty. */
    public List<Choice> mediators(DelegateExecution execution) {
        return staff.people().on(Duty.MEDIATOR, MediationVariables.coCommitteeOf(execution)).stream()
                .map(person -> new Choice(person.name(), person.username()))
                .toList();
    }

    public void answered(DelegateTask task) {
        Demand demand = casework.of(task);
        Mediation mediation = rows.mediations().of(task.getExecution());
        CoCommittee asked = open(mediation);
        FormInput typed = new FormInput(task);
        String name = nameOf(asked);
        switch (typed.decision()) {
            case "name" -> {
                String mediator = typed.required("mediator", "请选择调解员");
                if (!staff.people().has(mediator, Duty.MEDIATOR, asked.committee())) {
                    throw Refusal.field("mediator", "没有这位调解员，或者今天不在岗");
                }
                asked.name(mediator, task.getAssignee(), clock.now());
                casework.done(demand, Step.CO_COMMITTEE, name + "已指派调解员");
            }
            case "refuse" -> {
                asked.refuse(typed.required("note", "请填写不参加的理由"), task.getAssignee(), clock.now());
                casework.done(demand, Step.CO_COMMITTEE, name + "不参加");
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        clock.stop(demand, Milestone.CO_COMMITTEE);
        variables.settle(task, mediation);
    }

    private String nameOf(CoCommittee asked) {
        return staff.units().find(asked.committee()).map(Unit::name).orElse("对方调委会");
    }

    /** Nobody is waited for longer than that. */
    public void lapsed(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        CoCommittee asked = open(rows.mediations().of(execution));
        asked.end(State.LAPSED, clock.now());
        clock.stop(demand, Milestone.CO_COMMITTEE);
        casework.happened(demand, Step.CO_COMMITTEE, nameOf(asked) + "逾期没有答复，不再等");
    }

    /** The case is over: nobody is asked any more. */
    public void caseEnded(Demand demand, Mediation mediation) {
        rows.asked()
                .findFirstByMediationIdAndStateOrderById(mediation.id(), State.ASKED)
                .ifPresent(asked -> {
                    asked.end(State.OVER, clock.now());
                    messages.tell(demand.number(), OFF);
                });
    }

    /**
     * Whom the other committees have named, for the panel.
     *
     * @throws Refusal 409 while one of them is waited for
     */
    public List<String> named(Mediation mediation) {
        rows.asked()
                .findFirstByMediationIdAndStateOrderById(mediation.id(), State.ASKED)
                .ifPresent(asked -> {
                    throw Refusal.conflict("已请" + nameOf(asked) + "联合调解，等它指派以后再确定；逾期不答复的自动不等");
                });
        return rows.asked().findByMediationIdAndStateOrderById(mediation.id(), State.NAMED).stream()
                .filter(one -> one.username() != null
                        && staff.people().has(one.username(), Duty.MEDIATOR, one.committee())
                        && !rows.panels().isBarred(mediation.id(), one.username()))
                .map(CoCommittee::username)
                .toList();
    }

    /** zh-CN, a line a committee that was asked. */
    @Transactional(readOnly = true)
    public List<String> said(Mediation mediation) {
        return rows.asked().findByMediationIdOrderById(mediation.id()).stream()
                .map(one -> nameOf(one) + "：" + one.state().title())
                .toList();
    }
}
