package org.ganxian.mediation;

import org.ganxian.engine.variables.MultiInstanceFacts;

/** What {@code processes/mediation.bpmn} waits to be told. */
public final class MediationMessages {

    /** Of one party, by itself. */
    public static final String ANSWERED_ONLINE = "party-answered";

    /** Before an agreement is in effect. */
    public static final String ENDED = "mediation-ended";

    /** The id of a party who is asked, where several are asked at once. */
    public static final String PARTY = MultiInstanceFacts.PARTY;

    static final String REGISTERED = "mediation-registered";
    static final String MEDIATOR_LEFT = "mediator-left";

    private MediationMessages() {}
}
