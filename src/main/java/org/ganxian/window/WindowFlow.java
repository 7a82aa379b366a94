package org.ganxian.window;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.escalation.Supervisions;
import org.ganxian.evaluation.Evaluations;
import org.ganxian.notice.Notice;
import org.ganxian.notice.Notices;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.sla.Deadlines;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaStep;
import org.ganxian.window.Application.Result;
import org.ganxian.window.WindowVariables.Next;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/window-service.bpmn} calls where something happens. What people decide in forms is for
 * {@link WindowDecisions}, who may work on a step for {@link WindowGroups} and {@link Separation}.
 */
@Component("windowFlow")
@Transactional
public class WindowFlow {

    static final String FILED = "application-filed";
    static final String SUPPLIED = "materials-supplied";
    static final String SUPERVISED = "supervision-raised";

    private final Application.Repository applications;
    private final DepartmentOpinion.Repository opinions;
    private final ServiceItems items;
    private final Checklist checklist;
    private final WindowDocuments documents;
    private final Demands demands;
    private final WindowVariables variables;
    private final WindowClock windowClock;
    private final WindowGroups groups;
    private final Separation separation;
    private final Notices notices;
    private final Supervisions supervisions;
    private final Evaluations evaluations;
    private final Units units;
    private final CurrentActor currentActor;
    private final Clock clock;

    WindowFlow(
            Application.Repository applications,
            DepartmentOpinion.Repository opinions,
            ServiceItems items,
            Checklist checklist,
            WindowDocuments documents,
            Demands demands,
            WindowVariables variables,
            WindowClock windowClock,
            WindowGroups groups,
            Separation separation,
            Notices notices,
            Supervisions supervisions,
            Evaluations evaluations,
            Units units,
            CurrentActor currentActor,
            Clock clock) {
        this.applications = applications;
        this.opinions = opinions;
        this.items = items;
        this.checklist = checklist;
        this.documents = documents;
        this.demands = demands;
        this.variables = variables;
        this.windowClock = windowClock;
        this.groups = groups;
        this.separation = separation;
        this.notices = notices;
        this.supervisions = supervisions;
        this.evaluations = evaluations;
        this.units = units;
        this.currentActor = currentActor;
        this.clock = clock;
    }

    // 前台受理

    /** An application that a door has filed enters; only a fresh one may. */
    public void enter(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        if (demand.status() != Status.REGISTERED || currentActor.username().isPresent()) {
            throw Refusal.conflict("申请 " + demand.number() + " 已在办理中，不能再次发起");
        }
        demands.record(
                demand,
                Step.TO_DESK,
                Actor.SYSTEM,
                units.get(application.desk()).name());
        variables.settle(execution, application);
        variables.result(execution, Result.OPEN);
        windowClock.startAcceptance(execution, demand, application.receivedAt());
    }

    public void issueNonAcceptance(DelegateExecution execution) {
        documents.nonAcceptance(applications.of(execution));
    }

    /** The applicant has it in writing, once, with all that is missing; the next move is theirs. */
    public void issueSupplementNotice(DelegateExecution execution) {
        Application application = applications.of(execution);
        SlaClock time = windowClock.start(execution, demandOf(application), SlaStep.ANSWER);
        documents.supplement(
                application,
                checklist.missing(application).stream()
                        .map(ApplicationMaterial::name)
                        .toList(),
                time.dueAt());
    }

    /** What was missing came in: the desk's five working days begin anew. */
    public void supplemented(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        windowClock.stop(demand, SlaStep.ANSWER);
        application.receivedAgain(clock.instant());
        windowClock.startAcceptance(execution, demand, application.receivedAt());
    }

    /** Nothing came within the time that the notice gave: there is nothing to accept. */
    public void supplementOverdue(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        windowClock.stop(demand, SlaStep.ANSWER);
        String reason = "未在补正告知书载明的期限内补正申请材料";
        String instead = "补齐材料后，可以重新提出申请";
        application.endAs(Result.REJECTED, reason, instead);
        demand.completeAt(clock.instant());
        demands.record(demand, Step.NO_SUPPLEMENT, Actor.SYSTEM, null);
        demands.record(demand, Step.REJECTED, Actor.SYSTEM, "理由：" + reason + "。" + instead);
    }

