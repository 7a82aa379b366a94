package org.ganxian.sla;

import java.time.Instant;

/**
 * A running deadline is another one from now on, and its timers have been moved. Published in the transaction that moves
 * it, for the flow to tell its case and its variables.
 *
 * @param processInstance the engine's instance of the case
 * @param before when it was due until now
 */
public record DeadlineMoved(
        String flow, String number, String processInstance, Milestone step, Instant before, Instant due, Instant warn) {

    static DeadlineMoved of(SlaClock clock, Instant before) {
        return new DeadlineMoved(
                clock.flow(),
                clock.subject(),
                clock.processInstance(),
                clock.step(),
                before,
                clock.dueAt(),
                clock.warnAt());
    }
}
