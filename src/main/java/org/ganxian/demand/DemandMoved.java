package org.ganxian.demand;

/** Something has happened to a demand; told within the transaction in which it did. */
public record DemandMoved(String number) {}
