package org.ganxian.window;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.Typed;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaStep;
import org.ganxian.window.Application.Result;
import org.ganxian.window.DepartmentOpinion.Procedure;
import org.ganxian.window.WindowVariables.DepartmentNext;
import org.ganxian.window.WindowVariables.Next;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people decide in the forms of an application. Each method is the completion of one task of
 * {@code processes/window-service.bpmn}: it reads what was typed, tells the application and its demand, and leaves the
 * engine with facts only.
 */
@Component("windowDecisions")
@Transactional
public class WindowDecisions {

    private static final int TEXT = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Application.Repository applications;
    private final ServiceItems items;
    private final Checklist checklist;
    private final WindowDocuments documents;
    private final DepartmentOpinion.Repository opinions;
    private final WindowClock windowClock;
    private final WindowVariables variables;
    private final Separation separation;
    private final Demands demands;
    private final Units units;
    private final CurrentActor currentActor;
    private final Clock clock;

    WindowDecisions(
            Application.Repository applications,
            ServiceItems items,
            Checklist checklist,
            WindowDocuments documents,
            DepartmentOpinion.Repository opinions,
            WindowClock windowClock,
            WindowVariables variables,
            Separation separation,
            Demands demands,
            Units units,
            CurrentActor currentActor,
            Clock clock) {
        this.applications = applications;
        this.items = items;
        this.checklist = checklist;
        this.documents = documents;
        this.opinions = opinions;
        this.windowClock = windowClock;
        this.variables = variables;
        this.separation = separation;
        this.demands = demands;
        this.units = units;
        this.currentActor = currentActor;
        this.clock = clock;
    }

    // 前台受理