    /** 行政许可法第三十二条: who is not told in five working days counts as accepted from the day of the receipt. */
    public void deemAccepted(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        SlaClock breached = windowClock.breach(demand, SlaStep.ACCEPTANCE);
        String text = "应于 %s 前受理或一次告知补正，已到期".formatted(PeopleTime.of(breached.dueAt()));
        demands.record(demand, Step.ACCEPTANCE_LATE, Actor.SYSTEM, text);
        tell(application, demand, "SLA_BREACH", "已超时 %s：受理", text + "，依法视为受理，已报上级督办。");
        application.accept(clock.instant(), true);
        // Whoever took it in and let the time pass has had the acceptance in hand.
        demand.registeredBy().ifPresent(clerk -> separation.record(application, Work.ACCEPT, clerk));
        demands.record(demand, Step.DEEMED_ACCEPTED, Actor.SYSTEM, "自收到申请材料之日起计算办理期限");
        windowClock.stop(demand, SlaStep.ACCEPTANCE);
        variables.next(execution, Next.DEEMED);
    }

    /** 前台受理 is left: for the departments, for the evaluation, or for good. */
    public void deskDone(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        variables.result(execution, application.result());
        variables.granted(execution, application.isGranted());
        if (application.acceptedAt().isPresent()) {
            demand.serveBy(groups.lead(application));
            windowClock.startDecision(execution, demand, itemOf(application), application);
        } else {
            windowClock.stopAll(demand);
            if (application.result() == Result.ANSWERED) {
                windowClock.start(execution, demand, SlaStep.RATING);
            }
        }
    }

    // 后台办理

    public void issueAcceptanceNotice(DelegateExecution execution) {
        Application application = applications.of(execution);
        documents.acceptance(
                application,
                checklist.of(application).stream()
                        .filter(m -> m.isReceived() || m.heldBy().isPresent())
                        .map(m -> m.name()
                                + m.heldBy()
                                        .map(who -> "（免提交，由%s提供）".formatted(who))
                                        .orElse(""))
                        .toList(),
                windowClock
                        .running(demandOf(application), SlaStep.DECISION)
                        .map(SlaClock::dueAt)
                        .orElseThrow());
    }

    /** A department's handler signs for the application by taking the task. */
    public void signed(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        DepartmentOpinion opinion = opinions.of(application, task);
        String before = opinion.handler().orElse(null);
        opinion.handBy(task.getAssignee());
        if (task.getAssignee() != null && !task.getAssignee().equals(before)) {
            demands.record(demandOf(application), Step.SIGNED, currentActor.of(task.getAssignee()), null);
        }
    }

    /** The time that the applicant was told is over: the departments' clock goes on. */
    public void procedureOverdue(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        demands.record(demand, Step.PROCEDURE_LATE, Actor.SYSTEM, "办理期限恢复计算");
        opinions.of(application, execution).waitFor(null);
        windowClock.resume(demand);
    }

    /** Whether the departments' opinions differ, so that their lead has to settle it. */
    public boolean departmentsDisagree(DelegateExecution execution) {
        return opinions.findByApplicationIdOrderById(applications.of(execution).id()).stream()
                        .map(DepartmentOpinion::agrees)
                        .distinct()
                        .count()
                > 1;
    }

    public void decide(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        if (!departmentsDisagree(execution)) {
            List<DepartmentOpinion> all = opinions.findByApplicationIdOrderById(application.id());
            application.agreeOn(all.get(0).agrees(), grounds(all));
        }
        application.decide(clock.instant());
        documents.decision(application);
        demands.record(
                demand,
                Step.DECIDED,
                currentActor.get(),
                Texts.shorten(application.decisionInWords(), Demands.NOTE_LENGTH));
        variables.granted(execution, application.isGranted());
    }

    private String grounds(List<DepartmentOpinion> all) {
        return all.size() == 1
                ? all.get(0).grounds()
                : all.stream()
                        .map(o -> units.get(o.unit()).name() + "：" + o.grounds())
                        .collect(Collectors.joining("\n"));
    }

    /** 申请人死亡 or 主体终止: nothing is left to decide. */
    public void terminate(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        documents.termination(application);
        demand.completeAt(clock.instant());
        demands.record(demand, Step.TERMINATED, currentActor.get(), application.reason());
    }

    /** What was left by it has stopped its clocks already. */
    public void withdrawn(DelegateExecution execution) {
        demandOf(applications.of(execution)).completeAt(clock.instant());
    }

    /** 后台办理 is left, with a decision or without one. */
    public void officeDone(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        windowClock.stopAll(demand);
        demand.resume();
        supervisions.caseEnded(demand.number(), clock.instant());
        variables.result(execution, application.result());
        if (application.result() == Result.DECIDED) {
            SlaClock issue = windowClock.start(execution, demand, SlaStep.ISSUE);
            demand.schedule(new Deadlines(demand.firstResponseDue(), issue.dueAt()));
        }
    }

    // 统一出件

