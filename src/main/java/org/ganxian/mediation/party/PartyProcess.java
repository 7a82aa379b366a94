package org.ganxian.mediation.party;

import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.ganxian.casework.CaseMessages;
import org.ganxian.mediation.MediationMessages;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Tells a dispute's process what a party has done itself. */
@Component
@RequiredArgsConstructor
class PartyProcess {

    private final RuntimeService runtime;
    private final CaseMessages messages;
    private final CurrentActor current;

    /** @throws Refusal 409 when this party is not asked */
    void answered(String number, Long party) {
        current.asSystem(() -> {
            Execution asked = runtime
                    .createExecutionQuery()
                    .processInstanceBusinessKey(number)
                    .messageEventSubscriptionName(MediationMessages.ANSWERED_ONLINE)
                    .list()
                    .stream()
                    .filter(one -> party.toString().equals(runtime.getVariable(one.getId(), MediationMessages.PARTY)))
                    .findFirst()
                    .orElseThrow(() -> Refusal.conflict("现在不能在网上答复，请联系调委会"));
            runtime.messageEventReceived(MediationMessages.ANSWERED_ONLINE, asked.getId());
            return null;
        });
    }

    void left(String number) {
        messages.tell(number, MediationMessages.ENDED);
    }
}
