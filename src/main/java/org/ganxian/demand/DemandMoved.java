package org.ganxian.demand;

/** Something has happened to a demand, more than a reminder; told within the transaction in which it did. */
public record DemandMoved(String number) {}
