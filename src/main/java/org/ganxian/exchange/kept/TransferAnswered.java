package org.ganxian.exchange.kept;

/**
 * A partner says something of what we have transferred to it; the order is held, and this is its turn.
 *
 * @param order one of ours
 */
public record TransferAnswered(ExchangeOrder order, StoredEnvelope message) {}
