package org.ganxian.window.flow;

import java.time.LocalDate;
import java.util.Arrays;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.calendar.Limit;
import org.ganxian.casework.Casework;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.window.flow.Application.Result;
import org.ganxian.window.flow.DepartmentOpinion.Procedure;
import org.ganxian.window.flow.WindowVariables.DepartmentNext;
import org.springframework.stereotype.Component;

/** 部门办理: what each department does with an application, while others do the same. */
@Component
@RequiredArgsConstructor
class DepartmentWork {

    private final Casework casework;
    private final WindowClock windowClock;
    private final WindowVariables variables;
    private final Application.Repository applications;
    private final DepartmentOpinion.Repository opinions;
    private final ServiceItems items;
    private final WindowDocuments documents;

    /** A department's handler signs for the application by taking the task. */
    void signed(DelegateTask task) {
        Demand demand = casework.of(task);
        Application application = applications.of(task.getExecution());
        DepartmentOpinion opinion = opinions.of(application, task);
        String before = opinion.handler().orElse(null);
        opinion.handBy(task.getAssignee());
        if (task.getAssignee() != null && !task.getAssignee().equals(before)) {
            casework.doneBy(task.getAssignee(), demand, Step.SIGNED, null);
        }
    }

    /** The time that the applicant was told is over: the departments' clock goes on. */
    void procedureOverdue(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Application application = applications.of(execution);
        casework.happened(demand, Step.PROCEDURE_LATE, "办理期限恢复计算");
        opinions.of(application, execution).waitFor(null);
        windowClock.resume(demand, Milestone.PROCEDURE);
    }

