package org.ganxian.sla;

import java.time.Instant;

/**
 * A running deadline is another one from now on, and its timers have been moved. Published in the transaction that moves
 * it, for the flow to tell its case and its variables.
 *
 * @param processInstance the engine's instance of the case
 */
public record DeadlineMoved(
        String flow, String number, String processInstance, Milestone step, Instant due, Instant warn) {}
