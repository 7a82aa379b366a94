package org.ganxian.sla;

import java.time.Instant;

/** When a demand's resident must first be contacted and when it must be done. */
public record Deadlines(Instant firstResponse, Instant completion) {}