    void handled(Submission given) {
        DepartmentOpinion opinion = opinions.of(given.application(), given.task());
        switch (given.typed().decision()) {
            case "draft" -> {
                boolean agrees = switch (given.typed().required("opinion", "请选择同意或者不同意")) {
                    case "grant" -> true;
                    case "refuse" -> false;
                    default -> throw Refusal.field("opinion", "请选择同意或者不同意");
                };
                opinion.draft(agrees, given.required("grounds", agrees ? "请填写审查情况" : "不同意的，应当说明理由（行政许可法第三十八条）"));
                casework.done(given.demand(), Step.OPINION_DRAFTED, (agrees ? "同意。" : "不同意。") + opinion.grounds());
                variables.next(given.task(), DepartmentNext.DRAFTED);
            }
            case "visit" -> {
                casework.done(given.demand(), Step.VISIT_BEGUN, given.required("visit", "请填写核查的时间和内容"));
                variables.next(given.task(), DepartmentNext.VISIT);
            }
            case "procedure" -> {
                beginProcedure(given, opinion);
                variables.next(given.task(), DepartmentNext.PROCEDURE);
            }
            case "extend" -> {
                askForExtension(given, opinion);
                variables.next(given.task(), DepartmentNext.EXTEND);
            }
            case "lost" -> {
                requireLead(opinion, "终止办理由主办部门提出");
                opinion.draftTermination(given.required("reason", "请填写终止办理的理由和依据"));
                casework.done(given.demand(), Step.OPINION_DRAFTED, "终止办理。" + opinion.grounds());
                variables.next(given.task(), DepartmentNext.DRAFTED);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    private void beginProcedure(Submission given, DepartmentOpinion opinion) {
        requireLead(opinion, "听证和专家评审由主办部门组织");
        Procedure kind = Arrays.stream(Procedure.values())
                .filter(p -> p.name().equals(given.typed().text("procedure")))
                .findFirst()
                .orElseThrow(() -> Refusal.field("procedure", "请选择听证或者专家评审"));
        int days = days(given, "procedureLength", "请选择所需的工作日");
        String reason = given.required("procedureReason", "请填写听证或评审的安排，申请人会看到");
        boolean hearing = kind == Procedure.HEARING;
        String time = hearing ? given.text("hearingTime") : null;
        String place = hearing ? given.text("hearingPlace") : null;
        if ((time == null) != (place == null)) {
            throw Refusal.field(time == null ? "hearingTime" : "hearingPlace", "听证的时间和地点要一起填写，都没有定的都不填");
        }
        String when = time == null
                ? null
                : HearingTime.of(time, LocalDate.ofInstant(windowClock.now(), PeopleTime.ZONE))
                        .inWords();
        windowClock.pauseFor(given.execution(), given.demand(), days);
        opinion.waitFor(kind);
        String arranged = when != null ? "听证时间：%s，地点：%s。".formatted(when, place) : "";
        casework.done(
                given.demand(),
                Step.PROCEDURE_BEGUN,
                Texts.shorten(
                        "%s，需要 %d 个工作日，不计入办理期限。%s%s".formatted(kind.title(), days, arranged, reason),
                        Demands.NOTE_LENGTH));
        // The applicant has it in writing (行政许可法第四十五条).
        if (hearing) {
            documents.hearing(given.application(), days, reason, when, place);
        } else {
            documents.expertReview(given.application(), days, reason);
        }
    }

    private void askForExtension(Submission given, DepartmentOpinion opinion) {
        requireLead(opinion, "延期由主办部门申请");
        int most = windowClock.mostExtension(given.demand(), itemOf(given.application()));
        int days = days(given, "extensionLength", "请选择延长几个工作日");
        if (most == 0) {
            throw Refusal.conflict("只能在到期以前延期一次，本件已延期或已到期");
        } else if (days > most) {
            throw Refusal.field("extensionLength", "最多延长 " + most + " 个工作日（行政许可法第四十二条）");
        }
        String reason = given.required("extensionReason", "请填写延期的理由，批准后申请人会看到");
        given.application().askForExtension(days, reason);
        casework.done(given.demand(), Step.EXTENSION_ASKED, "延长 %d 个工作日。理由：%s".formatted(days, reason));
    }

    private static void requireLead(DepartmentOpinion opinion, String rule) {
        if (!opinion.isLead()) {
            throw Refusal.field("decision", rule + "，会办部门请在意见中说明");
        }
    }

    private static int days(Submission given, String field, String message) {
        String chosen = given.typed().required(field, message);
        if (!chosen.matches("[1-9]\\d?")) {
            throw Refusal.field(field, message);
        }
        return Integer.parseInt(chosen);
    }

    void visited(Submission given) {
        casework.done(given.demand(), Step.VISIT_ENDED, given.required("result", "请填写核查结果和参加人员"));
    }

    void procedureEnded(Submission given) {
        DepartmentOpinion opinion = opinions.of(given.application(), given.task());
        String result = given.required("result", "请填写听证或评审的结果");
        opinion.waitFor(null);
        windowClock.resume(given.demand(), Milestone.PROCEDURE);
        casework.done(given.demand(), Step.PROCEDURE_ENDED, result + "。办理期限恢复计算");
    }

    void extensionDecided(Submission given) {
        switch (given.typed().decision()) {
            case "grant" -> {
                int days = given.application().extensionDays().orElseThrow();
                SlaClock extended = windowClock.extend(given.demand(), Milestone.DECISION, Limit.ofDays(days));
                casework.done(
                        given.demand(),
                        Step.EXTENSION_GRANTED,
                        "延长 %d 个工作日，应于 %s 前作出决定。理由：%s"
                                .formatted(
                                        days,
                                        PeopleTime.of(extended.dueAt()),
                                        given.application().extensionReason()));
                // The reason is told to the applicant (行政许可法第四十二条).
                documents.extension(given.application(), days, extended.dueAt());
            }
            case "refuse" -> {
                given.application().forgetExtension();
                casework.done(given.demand(), Step.EXTENSION_REFUSED, given.required("note", "请填写不同意延期的理由"));
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    void reviewed(Submission given) {
        switch (given.typed().decision()) {
            case "approve" -> {
                DepartmentOpinion opinion = opinions.of(given.application(), given.task());
                opinion.approve(windowClock.now());
                casework.done(given.demand(), Step.OPINION_APPROVED, given.text("note"));
                if (opinion.isTermination()) {
                    given.application().endAs(Result.TERMINATED, opinion.grounds(), null);
                }
                variables.next(given.task(), opinion.isTermination() ? DepartmentNext.LOST : DepartmentNext.APPROVED);
            }
            case "return" -> {
                casework.done(given.demand(), Step.OPINION_RETURNED, given.required("note", "请填写退回的理由"));
                variables.next(given.task(), DepartmentNext.RETURN);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    private ServiceItem itemOf(Application application) {
        return items.version(application.itemId());
    }
}
