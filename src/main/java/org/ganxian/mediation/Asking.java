package org.ganxian.mediation;

import lombok.RequiredArgsConstructor;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.MediationVariables.PartyNext;
import org.ganxian.mediation.dossier.Ending;
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
                chooseWhenAllConsent(given);
            }
            case "decline" -> {
                party.answers(MediationParty.Answer.DECLINED, given.by(), channel, note, clock.now());
                casework.done(demand, Step.PARTY_ASKED, by + "：不同意");
                over(given, Ending.DECLINED, Step.DECLINED);
            }
            case "silent" -> {
                party.isSilent(given.by(), channel, note, clock.today());
                casework.done(demand, Step.PARTY_ASKED, by + "：没有答复，第 " + party.tries() + " 次");
                if (party.cannotBeReached()) {
                    over(given, Ending.UNREACHABLE, Step.TERMINATED);
                } else {
                    next = PartyNext.SILENT;
                }
            }
            default -> throw FormInput.unknownDecision(decision);
        }
        variables.next(given.task(), next);
    }

    private void chooseWhenAllConsent(Given given) {
        boolean all = parties.findByMediationIdOrderById(given.mediation().id()).stream()
                .allMatch(MediationParty::agrees);
        if (all) {
            clock.stop(given.demand(), Milestone.CONSENT);
            casework.happened(given.demand(), Step.ALL_CONSENTED, null);
            clock.start(given.execution(), given.demand(), Milestone.CHOICE);
        }
    }

    private void over(Given given, Ending ending, Step step) {
        given.mediation().end(ending);
        given.demand().completeAt(clock.now());
        casework.happened(given.demand(), step, ending.told());
        variables.refused(given.execution(), true);
        variables.next(given.execution(), Next.END);
    }
}
