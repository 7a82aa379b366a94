package org.ganxian.casework;

import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of limits that a flow declares.
 *
 * @param due the variable that the limit's timer and due dates read
 * @param warning the variable that the timer of its reminder reads, where somebody is reminded
 * @param follows which of the demand's two deadlines this limit sets, if one
 */
public record FlowLimit<N extends Enum<N>>(
        Milestone step,
        N due,
        @Nullable N warning,
        @Nullable Follows follows) {

    /** The deadlines that a demand's row keeps. */
    public enum Follows {
        FIRST_RESPONSE,
        COMPLETION
    }

    public static <N extends Enum<N>> FlowLimit<N> of(Milestone step, N due) {
        return new FlowLimit<>(step, due, null, null);
    }

    public FlowLimit<N> warnedBy(N variable) {
        return new FlowLimit<>(step, due, variable, follows);
    }

    /** The demand is to be responded to until then. */
    public FlowLimit<N> asFirstResponse() {
        return new FlowLimit<>(step, due, warning, Follows.FIRST_RESPONSE);
    }

    /** The demand is to be completed until then. */
    public FlowLimit<N> asCompletion() {
        return new FlowLimit<>(step, due, warning, Follows.COMPLETION);
    }
}
