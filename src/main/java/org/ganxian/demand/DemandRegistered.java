package org.ganxian.demand;

/** A demand has come in; told within the transaction in which it did. */
public record DemandRegistered(Demand demand) {}
