package org.ganxian.demand;

/**
 * A step was recorded; told within the transaction in which it was.
 *
 * @param entry id of its line in the timeline: of each step there is one
 */
public record StepTaken(Demand demand, Step step, long entry) {}
