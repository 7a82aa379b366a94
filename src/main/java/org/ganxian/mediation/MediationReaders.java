package org.ganxian.mediation;

import java.util.EnumSet;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who may read what a dispute is about: its mediators, and its committee's secretary and head. Nobody by rank. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MediationReaders {

    private static final Set<Duty> OF_THE_COMMITTEE = EnumSet.of(Duty.SECRETARY, Duty.DIRECTOR);

    private final Mediation.Repository mediations;
    private final PanelMember.Repository panels;
    private final OwnDuties ownDuties;
    private final Demands demands;
    private final CurrentActor current;

    /**
     * The case, for whoever may read it.
     *
     * @throws Refusal 404 for everybody else, as for a number that there is not
     */
    public Mediation require(String number) {
        return mediations
                .findByNumber(number)
                .filter(this::mayRead)
                .orElseThrow(() -> Refusal.notFound("没有这件调解，或者您不是办理它的人"));
    }

    boolean mayRead(Mediation mediation) {
        Set<String> committees = committees();
        return committees.contains(mediation.committee())
                || mediation.asked() != null && committees.contains(mediation.asked())
                || current.username()
                        .filter(who -> panels.existsByMediationIdAndUsernameAndReplacedAtIsNull(mediation.id(), who))
                        .isPresent();
    }

    /**
     * Whether the case stands where its parties are called by somebody who reads nothing else of it. When it is over that is the
     * revisit of what was not settled.
     */
    boolean isToCall(Mediation mediation) {
        Status status = demands.get(mediation.number()).status();
        return status.isFinal()
                || status == Status.REVISITING
                || status == Status.ESCALATED
                || status == Status.PERFORMING;
    }

    boolean isHead(Mediation mediation) {
        return ownDuties.unitsWith(EnumSet.of(Duty.DIRECTOR)).contains(mediation.committee());
    }

    /** Codes of the committees whose secretary or head the logged-in person is. */
    public Set<String> committees() {
        return ownDuties.unitsWith(OF_THE_COMMITTEE);
    }
}
