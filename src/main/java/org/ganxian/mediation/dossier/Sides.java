package org.ganxian.mediation.dossier;

import org.ganxian.platform.Refusal;

/** Parties as forms name them. */
public final class Sides {

    private Sides() {}

    /**
     * The party that stands there in this case.
     *
     * @throws Refusal 400 for any other
     */
    public static MediationParty of(MediationParty.Repository parties, Mediation mediation, String field, String side) {
        return parties.findByMediationIdOrderById(mediation.id()).stream()
                .filter(party -> party.side().name().equals(side))
                .findFirst()
                .orElseThrow(() -> Refusal.field(field, "请选择这件纠纷的当事人"));
    }
}