    /** Nobody has come for it: the window calls the applicant, again and again. */
    public void chase(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        windowClock.stop(demand, SlaStep.COLLECTION);
        windowClock.stop(demand, SlaStep.CHASE);
        windowClock.start(execution, demand, SlaStep.CHASE);
        String parcel = application.parcel().orElse(null);
        demands.record(
                demand,
                Step.CHASED,
                Actor.SYSTEM,
                parcel == null
                        ? "办理结果自 %s 起可以领取，请尽快领取"
                                .formatted(PeopleTime.of(application.issuedAt().orElseThrow()))
                        : "邮件 " + parcel + " 尚未登记签收，窗口将查询投递情况");
        tell(
                application,
                demand,
                "NOT_COLLECTED",
                "未领取 %s",
                parcel == null ? "办理结果尚未领取，请电话提醒申请人，并记录联系情况。" : "邮件 " + parcel + " 尚未登记签收，请查询投递情况。");
    }

    /** 统一出件 is left: the applicant has the result and is asked how it went. */
    public void windowDone(DelegateExecution execution) {
        Demand demand = demandOf(applications.of(execution));
        windowClock.stopAll(demand);
        supervisions.caseEnded(demand.number(), clock.instant());
        windowClock.start(execution, demand, SlaStep.RATING);
    }

    // 好差评

    public void rated(DelegateExecution execution) {
        Demand demand = demandOf(applications.of(execution));
        windowClock.stop(demand, SlaStep.RATING);
        boolean bad = evaluations.latest(demand.id()).orElseThrow().grade().isBad();
        variables.satisfied(execution, !bad);
        if (bad) {
            windowClock.start(execution, demand, SlaStep.CALL_BACK);
        }
    }

    public void ratingExpired(DelegateExecution execution) {
        Demand demand = demandOf(applications.of(execution));
        windowClock.stop(demand, SlaStep.RATING);
        demands.record(demand, Step.UNRATED, Actor.SYSTEM, null);
    }

    public void archive(DelegateExecution execution) {
        Application application = applications.of(execution);
        application.archive(clock.instant());
        demands.record(
                demandOf(application),
                Step.ARCHIVED,
                Actor.SYSTEM,
                "文书 %d 份，材料文件 %d 个"
                        .formatted(
                                documents.of(application).size(),
                                checklist.files(application).size()));
    }

    // Nearly late, late

    /** Reminds those in charge of whatever is due soon, each limit once, and names the departments that have not spoken. */
    public void remind(DelegateExecution execution) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        for (SlaClock soon : windowClock.warn(demand)) {
            String text = "%s应于 %s 前完成%s"
                    .formatted(
                            soon.step().title(),
                            PeopleTime.of(soon.dueAt()),
                            soon.step() == SlaStep.DECISION ? outstanding(application) : "");
            demands.record(demand, Step.WARNED, Actor.SYSTEM, text);
            tell(application, demand, "SLA_WARNING", "将到期 %s：" + soon.step().title(), text + "，请抓紧办理。");
        }
    }

    private String outstanding(Application application) {
        List<DepartmentOpinion> left = groups.outstanding(application);
        return left.isEmpty()
                ? ""
                : left.stream().map(o -> units.get(o.unit()).name()).collect(Collectors.joining("、", "，尚未提交意见：", ""));
    }

    public void decisionLate(DelegateExecution execution) {
        late(execution, SlaStep.DECISION, Step.DECISION_LATE);
    }

    public void issueLate(DelegateExecution execution) {
        late(execution, SlaStep.ISSUE, Step.ISSUE_LATE);
    }

    private void late(DelegateExecution execution, SlaStep limit, Step step) {
        Application application = applications.of(execution);
        Demand demand = demandOf(application);
        SlaClock breached = windowClock.breach(demand, limit);
        String text = "%s应于 %s 前完成，已到期%s"
                .formatted(
                        limit.title(),
                        PeopleTime.of(breached.dueAt()),
                        limit == SlaStep.DECISION ? outstanding(application) : "");
        demands.record(demand, step, Actor.SYSTEM, text);
        tell(
                application,
                demand,
                "SLA_BREACH",
                "已超时 %s：" + limit.title(),
                text + (breached.escalates() ? "，已报上级督办。" : "。"));
    }

    /** @param title zh-CN, with a place for the number */
    private void tell(Application application, Demand demand, String kind, String title, String text) {
        notices.tell(
                groups.inCharge(application, demand),
                new Notice(kind, demand.number(), title.formatted(demand.number()), text));
    }

    private ServiceItem itemOf(Application application) {
        return items.version(application.itemId());
    }

    private Demand demandOf(Application application) {
        return demands.take(application.number());
    }
}
