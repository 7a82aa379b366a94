package org.ganxian.window.flow;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.Casework;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.window.flow.Application.Result;
import org.ganxian.window.flow.WindowVariables.Next;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 前台受理: what happens and what a clerk decides until an application is accepted, or is not. */
@Component
@RequiredArgsConstructor
class Acceptance {

    private final Casework casework;
    private final WindowClock windowClock;
    private final WindowVariables variables;
    private final WindowGroups groups;
    private final Application.Repository applications;
    private final ServiceItems items;
    private final Checklist checklist;
    private final WindowDocuments documents;

    void issueNonAcceptance(DelegateExecution execution) {
        documents.nonAcceptance(applications.of(execution));
    }

    /** The applicant has it in writing, once, with all that is missing; the next move is theirs. */
    void issueSupplementNotice(DelegateExecution execution) {
        Application application = applications.of(execution);
        SlaClock time = windowClock.start(execution, casework.of(execution), Milestone.ANSWER);
        documents.supplement(
                application,
                checklist.missing(application).stream()
                        .map(ApplicationMaterial::name)
                        .toList(),
                time.dueAt());
    }

    /** What was missing came in: the desk's five working days begin anew. */
    void supplemented(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Application application = applications.of(execution);
        windowClock.stop(demand, Milestone.ANSWER);
        application.receivedAgain(windowClock.now());
        windowClock.startAcceptance(execution, demand, application.receivedAt());
    }

    /** Nothing came within the time that the notice gave: there is nothing to accept. */
    void supplementOverdue(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Application application = applications.of(execution);
        windowClock.stop(demand, Milestone.ANSWER);
        String reason = "未在补正告知书载明的期限内补正申请材料";
        String instead = "补齐材料后，可以重新提出申请";
        application.endAs(Result.REJECTED, reason, instead);
        demand.completeAt(windowClock.now());
        casework.happened(demand, Step.NO_SUPPLEMENT, null);
        casework.happened(demand, Step.REJECTED, "理由：" + reason + "。" + instead);
    }

    /** 前台受理 is left: for the departments, for the evaluation, or for good. */
    void deskDone(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Application application = applications.of(execution);
        variables.result(execution, application.result());
        variables.granted(execution, application.isGranted());
        if (application.acceptedAt().isPresent()) {
            demand.serveBy(groups.lead(application));
            windowClock.startDecision(execution, demand, itemOf(application), application);
        } else {
            windowClock.stopAll(demand);
            if (application.result() == Result.ANSWERED) {
                documents.answer(application);
                windowClock.start(execution, demand, Milestone.RATING);
            }
        }
    }

    void accepted(Submission given) {
        switch (given.typed().decision()) {
            case "accept" -> {
                List<ApplicationMaterial> missing = checklist.missing(given.application());
                if (!missing.isEmpty()) {
                    throw Refusal.field("decision", "还缺少必需的材料，不能受理：" + Checklist.names(missing));
                }
                given.application().accept(windowClock.now(), false);
                casework.done(
                        given.demand(), Step.APPLICATION_ACCEPTED, given.typed().text("note"));
                variables.next(given.task(), Next.ACCEPT);
            }
            case "supplement" -> {
                askForSupplement(given, given.text("missing"));
                variables.next(given.task(), Next.SUPPLEMENT);
            }
            case "reject" -> {
                String reason = given.required("reason", "请填写不予受理的理由");
                String where = given.text("where");
                given.application().endAs(Result.REJECTED, reason, where);
                given.demand().completeAt(windowClock.now());
                casework.done(
                        given.demand(),
                        Step.REJECTED,
                        Texts.shorten("理由：" + reason + (where == null ? "" : "\n可以找：" + where), Demands.NOTE_LENGTH));
                variables.next(given.task(), Next.REJECT);
            }
            case "answer" -> {
                if (!itemOf(given.application()).isAnsweredOnTheSpot()) {
                    throw Refusal.field("decision", "这个事项不是即办事项，不能当场办结，请选择受理、补正或不予受理");
                }
                String answer = given.required("answer", "请填写答复内容");
                given.application().endAs(Result.ANSWERED, answer, null);
                given.demand().completeAt(windowClock.now());
                casework.done(given.demand(), Step.ANSWERED_AT_DESK, answer);
                variables.next(given.task(), Next.ANSWER);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
        windowClock.responded(given.demand());
        windowClock.stop(given.demand(), Milestone.ACCEPTANCE);
    }

    /** 行政许可法第三十二条: one notice names all that is missing; a second one can only ask again for what it named. */
    private void askForSupplement(Submission given, @Nullable String more) {
        List<ApplicationMaterial> missing = checklist.missing(given.application());
        if (missing.isEmpty() && more == null && given.application().missing() == null) {
            throw Refusal.field("missing", "必需的材料已经收齐；如还需补正其他内容，请写明");
        }
        if (given.application().wasSupplementAsked()) {
            List<ApplicationMaterial> late =
                    missing.stream().filter(m -> !m.wasAsked()).toList();
            if (!late.isEmpty() || more != null) {
                throw Refusal.field(
                        "missing", "补正内容应当一次告知，不能再要求第一次没有告知的内容" + (late.isEmpty() ? "" : "：" + Checklist.names(late)));
            }
        }
        missing.forEach(ApplicationMaterial::ask);
        // The second notice repeats what the first one said beyond the list.
        String beyond =
                given.application().wasSupplementAsked() ? given.application().missing() : more;
        given.application().askForSupplement(beyond);
        String all = Checklist.names(missing);
        casework.done(
                given.demand(),
                Step.SUPPLEMENT_ASKED,
                Texts.shorten(
                        all + (all.isEmpty() || beyond == null ? "" : "；") + (beyond == null ? "" : beyond),
                        Demands.NOTE_LENGTH));
    }

    private ServiceItem itemOf(Application application) {
        return items.version(application.itemId());
    }
}
