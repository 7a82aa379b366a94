package org.ganxian.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one address may knock on the public doors without a login, in calls a minute, and how
 * often guess, in wrong codes an hour.
 *
 * @param create orders, answers, withdrawals, ratings
 * @param query everything else
 * @param challengeBelow below which percentage of {@code create} a small question is asked first; 0 for never
 * @param wrongCodes query codes of one number
 * @param wrongCodesOfAddress query codes of all numbers
 */
@ConfigurationProperties("ganxian.rate-limit")
record RateLimits(
        @DefaultValue("60") int create,
        @DefaultValue("240") int query,
        @DefaultValue("50") int challengeBelow,
        @DefaultValue("10") int wrongCodes,
        @DefaultValue("100") int wrongCodesOfAddress) {}
