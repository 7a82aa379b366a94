package org.ganxian.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it goes to the server: plain text.
 *
 * @param id the same at every attempt
 * @param to address
 * @param at when it was written
 * @param unsubscribe address of the page on which no more are asked for; null for none
 */
public record Letter(
        String id,
        String to,
        String subject,
        String text,
        Instant at,
        @Nullable String unsubscribe) {}
