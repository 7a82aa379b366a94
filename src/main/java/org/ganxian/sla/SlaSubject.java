package org.ganxian.sla;

import org.jspecify.annotations.Nullable;

/**
 * The case that a limit is set for.
 *
 * @param flow key of its process, {@code order}
 * @param number the case's number, business key of its process
 * @param category names of the category's levels, {@code 民政 / 社会服务}; null when it has none
 * @param unit code of the unit whose calendar counts; null for the city's
 * @param processInstance id of the engine's instance that has the timers
 */
public record SlaSubject(
        String flow,
        String number,
        @Nullable String category,
        Priority priority,
        @Nullable String unit,
        String processInstance) {}
