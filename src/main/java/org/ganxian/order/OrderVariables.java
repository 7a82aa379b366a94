package org.ganxian.order;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.demand.Demand;
import org.ganxian.platform.EngineFacts;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** All that the process {@code order} keeps in the engine, and the only place that knows the names. */
@Component
class OrderVariables implements EngineFacts {

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
        completionDue,
        claimDue,
        answerDue,
        ratingDue
    }

    private static final ThreadLocal<Boolean> WRITING = new ThreadLocal<>();

    @Override
    public boolean areBeingWritten() {
        return WRITING.get() != null;
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
        Set<String> typed = new HashSet<>(scope.getVariableNames());
        typed.removeAll(names());
        scope.removeVariables(typed);
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

    void claimDue(VariableScope scope, Instant due) {
        set(scope, Name.claimDue, date(due));
    }

    void answerDue(VariableScope scope, Instant due) {
        set(scope, Name.answerDue, date(due));
    }

    void ratingDue(VariableScope scope, Instant due) {
        set(scope, Name.ratingDue, date(due));
    }

    private static void set(VariableScope scope, Name name, Object value) {
        WRITING.set(true);
        try {
            scope.setVariable(name.name(), value);
        } finally {
            WRITING.remove();
        }
    }

    private static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
