package org.ganxian.exchange;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.privacy.Masks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people decide in the tasks of the exchange, and who they are. */
@CalledByDiagrams
@Component("exchangeTasks")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeTasks {

    private static final Duration EXCEPTION_DUE = Duration.ofDays(1);
    private static final String PHONED = "exchange-police-phoned";

    // Nine: what people do in tasks of three diagrams, which call one bean.
    private final ExchangeRows rows;
    private final ExchangeFlow flow;
    private final ExchangeVariables variables;
    private final ExchangeExceptions exceptions;
    private final Casework casework;
    private final ExchangeSection limits;
    private final Audit audit;
    private final Units units;
    private final Clock clock;

    public String triageDesk() {
        return Duty.TRIAGE.groupIn(units.city().code());
    }

    public String dutyDesk() {
        return Duty.DUTY.groupIn(units.city().code());
    }

    public String administrators() {
        return Duty.EXCHANGE.groupIn(units.city().code());
    }

    public Date exceptionDue() {
        return Date.from(clock.instant().plus(EXCEPTION_DUE));
    }

    public Date phoneDue() {
        return Date.from(clock.instant().plus(limits.acknowledgement()));
    }

    /** 三方通话 is over: who takes it. */
    public void talked(DelegateTask task) {
        FormInput form = new FormInput(task);
        String decision = form.decision();
        String note = Masks.inText(form.required("note", "请写明谈的结果和依据，会告诉对方"));
        ExchangeOrder order = rows.hold(task.getExecution().getProcessBusinessKey());
        switch (decision) {
            case "here" -> flow.decide(task, order, true, note);
            case "there" -> flow.decide(task, order, false, note);
            case "none" -> flow.decide(task, order, order.firstHere(), "没有谈成，由首先接到的一方受理。" + note);
            default -> throw FormInput.unknownDecision(decision);
        }
    }

    /** 110 is silent: the telephone is the record. */
    public void phoned(DelegateTask task) {
        FormInput form = new FormInput(task);
        String who = form.required("phonedTo", "请写明给谁打了电话，几点");
        String note = form.required("note", "请写明转告的情况");
        ExchangeOrder order = rows.hold(task.getExecution().getProcessBusinessKey());
        // One that was sent back never became a case: the audit keeps who has phoned.
        audit.record(casework.actor(), PHONED, order.number());
        if (order.demandNumber() != null) {
            Demand demand = casework.of(order.demandNumber());
            if (!demand.status().isFinal()) {
                casework.done(demand, Step.PHONED_THERE, Happening.discreet(order, who + "。" + note));
            }
        }
        order.acknowledge(clock.instant());
        variables.forget(task);
    }

    public void settled(DelegateTask task) {
        String note = new FormInput(task).required("note", "请写明怎样处理的");
        exceptions.settled(task.getExecution().getProcessBusinessKey(), note);
        variables.forget(task);
    }
}
