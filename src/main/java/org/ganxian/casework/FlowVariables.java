package org.ganxian.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.Getter;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.demand.Demand;
import org.ganxian.engine.variables.EngineVariables;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.Deadlines;
import org.ganxian.sla.LimitedFlow;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.jspecify.annotations.Nullable;

/**
 * All that a flow keeps in the engine, and the only place that knows the names; with the table of its limits, which
 * variables and clock read alike.
 *
 * @param <N> names the variables
 */
public abstract class FlowVariables<N extends Enum<N>> extends EngineVariables<N> implements LimitedFlow {

    /** Key of its process, as its clocks name it. */
    @Getter
    private final String flow;

    private final Map<Milestone, FlowLimit<N>> limits;

    /** @param flow key of its process, as its clocks name it */
    protected FlowVariables(String flow, Class<N> names, List<FlowLimit<N>> limits) {
        super(names);
        this.flow = flow;
        this.limits = limits.stream().collect(Collectors.toUnmodifiableMap(FlowLimit::step, Function.identity()));
    }

    @Override
    public final Set<Milestone> limits() {
        return limits.keySet();
    }

    /**
     * The number of the case, which is the process's business key.
     *
     * @param execution null when the process ended while somebody was still deciding
     * @throws Refusal 404 then
     */
    public static String numberOf(@Nullable DelegateExecution execution) {
        if (execution == null) {
            throw Refusal.notFound("没有这个任务，可能已被办结或撤回，请刷新");
        }
        return execution.getProcessBusinessKey();
    }

    /** Whether the resident was satisfied; the gateway behind the rating reads it. */
    public abstract void satisfied(VariableScope scope, boolean satisfied);

    /** Another unit serves the case, told from outside the process; nothing for a flow that does not keep it there. */
    public void servingUnit(RuntimeService runtime, String processInstance, String unit) {}

    /** What the timers and due dates of this clock's step read. */
    final void deadline(VariableScope scope, SlaClock clock) {
        dates(clock.step(), clock.dueAt(), clock.warnAt()).forEach((name, date) -> set(scope, name, date));
    }

    /** As above, from outside the process. */
    final void deadline(RuntimeService runtime, DeadlineMoved moved) {
        dates(moved.step(), moved.due(), moved.warn())
                .forEach((name, date) -> set(runtime, moved.processInstance(), name, date));
    }

    private Map<N, Instant> dates(Milestone step, Instant due, Instant warn) {
        FlowLimit<N> limit = limits.get(step);
        if (limit == null) {
            return Map.of();
        }
        return limit.warning() == null ? Map.of(limit.due(), due) : Map.of(limit.due(), due, limit.warning(), warn);
    }

    /** The deadlines of a demand when this limit falls due at that instant; empty when its row keeps none of it. */
    final Optional<Deadlines> deadlines(Demand demand, Milestone step, Instant due) {
        return Optional.ofNullable(limits.get(step)).map(FlowLimit::follows).map(follows -> switch (follows) {
            case FIRST_RESPONSE -> new Deadlines(due, demand.completionDue());
            case COMPLETION -> new Deadlines(demand.firstResponseDue(), due);
        });
    }
}
