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
    /** zh-CN: what can be done where the diagram on which a case began does not wait for that (decision 033). */
    static final String OF_AN_OLDER_DIAGRAM = "这件纠纷刚刚有了新的进展，请刷新后再试；仍然不行的，是系统升级以前受理的，流程里没有更换调解员：有协同调解员的，请把他的任务交给协同调解员；"
            + "没有的，请由原调解员办完，或者在案件页按“其他原因”终止，告知各方可以马上重新申请";

    static final String MEDIATOR_LEFT = "mediator-left";

    private MediationMessages() {}
}
