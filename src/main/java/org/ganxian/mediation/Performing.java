package org.ganxian.mediation;

import java.math.BigDecimal;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.dossier.AgreementDuty;
import org.ganxian.mediation.dossier.Dossier;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationClosing;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.joint.CoCommittees;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/** From the agreement's effect to the filed dossier; and danger, from wherever it came. */
@Component
@RequiredArgsConstructor
class Performing {

    /** Of what was agreed on. */
    private static final MediationClosing.Performance[] PERFORMANCES = {
        MediationClosing.Performance.FULL, MediationClosing.Performance.PART, MediationClosing.Performance.NONE
    };

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final MediationParty.Repository parties;
    private final AgreementDuty.Repository duties;
    private final MediationClosing.Repository closings;
    private final Dossier dossier;
    private final Arbitration arbitration;
    private final CourtReporting courtReporting;
    private final CoCommittees coCommittees;

    /** The duty that is due first of those that are left; empty for none. */
    Optional<AgreementDuty> next(Mediation mediation) {
        return duties.findFirstByMediationIdAndDoneAtIsNullAndBreachedAtIsNullAndVoidAtIsNullOrderByDueOnAscIdAsc(
                mediation.id());
    }

    private AgreementDuty current(Given given) {
        return next(given.mediation()).orElseThrow(() -> Refusal.conflict("没有要履行的义务了，请刷新"));
    }

    void followed(Given given) {
        AgreementDuty duty = current(given);
        String voucher = given.required("voucher", "请填写凭证或经过");
        String part = given.text("partAmount");
        if (part == null || duty.pay(amount(part), voucher)) {
            duty.done(voucher, clock.now());
            casework.done(given.demand(), Step.DUTY_DONE, null);
        } else {
            casework.done(given.demand(), Step.DUTY_PAID, null);
        }
    }

    private static BigDecimal amount(String typed) {
        if (!typed.matches("\\d{1,12}(?:\\.\\d{1,2})?")) {
            throw Refusal.field("partAmount", "金额写数字，最多两位小数，如 2000.50");
        }
        return new BigDecimal(typed);
    }

    void urged(Given given) {
        AgreementDuty duty = current(given);
        String note = given.required("note", "请填写凭证或催告经过");
        switch (given.typed().decision()) {
            case "done" -> {
                duty.done(note, clock.now());
                casework.done(given.demand(), Step.DUTY_DONE, "逾期履行");
                variables.next(given.task(), Next.GO_ON);
            }
            case "urged" -> {
                boolean breached = duty.urge(note, clock.now());
                casework.done(given.demand(), Step.DUTY_URGED, "第 " + duty.urges() + " 次");
                clock.stop(given.demand(), Milestone.URGE);
                if (breached) {
                    casework.done(given.demand(), Step.DUTY_BREACHED, Arbitration.waysAfterBreach(given.mediation()));
                    variables.next(given.task(), Next.GO_ON);
                } else {
                    clock.start(given.execution(), given.demand(), Milestone.URGE);
                    variables.next(given.task(), Next.URGE);
                }
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    void dangerHandled(Given given) {
        Demand demand = given.demand();
        given.required("phonedTo", "先打电话，再填写给谁打了、几点");
        given.required("note", "请填写处置经过");
        boolean performing = demand.status() == Status.PERFORMING;
        switch (given.typed().decision()) {
            case "takenOver" -> {
                given.mediation().end(Ending.POLICE);
                if (!performing) {
                    demand.completeAt(clock.now());
                }
                casework.done(demand, Step.TRANSFERRED, "公安已接管");
                if (!performing) {
                    courtReporting.start(demand, given.mediation());
                    coCommittees.caseEnded(demand, given.mediation());
                }
                variables.next(given.task(), Next.TAKEN_OVER);
            }
            case "released" -> released(given, performing);
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
        clock.stop(demand, Milestone.DANGER);
    }

    /** Before an agreement is in effect nobody's earlier consent counts any more. */
    private void released(Given given, boolean performing) {
        if (performing) {
            casework.done(given.demand(), Step.PERFORMED_ON, null);
            variables.next(given.task(), Next.PERFORM);
        } else if (given.mediation().isAccepted()) {
            askAnew(given.execution(), given.demand(), given.mediation(), Step.ASKED_ANEW);
            variables.next(given.task(), Next.GO_ON);
        } else {
            casework.done(given.demand(), Step.EXAMINED_ANEW, null);
            clock.start(given.execution(), given.demand(), Milestone.EXAMINATION);
            variables.next(given.task(), Next.GO_ON);
        }
    }

    private void askAnew(DelegateExecution execution, Demand demand, Mediation mediation, Step step) {
        parties.findByMediationIdOrderById(mediation.id()).forEach(MediationParty::isAskedAnew);
        casework.done(demand, step, null);
        variables.resumed(execution, false);
        variables.refused(execution, false);
        variables.unmanned(execution, false);
        arbitration.count(execution, demand, mediation);
        clock.startMonth(execution, demand, mediation);
        clock.start(execution, demand, Milestone.CONSENT);
    }

    void mediateAnew(DelegateExecution execution, Demand demand, Mediation mediation) {
        duties.findByMediationIdOrderByDueOnAscIdAsc(mediation.id()).stream()
                .filter(AgreementDuty::isOpen)
                .forEach(duty -> duty.isVoid(clock.now()));
        mediation.beginAnew();
        demand.rework();
        askAnew(execution, demand, mediation, Step.MEDIATED_ANEW);
        variables.next(execution, Next.AGAIN);
    }

    void revisited(Given given) {
        Demand demand = given.demand();
        closings.save(new MediationClosing(
                given.mediation().id(),
                given.chosen("performance", PERFORMANCES, "请选择履行情况"),
                given.chosen("satisfaction", MediationClosing.Satisfaction.values(), "请选择当事人是否满意"),
                given.required("note", "请填写回访情况"),
                given.by(),
                clock.now()));
        clock.stop(demand, Milestone.REVISIT);
        switch (given.typed().decision()) {
            case "settled" -> {
                casework.done(demand, Step.REVISITED, null);
                clock.start(given.execution(), demand, Milestone.FILING);
                variables.next(given.task(), Next.GO_ON);
            }
            case "again" -> {
                given.mediation().beginAnew();
                demand.rework();
                askAnew(given.execution(), demand, given.mediation(), Step.MEDIATED_AGAIN);
                variables.next(given.task(), Next.AGAIN);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    void filed(Given given) {
        String summary = given.required("summary", "请填写卷宗情况说明");
        dossier.requireWhole(given.mediation());
        closings.findFirstByMediationIdOrderByIdDesc(given.mediation().id())
                .orElseThrow(() -> Refusal.conflict("还没有回访记录，不能归档"))
                .file(summary, given.by(), clock.now());
        clock.stop(given.demand(), Milestone.FILING);
        casework.done(given.demand(), Step.FILED, null);
    }
}
