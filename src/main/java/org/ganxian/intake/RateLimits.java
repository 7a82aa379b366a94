package org.ganxian.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one address may knock on the public doors without a login, in calls a minute.
 *
 * @param create orders, answers, withdrawals, ratings
 * @param query everything else
 */
@ConfigurationProperties("ganxian.rate-limit")
record RateLimits(
        @DefaultValue("60") int create, @DefaultValue("240") int query) {}
