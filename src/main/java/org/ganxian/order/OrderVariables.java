package org.ganxian.order;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.casework.FlowLimit;
import org.ganxian.casework.FlowVariables;
import org.ganxian.demand.Demand;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/** All that the process {@code order} keeps in the engine, and the only place that knows the names. */
@Component
class OrderVariables extends FlowVariables<OrderVariables.Name> {

    static final String FLOW = "order";

    /** Where the demand goes when it enters 诉求办理. */
    enum Route {
        DANGER,
        TRIAGE,
        UNIT,
        REWORK
    }

    /** What a person decided; the gateway behind the task reads it. */
    enum Next {
        DANGER,
        NORMAL,
        ASSIGN,
        ACCEPT,
        ASK,
        REROUTE,
        DISPATCH,
        CONTACTED,
        RELEASE,
        EXTEND,
        REPORT,
        APPROVE,
        RETURN,
        SETTLED,
        REWORK,
        SUPERVISE,
        CLOSE,
        PROPOSE,
        TRANSFER
    }

    enum Name {
        demandId,
        priority,
        servingUnit,
        handler,
        route,
        next,
        satisfied,
        firstResponseDue,
        firstResponseWarning,
        completionDue,
        completionWarning,
        dispatchDue,
        dispatchWarning,
        claimDue,
        answerDue,
        ratingDue,
        callBackDue,
        callBackWarning,
        supervisionDue,
        supervisionWarning
    }

    private static final List<FlowLimit<Name>> LIMITS = List.of(
            FlowLimit.of(Milestone.DISPATCH, Name.dispatchDue).warnedBy(Name.dispatchWarning),
            FlowLimit.of(Milestone.FIRST_CONTACT, Name.firstResponseDue)
                    .warnedBy(Name.firstResponseWarning)
                    .asFirstResponse(),
            FlowLimit.of(Milestone.COMPLETION, Name.completionDue)
                    .warnedBy(Name.completionWarning)
                    .asCompletion(),
            FlowLimit.of(Milestone.CLAIM, Name.claimDue),
            FlowLimit.of(Milestone.ANSWER, Name.answerDue),
            FlowLimit.of(Milestone.RATING, Name.ratingDue),
            FlowLimit.of(Milestone.CALL_BACK, Name.callBackDue).warnedBy(Name.callBackWarning),
            FlowLimit.of(Milestone.RECTIFICATION, Name.supervisionDue).warnedBy(Name.supervisionWarning));

    OrderVariables() {
        super(FLOW, Name.class, LIMITS);
    }

    /**
     * Sets the facts anew from the demand's row and removes everything else that was submitted, so that nothing typed
     * stays in the engine and nothing forged survives.
     */
    void settle(VariableScope scope, Demand demand) {
        forgetTyped(scope);
        set(scope, Name.demandId, demand.id());
        set(scope, Name.priority, demand.priority());
        set(scope, Name.servingUnit, demand.servingUnit());
        set(scope, Name.handler, demand.handler().orElse(null));
        set(scope, Name.firstResponseDue, demand.firstResponseDue());
        set(scope, Name.completionDue, demand.completionDue());
    }

    void route(VariableScope scope, Route route) {
        set(scope, Name.route, route);
    }

    /** A transfer is kept: the case waits for its partner, whose result may come to a node of an earlier release. */
    void next(VariableScope scope, Next next) {
        if (next == Next.TRANSFER) {
            set(scope, Name.next, next);
        } else {
            pass(scope, Name.next, next);
        }
    }

    /** Where nobody has decided anything in this step, as when a partner has done the work: it is over. */
    void handlingEnded(VariableScope scope) {
        if (!scope.hasVariable(Name.next.name())) {
            next(scope, Next.CLOSE);
        }
    }

    @Override
    public void satisfied(VariableScope scope, boolean satisfied) {
        set(scope, Name.satisfied, satisfied);
    }

    @Override
    public void servingUnit(RuntimeService runtime, String processInstance, String unit) {
        set(runtime, processInstance, Name.servingUnit, unit);
    }
}
