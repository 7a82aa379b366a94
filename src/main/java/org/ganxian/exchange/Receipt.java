package org.ganxian.exchange;

/**
 * What a partner is answered, the same however often it sends the same.
 *
 * @param number ours; of a message without an order the partner's
 */
public record Receipt(String number, String messageId) {}
