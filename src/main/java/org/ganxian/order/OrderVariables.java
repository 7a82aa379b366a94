package org.ganxian.order;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.demand.Demand;
import org.ganxian.engine.EngineVariables;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.SlaStep;
import org.springframework.stereotype.Component;

/** All that the process {@code order} keeps in the engine, and the only place that knows the names. */
@Component
class OrderVariables extends EngineVariables {

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
        CLOSE
    }

    private enum Name {
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
        callBackDue
    }

    @Override
    public Set<String> names() {
        return Arrays.stream(Name.values()).map(Name::name).collect(Collectors.toSet());
    }

    /**
     * Sets the facts anew from the demand's row and removes everything else that was submitted, so that nothing typed
     * stays in the engine and nothing forged survives.
     */
    void settle(VariableScope scope, Demand demand) {
        forgetTyped(scope);
        set(scope, Name.demandId, demand.id());
        set(
                scope,
                Name.priority,
                demand.priority() == null ? null : demand.priority().name());
        set(scope, Name.servingUnit, demand.servingUnit());
        set(scope, Name.handler, demand.handler().orElse(null));
        set(scope, Name.firstResponseDue, date(demand.firstResponseDue()));
        set(scope, Name.completionDue, date(demand.completionDue()));
    }

    /**
     * The demand's number, which is the process's business key.
     *
     * @param execution null when the process ended while somebody was still deciding
     * @throws Refusal 404 then
     */
    static String numberOf(DelegateExecution execution) {
        if (execution == null) {
            throw Refusal.notFound("没有这个任务，可能已被办结或撤回，请刷新");
        }
        return execution.getProcessBusinessKey();
    }

    void route(VariableScope scope, Route route) {
        set(scope, Name.route, route.name());
    }

    void next(VariableScope scope, Next next) {
        set(scope, Name.next, next.name());
    }

    void satisfied(VariableScope scope, boolean satisfied) {
        set(scope, Name.satisfied, satisfied);
    }

    /** What the timers and due dates of this step read. */
    void deadline(VariableScope scope, SlaStep step, Instant due, Instant warn) {
        dates(step, due, warn).forEach((name, date) -> set(scope, name, date));
    }

    /** Another unit serves the case, told from outside the process. */
    void servingUnit(RuntimeService runtime, String processInstance, String unit) {
        asFact(() -> runtime.setVariable(processInstance, Name.servingUnit.name(), unit));
    }

    /** As {@link #deadline}, from outside the process. */
    void deadline(RuntimeService runtime, DeadlineMoved moved) {
        asFact(() -> dates(moved.step(), moved.due(), moved.warn())
                .forEach((name, date) -> runtime.setVariable(moved.processInstance(), name.name(), date)));
    }

    private static Map<Name, Date> dates(SlaStep step, Instant due, Instant warn) {
        return switch (step) {
            case DISPATCH -> Map.of(Name.dispatchDue, date(due), Name.dispatchWarning, date(warn));
            case FIRST_CONTACT -> Map.of(Name.firstResponseDue, date(due), Name.firstResponseWarning, date(warn));
            case COMPLETION -> Map.of(Name.completionDue, date(due), Name.completionWarning, date(warn));
            case CLAIM -> Map.of(Name.claimDue, date(due));
            case ANSWER -> Map.of(Name.answerDue, date(due));
            case RATING -> Map.of(Name.ratingDue, date(due));
            case CALL_BACK -> Map.of(Name.callBackDue, date(due));
            default -> Map.of();
        };
    }
}