    public void accepted(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "accept" -> {
                List<ApplicationMaterial> missing = checklist.missing(application);
                if (!missing.isEmpty()) {
                    throw Refusal.field("decision", "还缺少必需的材料，不能受理：" + Checklist.names(missing));
                }
                application.accept(clock.instant(), false);
                demands.record(demand, Step.APPLICATION_ACCEPTED, currentActor.get(), typed.text("note"));
                variables.next(task, Next.ACCEPT);
            }
            case "supplement" -> {
                askForSupplement(application, demand, text(typed, "missing"));
                variables.next(task, Next.SUPPLEMENT);
            }
            case "reject" -> {
                String reason = required(typed, "reason", "请填写不予受理的理由");
                String where = text(typed, "where");
                application.endAs(Result.REJECTED, reason, where);
                demand.completeAt(clock.instant());
                demands.record(
                        demand,
                        Step.REJECTED,
                        currentActor.get(),
                        Texts.shorten("理由：" + reason + (where == null ? "" : "\n可以找：" + where), Demands.NOTE_LENGTH));
                variables.next(task, Next.REJECT);
            }
            case "answer" -> {
                if (!itemOf(application).isAnsweredOnTheSpot()) {
                    throw Refusal.field("decision", "这个事项不是即办事项，不能当场办结，请选择受理、补正或不予受理");
                }
                String answer = required(typed, "answer", "请填写答复内容");
                application.endAs(Result.ANSWERED, answer, null);
                demand.completeAt(clock.instant());
                demands.record(demand, Step.ANSWERED_AT_DESK, currentActor.get(), answer);
                variables.next(task, Next.ANSWER);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        separation.record(application, Work.ACCEPT, task.getAssignee());
        demand.firstRespondedAt(clock.instant());
        windowClock.stop(demand, SlaStep.ACCEPTANCE);
        variables.settle(task, application);
    }

    /** 行政许可法第三十二条: one notice names all that is missing; a second one can only ask again for what it named. */
    private void askForSupplement(Application application, Demand demand, String more) {
        List<ApplicationMaterial> missing = checklist.missing(application);
        if (missing.isEmpty() && more == null && application.missing() == null) {
            throw Refusal.field("missing", "必需的材料已经收齐；如还需补正其他内容，请写明");
        }
        if (application.wasSupplementAsked()) {
            List<ApplicationMaterial> late =
                    missing.stream().filter(m -> !m.wasAsked()).toList();
            if (!late.isEmpty() || more != null) {
                throw Refusal.field(
                        "missing", "补正内容应当一次告知，不能再要求第一次没有告知的内容" + (late.isEmpty() ? "" : "：" + Checklist.names(late)));
            }
        }
        missing.forEach(ApplicationMaterial::ask);
        // The second notice repeats what the first one said beyond the list.
        String beyond = application.wasSupplementAsked() ? application.missing() : more;
        application.askForSupplement(beyond);
        String all = Checklist.names(missing);
        demands.record(
                demand,
                Step.SUPPLEMENT_ASKED,
                currentActor.get(),
                Texts.shorten(
                        all + (all.isEmpty() || beyond == null ? "" : "；") + (beyond == null ? "" : beyond),
                        Demands.NOTE_LENGTH));
    }

    // 部门办理

    public void handled(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        DepartmentOpinion opinion = opinions.of(application, task);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "draft" -> {
                boolean agrees = switch (typed.required("opinion", "请选择同意或者不同意")) {
                    case "grant" -> true;
                    case "refuse" -> false;
                    default -> throw Refusal.field("opinion", "请选择同意或者不同意");
                };
                opinion.draft(agrees, required(typed, "grounds", agrees ? "请填写审查情况" : "不同意的，应当说明理由（行政许可法第三十八条）"));
                demands.record(
                        demand,
                        Step.OPINION_DRAFTED,
                        currentActor.get(),
                        (agrees ? "同意。" : "不同意。") + opinion.grounds());
                variables.next(task, DepartmentNext.DRAFTED);
            }
            case "visit" -> {
                demands.record(demand, Step.VISIT_BEGUN, currentActor.get(), required(typed, "visit", "请填写核查的时间和内容"));
                variables.next(task, DepartmentNext.VISIT);
            }
            case "procedure" -> {
                beginProcedure(task, demand, opinion, typed);
                variables.next(task, DepartmentNext.PROCEDURE);
            }
            case "extend" -> {
                askForExtension(application, demand, opinion, typed);
                variables.next(task, DepartmentNext.EXTEND);
            }
            case "lost" -> {
                requireLead(opinion, "终止办理由主办部门提出");
                opinion.draftTermination(required(typed, "reason", "请填写终止办理的理由和依据"));
                demands.record(demand, Step.OPINION_DRAFTED, currentActor.get(), "终止办理。" + opinion.grounds());
                variables.next(task, DepartmentNext.DRAFTED);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        separation.record(application, Work.HANDLE, task.getAssignee());
        variables.settle(task, application);
    }

    private void beginProcedure(DelegateTask task, Demand demand, DepartmentOpinion opinion, Typed typed) {
        requireLead(opinion, "听证和专家评审由主办部门组织");
        Procedure kind = Arrays.stream(Procedure.values())
                .filter(p -> p.name().equals(typed.text("procedure")))
                .findFirst()
                .orElseThrow(() -> Refusal.field("procedure", "请选择听证或者专家评审"));
        int days = days(typed, "procedureLength", "请选择所需的工作日");
        String reason = required(typed, "procedureReason", "请填写听证或评审的安排，申请人会看到");
        windowClock.pause(task.getExecution(), demand, days);
        opinion.waitFor(kind);
        demands.record(
                demand,
                Step.PROCEDURE_BEGUN,
                currentActor.get(),
                "%s，需要 %d 个工作日，不计入办理期限。%s".formatted(kind.title(), days, reason));
    }

    private void askForExtension(Application application, Demand demand, DepartmentOpinion opinion, Typed typed) {
        requireLead(opinion, "延期由主办部门申请");
        int most = windowClock.mostExtension(demand, itemOf(application));
        int days = days(typed, "extensionLength", "请选择延长几个工作日");
        if (most == 0) {
            throw Refusal.conflict("只能在到期以前延期一次，本件已延期或已到期");
        } else if (days > most) {
            throw Refusal.field("extensionLength", "最多延长 " + most + " 个工作日（行政许可法第四十二条）");
        }
        String reason = required(typed, "extensionReason", "请填写延期的理由，批准后申请人会看到");
        application.askForExtension(days, reason);
        demands.record(demand, Step.EXTENSION_ASKED, currentActor.get(), "延长 %d 个工作日。理由：%s".formatted(days, reason));
    }

    private static void requireLead(DepartmentOpinion opinion, String rule) {
        if (!opinion.isLead()) {
            throw Refusal.field("decision", rule + "，会办部门请在意见中说明");
        }
    }

    private static int days(Typed typed, String field, String message) {
        String chosen = typed.required(field, message);
        if (!chosen.matches("[1-9]\\d?")) {
            throw Refusal.field(field, message);
        }
        return Integer.parseInt(chosen);
    }

    public void visited(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        demands.record(
                demandOf(application),
                Step.VISIT_ENDED,
                currentActor.get(),
                required(new Typed(task), "result", "请填写核查结果和参加人员"));
        separation.record(application, Work.HANDLE, task.getAssignee());
        variables.settle(task, application);
    }

    public void procedureEnded(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        DepartmentOpinion opinion = opinions.of(application, task);
        String result = required(new Typed(task), "result", "请填写听证或评审的结果");
        opinion.waitFor(null);
        windowClock.resume(demand);
        demands.record(demand, Step.PROCEDURE_ENDED, currentActor.get(), result + "。办理期限恢复计算");
        separation.record(application, Work.HANDLE, task.getAssignee());
        variables.settle(task, application);
    }

    public void extensionDecided(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "grant" -> {
                int days = application.extensionDays().orElseThrow();
                SlaClock extended = windowClock.extend(demand, days);
                demands.record(
                        demand,
                        Step.EXTENSION_GRANTED,
                        currentActor.get(),
                        "延长 %d 个工作日，应于 %s 前作出决定。理由：%s"
                                .formatted(days, PeopleTime.of(extended.dueAt()), application.extensionReason()));
            }
            case "refuse" -> {
                application.forgetExtension();
                demands.record(
                        demand, Step.EXTENSION_REFUSED, currentActor.get(), required(typed, "note", "请填写不同意延期的理由"));
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        separation.record(application, Work.APPROVE, task.getAssignee());
        variables.settle(task, application);
    }

    public void reviewed(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "approve" -> {
                DepartmentOpinion opinion = opinions.of(application, task);
                opinion.approve(clock.instant());
                demands.record(demand, Step.OPINION_APPROVED, currentActor.get(), text(typed, "note"));
                if (opinion.isTermination()) {
                    application.endAs(Result.TERMINATED, opinion.grounds(), null);
                }
                variables.next(task, opinion.isTermination() ? DepartmentNext.LOST : DepartmentNext.APPROVED);
            }
            case "return" -> {
                demands.record(demand, Step.OPINION_RETURNED, currentActor.get(), required(typed, "note", "请填写退回的理由"));
                variables.next(task, DepartmentNext.RETURN);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        separation.record(application, Work.REVIEW, task.getAssignee());
        variables.settle(task, application);
    }

    public void settled(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        Typed typed = new Typed(task);
        boolean granted = switch (typed.decision()) {
            case "grant" -> true;
            case "refuse" -> false;
            default -> throw Typed.unknownDecision(typed.decision());
        };
        application.agreeOn(granted, required(typed, "grounds", "请填写协调结果和理由，将写入决定书"));
        demands.record(demand, Step.DISAGREEMENT_SETTLED, currentActor.get(), application.decisionInWords());
        separation.record(application, Work.APPROVE, task.getAssignee());
        variables.settle(task, application);
    }

    // 统一出件

    public void issued(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        Typed typed = new Typed(task);
        switch (typed.decision()) {
            case "window" -> {
                String changed = text(typed, "changed");
                if (application.delivery() == Delivery.POST && changed == null) {
                    throw Refusal.field("changed", "申请人选择的是邮寄，改为窗口领取的，请写明理由");
                }
                application.issue(clock.instant(), Delivery.WINDOW, newPickupCode(), null);
                demands.record(
                        demand,
                        Step.ISSUED,
                        currentActor.get(),
                        "请到%s便民服务中心，凭取件码领取%s"
                                .formatted(
                                        units.get(application.desk()).name(),
                                        changed == null ? "" : "。改为窗口领取：" + changed));
            }
            case "post" -> {
                if (application.postAddress().isEmpty()) {
                    throw Refusal.field("decision", "申请人没有留邮寄地址，请选择窗口领取");
                }
                String parcel = typed.required("parcel", "请填写邮件号码");
                if (Texts.length(parcel) > 40) {
                    throw Refusal.field("parcel", "邮件号码不能超过 40 个字符");
                }
                application.issue(clock.instant(), Delivery.POST, null, parcel);
                demands.record(demand, Step.ISSUED, currentActor.get(), "已邮寄，邮件号码 " + parcel);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        separation.record(application, Work.ISSUE, task.getAssignee());
        windowClock.stop(demand, SlaStep.ISSUE);
        windowClock.start(task.getExecution(), demand, SlaStep.COLLECTION);
        variables.settle(task, application);
    }

    private static String newPickupCode() {
        return "%06d".formatted(RANDOM.nextInt(1_000_000));
    }

    public void delivered(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        Typed typed = new Typed(task);
        String how = switch (typed.decision()) {
            case "code" -> {
                String code = typed.required("pickupCode", "请填写取件码");
                if (!application.pickupCode().filter(code::equals).isPresent()) {
                    throw Refusal.field("pickupCode", "取件码不正确，请核对");
                }
                yield "窗口领取，凭取件码";
            }
            case "signature" -> {
                if (application.parcel().isPresent()) {
                    throw Refusal.field("decision", "这件是邮寄的，请选择邮寄签收");
                }
                yield "窗口领取，" + required(typed, "recipient", "请填写签收人及其与申请人的关系") + " 签收";
            }
            case "post" -> {
                String parcel = application.parcel().orElseThrow(() -> Refusal.field("decision", "这件是窗口领取的，没有邮寄"));
                yield "邮寄送达，邮件号码 " + parcel + "，" + required(typed, "recipient", "请填写签收情况") + " 签收";
            }
            default -> throw Typed.unknownDecision(typed.decision());
        };
        application.deliver(clock.instant());
        demand.completeAt(clock.instant());
        documents.delivery(application, how);
        demands.record(demand, Step.DELIVERED, currentActor.get(), how);
        separation.record(application, Work.ISSUE, task.getAssignee());
        variables.settle(task, application);
    }

    // 好差评

    public void calledBack(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        Typed typed = new Typed(task);
        String note = required(typed, "note", "请填写回访情况");
        windowClock.stop(demand, SlaStep.CALL_BACK);
        switch (typed.decision()) {
            case "settled" -> {
                demands.record(demand, Step.SETTLED, currentActor.get(), note);
                variables.next(task, Next.SETTLED);
            }
            case "rectify" -> {
                demands.record(demand, Step.RECTIFICATION, currentActor.get(), note);
                windowClock.start(task.getExecution(), demand, SlaStep.RECTIFICATION);
                variables.next(task, Next.RECTIFY);
            }
            default -> throw Typed.unknownDecision(typed.decision());
        }
        variables.settle(task, application);
    }

    public void rectified(DelegateTask task) {
        Application application = applications.of(task.getExecution());
        Demand demand = demandOf(application);
        demands.record(
                demand, Step.RECTIFIED, currentActor.get(), required(new Typed(task), "result", "请填写整改情况，申请人会看到"));
        windowClock.stop(demand, SlaStep.RECTIFICATION);
        windowClock.start(task.getExecution(), demand, SlaStep.CALL_BACK);
        variables.settle(task, application);
    }

    private static String required(Typed typed, String field, String message) {
        return bounded(field, typed.required(field, message));
    }

    private static String text(Typed typed, String field) {
        return bounded(field, typed.text(field));
    }

    private static String bounded(String field, String text) {
        if (text != null && Texts.length(text) > TEXT) {
            throw Refusal.field(field, "文字不能超过 %d 字，现有 %d 字".formatted(TEXT, Texts.length(text)));
        }
        return text;
    }

    private ServiceItem itemOf(Application application) {
        return items.version(application.itemId());
    }

    private Demand demandOf(Application application) {
        return demands.take(application.number());
    }
}
