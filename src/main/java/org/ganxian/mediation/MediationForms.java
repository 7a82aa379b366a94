package org.ganxian.mediation;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.ContactChannels;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.Choice;
import org.ganxian.mediation.court.Courts;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.mediation.dossier.SameDisputes;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.springframework.stereotype.Component;

/** The choices that the forms of a mediation offer. */
@CalledByDiagrams
@Component("mediationForms")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MediationForms {

    private final Mediation.Repository mediations;
    private final MediationParty.Repository parties;
    private final PanelMember.Repository panels;
    private final Agreeing agreeing;
    private final ContactChannels channels;
    private final People people;
    private final Units units;
    private final Courts courts;
    private final SameDisputes same;
    private final MediationReaders readers;

    public List<Choice> channels(DelegateExecution execution) {
        return channels.choices();
    }

    /** To which a dispute can be moved. */
    public List<Choice> otherCommittees(DelegateExecution execution) {
        String own = mediations.of(execution).committee();
        return units.open().stream()
                .filter(unit ->
                        unit.kind() == Unit.Kind.COMMITTEE && !unit.code().equals(own))
                .map(unit -> new Choice(unit.name(), unit.code()))
                .toList();
    }

    /** Open cases with a party in common, for whoever may read this one: others learn nothing of who has a dispute with whom. */
    public List<Choice> sameDisputes(DelegateExecution execution) {
        Mediation mediation = mediations.of(execution);
        return readers.mayRead(mediation)
                ? same.of(mediation).stream()
                        .map(one -> new Choice(one.said(), one.number()))
                        .toList()
                : List.of();
    }

    /** Of the committee, on duty, not replaced in this case. */
    public List<Choice> mediators(DelegateExecution execution) {
        Mediation mediation = mediations.of(execution);
        return people.on(Duty.MEDIATOR, mediation.committee()).stream()
                .filter(person -> !panels.isBarred(mediation.id(), person.username()))
                .map(person -> new Choice(person.name(), person.username()))
                .toList();
    }

    public List<Choice> parties(DelegateExecution execution) {
        return parties.findByMediationIdOrderById(mediations.of(execution).id()).stream()
                .map(MediationForms::choice)
                .toList();
    }

    /** Without names: what forms offer the engine shows to managers, too. */
    private static Choice choice(MediationParty party) {
        return new Choice(party.side().title(), party.side().name());
    }

    /** That may be asked to confirm the agreement. */
    public List<Choice> courts(DelegateExecution execution) {
        return courts.all();
    }

    /** Who has not signed yet. */
    public List<Choice> signers(DelegateExecution execution) {
        Set<String> left = agreeing.unsigned(mediations.of(execution));
        return Stream.concat(parties(execution).stream(), Stream.of(new Choice("调解员（本人）", Agreeing.MEDIATOR)))
                .filter(choice -> left.contains(choice.value()))
                .toList();
    }
}
