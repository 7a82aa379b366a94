package org.ganxian.imports;

import java.util.Map;

/**
 * What came of some items.
 *
 * @param outcome for the report; kept as JSON, encrypted
 * @param tally numbers of the report, which are added up over all parts
 * @param fault whether it was a fault of the system that kept an item out
 */
public record Taken(Object outcome, Map<String, Integer> tally, boolean fault) {}
