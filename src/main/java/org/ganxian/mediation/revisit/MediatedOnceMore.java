package org.ganxian.mediation.revisit;

import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.mediation.Mediations;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.NewMediation;
import org.ganxian.mediation.dossier.NewMediation.NewParty;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** The same dispute as a new case: what was is over, and a new request interrupts the limitation of actions from its own day. */
@Component
@RequiredArgsConstructor
class MediatedOnceMore {

    /** 当事人申请: they have said so when they were called. */
    private static final String ASKED_FOR = "APPLICATION";

    private final Mediations doors;
    private final Mediation.Repository mediations;
    private final MediationParty.Repository parties;

    /**
     * Oral, by the same parties about the same, linked to the case before.
     *
     * @return its number
     * @throws Refusal 409 where its place is closed by now; 400 with what else cannot be registered any more
     */
    String register(Demand before, Mediation mediation) {
        String place = before.placeCode();
        if (place == null) {
            throw Refusal.conflict("这件纠纷的地点已经没有了，请当事人到前台登记");
        }
        Demand next = doors.register(new NewMediation(
                mediation.disputeType(),
                ASKED_FOR,
                false,
                place,
                mediation.facts(),
                mediation.claim(),
                mediation.amount(),
                mediation.people(),
                parties.findByMediationIdOrderById(mediation.id()).stream()
                        .map(party -> new NewParty(party.kind(), party.name(), party.phone(), party.guardian()))
                        .toList()));
        mediations.of(next).linkTo(mediation.number());
        return next.number();
    }
}
