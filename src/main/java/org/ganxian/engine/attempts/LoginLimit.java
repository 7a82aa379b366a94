package org.ganxian.engine.attempts;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many wrong passwords an hour are looked at.
 *
 * @param name for one name from one address, and for one name from one browser in which it has logged in before
 * @param address from one address, whatever the names
 */
@ConfigurationProperties("ganxian.login-limit")
record LoginLimit(
        @DefaultValue("20") int name, @DefaultValue("200") int address) {}
