package org.ganxian.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a demand's resident must first be contacted and when it must be done, as far as either is set. */
public record Deadlines(
        @Nullable Instant firstResponse, @Nullable Instant completion) {}
