package org.ganxian.mediation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.calendar.Limit;
import org.ganxian.casework.FlowClock;
import org.ganxian.demand.Demand;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/** A mediation's clocks. That of the month stands still in a suspension and in danger, by whole days. */
@Component
public class MediationClock extends FlowClock {

    /** So long before a duty is due its debtor is reminded. */
    private static final int DAYS_BEFORE = 3;

    MediationClock(MediationVariables variables, Parts parts) {
        super(variables, parts);
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), PeopleTime.ZONE);
    }

    /** The month, or what was left of it when its clock was stopped. */
    void startMonth(DelegateExecution execution, Demand demand, Mediation mediation) {
        Integer left = mediation.monthLeft();
        if (left == null) {
            start(execution, demand, Milestone.MEDIATION);
            return;
        }
        long month = ChronoUnit.DAYS.between(today(), today().plusMonths(1));
        long first = Math.min(left, month);
        start(execution, demand, Milestone.MEDIATION, Limit.ofDays(first), now());
        if (left > first) {
            extend(demand, Milestone.MEDIATION, Limit.ofDays(left - first));
        }
        mediation.keepMonth(null);
    }

    /** Keeps how many days are left, at least the one that has begun. */
    void stopMonth(Demand demand, Mediation mediation) {
        running(demand, Milestone.MEDIATION).ifPresent(clock -> {
            // A day ends at its 24:00, which is the next day's beginning.
            LocalDate last = LocalDate.ofInstant(clock.dueAt().minusMillis(1), PeopleTime.ZONE);
            mediation.keepMonth((int) Math.max(1, ChronoUnit.DAYS.between(today(), last)));
            stop(demand, Milestone.MEDIATION);
        });
    }

    /** From the request, whatever has stood still since: a pause never stops the law's days. */
    void startLabour(DelegateExecution execution, Demand demand, Mediation mediation) {
        start(execution, demand, Milestone.LABOUR, mediation.appliedAt());
    }

    /** From the agreement's effect, whenever it is started: a pause never stops the law's days. */
    Instant startOffer(DelegateExecution execution, Demand demand, Instant effectiveAt) {
        start(execution, demand, Milestone.CONFIRMATION_HALFWAY, effectiveAt);
        start(execution, demand, Milestone.CONFIRMATION_SOON, effectiveAt);
        return start(execution, demand, Milestone.CONFIRMATION, effectiveAt).dueAt();
    }

    void stopOffer(Demand demand) {
        stop(demand, Milestone.CONFIRMATION);
        stop(demand, Milestone.CONFIRMATION_HALFWAY);
        stop(demand, Milestone.CONFIRMATION_SOON);
    }

    /** Until the day that the parties agreed on; what was due today or before is due tomorrow. */
    void startDuty(DelegateExecution execution, Demand demand, LocalDate dueOn) {
        Instant now = now();
        long days = Math.max(1, ChronoUnit.DAYS.between(today(), dueOn));
        start(execution, demand, Milestone.DUTY, Limit.ofDays(days), now);
        start(execution, demand, Milestone.DUTY_SOON, Limit.ofDays(Math.max(1, days - DAYS_BEFORE)), now);
    }
}
