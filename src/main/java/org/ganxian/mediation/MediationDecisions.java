package org.ganxian.mediation;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.Casework;
import org.ganxian.danger.DangerWords;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.dossier.Mediation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people decide in the forms of a mediation, one method a task of {@code processes/mediation.bpmn}. Each text that is
 * typed is looked through for words of danger: one of them calls the duty desk at once, whatever was decided.
 */
@CalledByDiagrams
@Component("mediationDecisions")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MediationDecisions {

    private static final List<String> TEXTS = List.of(
            "note", "moveReason", "ways", "record", "place", "present", "text", "what", "voucher", "summary", "reason");

    private final Casework casework;
    private final Mediation.Repository mediations;
    private final MediationVariables variables;
    private final MediationGroups groups;
    private final DangerWords words;
    private final MediationParts parts;

    public void examined(DelegateTask task) {
        decide(task, parts.examining()::examined);
    }

    public void received(DelegateTask task) {
        decide(task, parts.examining()::received);
    }

    public void refusalDecided(DelegateTask task) {
        decide(task, parts.examining()::refusalDecided);
    }

    public void partyAsked(DelegateTask task) {
        decide(task, parts.asking()::asked);
    }

    public void mediatorChosen(DelegateTask task) {
        decide(task, parts.naming()::chosen);
    }

    public void mediatorAppointed(DelegateTask task) {
        decide(task, parts.naming()::appointed);
    }

    public void interestDeclared(DelegateTask task) {
        decide(task, parts.naming()::declared);
    }

    public void objectionsHeard(DelegateTask task) {
        decide(task, parts.naming()::objectionsHeard);
    }

    public void sessionHeld(DelegateTask task) {
        decide(task, parts.sessions()::held);
    }

    public void resumed(DelegateTask task) {
        decide(task, parts.sessions()::resumed);
    }

    public void agreementDrafted(DelegateTask task) {
        decide(task, parts.agreeing()::drafted);
    }

    public void signed(DelegateTask task) {
        decide(task, parts.agreeing()::signed);
    }

    public void agreementSealed(DelegateTask task) {
        decide(task, parts.agreeing()::sealed);
    }

    public void dutyFollowed(DelegateTask task) {
        decide(task, parts.performing()::followed);
    }

    public void debtorUrged(DelegateTask task) {
        decide(task, parts.performing()::urged);
    }

    public void confirmationApplied(DelegateTask task) {
        decide(task, parts.confirming()::applied);
    }

    public void courtAnswered(DelegateTask task) {
        decide(task, parts.confirming()::answered);
    }

    public void arbitrationTold(DelegateTask task) {
        decide(task, parts.arbitration()::told);
    }

    public void dangerHandled(DelegateTask task) {
        decide(task, parts.performing()::dangerHandled);
    }

    public void revisited(DelegateTask task) {
        decide(task, parts.performing()::revisited);
    }

    public void filed(DelegateTask task) {
        decide(task, parts.performing()::filed);
    }

    private void decide(DelegateTask task, Consumer<Given> decision) {
        // The case stands still before anything of it is read.
        Demand demand = casework.of(task);
        Mediation mediation = mediations.of(task.getExecution());
        FormInput typed = new FormInput(task);
        boolean wasInDanger = demand.status() == Status.ESCALATED;
        String said =
                TEXTS.stream().map(typed::text).filter(Objects::nonNull).reduce("", (all, one) -> all + "\n" + one);
        decision.accept(new Given(task, demand, mediation, typed));
        variables.settle(task, mediation);
        if (!wasInDanger && words.tellOfDanger(null, said)) {
            alarm(task, demand);
        }
    }

    /** Where nothing of the case is left to be interrupted, the duty desk is told all the same. */
    private void alarm(DelegateTask task, Demand demand) {
        if (demand.status().isOpen() || demand.status() == Status.PERFORMING) {
            variables.danger(task.getExecution(), true);
        } else {
            casework.tell(groups.onDuty(), demand, "DANGER", "激化 %s", "纠纷的记录里有危险的话，请立即打电话。");
        }
    }
}
