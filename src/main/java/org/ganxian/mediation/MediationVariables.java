package org.ganxian.mediation;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.casework.FlowLimit;
import org.ganxian.casework.FlowVariables;
import org.ganxian.engine.variables.MultiInstanceFacts;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/** All that the process {@code mediation} keeps in the engine, and the only place that knows the names. */
@Component
public class MediationVariables extends FlowVariables<MediationVariables.Name> {

    static final String FLOW = "mediation";

    /** What was decided; gateways read it. */
    public enum Next {
        GO_ON,
        MOVE,
        REFUSE,
        RETURN,
        APPOINT,
        AGREED,
        SUSPEND,
        END,
        DUTY,
        SIGN,
        EFFECTIVE,
        TAKEN_OVER,
        PERFORM,
        URGE,
        AGAIN
    }

    /** Where 司法确认 stands, beside performance. */
    enum AtCourt {
        NONE,
        OFFER,
        COURT,
        AGAIN
    }

    /** What one party said, while others are asked. */
    enum PartyNext {
        ANSWERED,
        SILENT
    }

    enum Name {
        mediationId,
        mediationNext,
        partyNext,
        mediationAccepted,
        mediationResumed,
        mediationRefused,
        mediationUnmanned,
        mediationDanger,
        mediationDutyLeft,
        mediationCourt,
        mediationCourtAwaited,
        mediationLabour,
        mediationCoCommittee,
        examinationDue,
        approvalDue,
        consentDue,
        choiceDue,
        appointmentDue,
        declarationDue,
        mediationDue,
        mediationWarning,
        suspensionDue,
        dutyDue,
        dutyWarning,
        urgeDue,
        dutySoonDue,
        confirmationDue,
        confirmationHalfwayDue,
        confirmationSoonDue,
        courtDue,
        labourDue,
        arbitrationDue,
        courtReportDue,
        coCommitteeDue,
        unsettledDue,
        revisitDue,
        filingDue,
        dangerDue
    }

    private static final List<FlowLimit<Name>> LIMITS = List.of(
            FlowLimit.of(Milestone.EXAMINATION, Name.examinationDue).asFirstResponse(),
            FlowLimit.of(Milestone.APPROVAL, Name.approvalDue),
            FlowLimit.of(Milestone.CONSENT, Name.consentDue),
            FlowLimit.of(Milestone.CHOICE, Name.choiceDue),
            FlowLimit.of(Milestone.APPOINTMENT, Name.appointmentDue),
            FlowLimit.of(Milestone.DECLARATION, Name.declarationDue),
            FlowLimit.of(Milestone.MEDIATION, Name.mediationDue)
                    .warnedBy(Name.mediationWarning)
                    .asCompletion(),
            FlowLimit.of(Milestone.SUSPENSION, Name.suspensionDue),
            FlowLimit.of(Milestone.DUTY, Name.dutyDue).warnedBy(Name.dutyWarning),
            FlowLimit.of(Milestone.DUTY_SOON, Name.dutySoonDue),
            FlowLimit.of(Milestone.URGE, Name.urgeDue),
            FlowLimit.of(Milestone.CONFIRMATION, Name.confirmationDue),
            FlowLimit.of(Milestone.CONFIRMATION_HALFWAY, Name.confirmationHalfwayDue),
            FlowLimit.of(Milestone.CONFIRMATION_SOON, Name.confirmationSoonDue),
            FlowLimit.of(Milestone.COURT, Name.courtDue),
            FlowLimit.of(Milestone.LABOUR, Name.labourDue),
            FlowLimit.of(Milestone.ARBITRATION, Name.arbitrationDue),
            FlowLimit.of(Milestone.CO_COMMITTEE, Name.coCommitteeDue),
            FlowLimit.of(Milestone.COURT_REPORT, Name.courtReportDue),
            FlowLimit.of(Milestone.UNSETTLED, Name.unsettledDue),
            FlowLimit.of(Milestone.REVISIT, Name.revisitDue),
            FlowLimit.of(Milestone.FILING, Name.filingDue),
            FlowLimit.of(Milestone.DANGER, Name.dangerDue));

    MediationVariables() {
        super(FLOW, Name.class, LIMITS);
    }

    /** Removes everything that was submitted, so that nothing typed stays in the engine. */
    public void settle(VariableScope scope, Mediation mediation) {
        forgetTyped(scope);
        set(scope, Name.mediationId, mediation.id());
    }

    void begin(VariableScope scope) {
        next(scope, Next.GO_ON);
        for (Name fact : List.of(
                Name.mediationAccepted,
                Name.mediationResumed,
                Name.mediationRefused,
                Name.mediationUnmanned,
                Name.mediationLabour,
                Name.mediationDanger)) {
            set(scope, fact, false);
        }
    }

    static Long partyOf(VariableScope scope) {
        return Long.valueOf(MultiInstanceFacts.of(scope, MultiInstanceFacts.PARTY));
    }

    static String memberOf(VariableScope scope) {
        return MultiInstanceFacts.of(scope, MultiInstanceFacts.MEDIATOR);
    }

    /** Code of the committee that is asked in this run. */
    public void coCommittee(VariableScope scope, String committee) {
        set(scope, Name.mediationCoCommittee, committee);
    }

    public static String coCommitteeOf(VariableScope scope) {
        return (String) scope.getVariable(Name.mediationCoCommittee.name());
    }

    public void next(VariableScope scope, Next next) {
        set(scope, Name.mediationNext, next);
    }

    /** What is said in this run of the question stays in it. */
    void asks(VariableScope oneParty) {
        setLocal(oneParty, Name.partyNext, PartyNext.ANSWERED);
    }

    /** For the gateway behind the question to this party alone. */
    void next(VariableScope scope, PartyNext next) {
        set(scope, Name.partyNext, next);
    }

    void accepted(VariableScope scope) {
        set(scope, Name.mediationAccepted, true);
    }

    /** Whether the next month begins with a session, not with asking everybody. */
    void resumed(VariableScope scope, boolean resumed) {
        set(scope, Name.mediationResumed, resumed);
    }

    /** Whether nobody presides: the next month begins with another mediator. */
    void unmanned(VariableScope scope, boolean unmanned) {
        set(scope, Name.mediationUnmanned, unmanned);
    }

    void refused(VariableScope scope, boolean refused) {
        set(scope, Name.mediationRefused, refused);
    }

    /** Whether the fifteen days of a labour dispute count, and nobody has been told yet that they are over. */
    void labour(VariableScope scope, boolean counts) {
        set(scope, Name.mediationLabour, counts);
    }

    void danger(VariableScope scope, boolean danger) {
        set(scope, Name.mediationDanger, danger);
    }

    void danger(RuntimeService runtime, String processInstance) {
        set(runtime, processInstance, Name.mediationDanger, true);
    }

    void atCourt(VariableScope scope, AtCourt at) {
        set(scope, Name.mediationCourt, at);
    }

    void courtAwaited(VariableScope scope, boolean awaited) {
        set(scope, Name.mediationCourtAwaited, awaited);
    }

    void dutyLeft(VariableScope scope, boolean left) {
        set(scope, Name.mediationDutyLeft, left);
    }

    @Override
    public void satisfied(VariableScope scope, boolean satisfied) {
        throw new IllegalStateException("Nobody rates a mediation: whoever revisits asks");
    }
}
