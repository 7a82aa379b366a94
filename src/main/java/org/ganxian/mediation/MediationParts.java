package org.ganxian.mediation;

import org.ganxian.mediation.alarm.Alarms;
import org.ganxian.mediation.joint.CoCommittees;
import org.ganxian.mediation.revisit.UnsettledRevisits;
import org.springframework.stereotype.Component;

/** The parts of {@code processes/mediation.bpmn}, as the diagram has them. */
@Component
record MediationParts(
        Examining examining,
        Asking asking,
        Naming naming,
        Seats seats,
        Sessions sessions,
        Agreeing agreeing,
        Performing performing,
        Confirming confirming,
        Arbitration arbitration,
        CourtReporting courtReporting,
        CoCommittees coCommittees,
        UnsettledRevisits unsettledRevisits,
        Alarms alarms) {}
