package org.ganxian.engine;

import java.util.Set;

/**
 * Timers that only remind somebody of a case. Where many are due at once, as on a Monday morning, a few of different cases
 * fire in one transaction, which costs as much as a reminder itself.
 */
public interface LightTimers {

    /** Ids of their events on the diagrams. */
    Set<String> ids();
}
