package org.ganxian.mediation;

import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.MediationVariables.PartyNext;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/** 告知与征询: each party is told its rights and asked. One clear no ends it at once; no answer is never a yes. */
@Component
@RequiredArgsConstructor
class Asking {

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final MediationParty.Repository parties;

    void asked(Given given) {
        Demand demand = given.demand();
        MediationParty party = parties.findById(MediationVariables.partyOf(given.execution()))
                .orElseThrow(() -> Refusal.notFound("没有这位当事人"));
        String decision = given.typed().decision();
        String channel = given.required("channel", "请选择怎样联系的");
        String by = party.side().title() + "，" + casework.contactedBy(channel);
        String note = given.text("note");
        PartyNext next = PartyNext.ANSWERED;
        switch (decision) {
            case "agree" -> {
                party.answers(MediationParty.Answer.AGREED, given.by(), channel, note, clock.now());
                casework.done(demand, Step.PARTY_ASKED, by + "：同意");
                chooseWhenAllConsent(given.execution(), demand, given.mediation());
            }
            case "decline" -> {
                party.answers(MediationParty.Answer.DECLINED, given.by(), channel, note, clock.now());
                casework.done(demand, Step.PARTY_ASKED, by + "：不同意");
                over(given.execution(), demand, given.mediation(), Ending.DECLINED, Step.DECLINED);
            }
            case "silent" -> {
                party.isSilent(given.by(), channel, note, clock.today());
                casework.done(demand, Step.PARTY_ASKED, by + "：没有答复，第 " + party.tries() + " 次");
                if (party.cannotBeReached()) {
                    over(given.execution(), demand, given.mediation(), Ending.UNREACHABLE, Step.TERMINATED);
                } else {
                    next = PartyNext.SILENT;
                }
            }
            default -> throw FormInput.unknownDecision(decision);
        }
        variables.next(given.execution(), next);
    }

    /** By the party itself, at its own door. */
    void online(DelegateExecution execution, Demand demand, Mediation mediation) {
        MediationParty party =
                parties.findById(MediationVariables.partyOf(execution)).orElseThrow();
        if (party.agrees()) {
            chooseWhenAllConsent(execution, demand, mediation);
        } else {
            over(execution, demand, mediation, Ending.DECLINED, Step.DECLINED);
        }
        variables.next(execution, PartyNext.ANSWERED);
    }

    private void chooseWhenAllConsent(DelegateExecution execution, Demand demand, Mediation mediation) {
        boolean all =
                parties.findByMediationIdOrderById(mediation.id()).stream().allMatch(MediationParty::agrees);
        if (all) {
            clock.stop(demand, Milestone.CONSENT);
            casework.happened(demand, Step.ALL_CONSENTED, null);
            clock.start(execution, demand, Milestone.CHOICE);
        }
    }

    private void over(DelegateExecution execution, Demand demand, Mediation mediation, Ending ending, Step step) {
        mediation.end(ending);
        demand.completeAt(clock.now());
        casework.happened(demand, step, ending.told());
        variables.refused(execution, true);
        variables.next(execution, Next.END);
    }
}
