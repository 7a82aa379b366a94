package org.ganxian.exchange.open311;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the door of Open311 lets through.
 *
 * @param perMinute calls a minute of one partner
 * @param withoutKey calls a minute of one address that come without a key, or with one that is not valid
 * @param jurisdiction how clients name this city, usually its website; empty for the city's own code
 * @param publicReading whether anybody reads, without a key, where reports stand: no text, no place, no answer
 */
@ConfigurationProperties("ganxian.open311")
record Open311Limits(
        @DefaultValue("600") int perMinute,
        @DefaultValue("240") int withoutKey,
        @DefaultValue("") String jurisdiction,
        @DefaultValue("true") boolean publicReading) {}
