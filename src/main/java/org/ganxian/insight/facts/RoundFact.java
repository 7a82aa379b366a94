package org.ganxian.insight.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one round of the work on a case. What is not done and whose time is not over is neither in time nor
 * late. Days are those of Asia/Shanghai.
 *
 * @param round 0 as the case came in, 1 and 2 what a bad rating brought back
 * @param begunDay null for a record whose work was done in another system
 * @param closedDay when the resident had the result; null while they have not, and for cases that ended without
 * @param responded first contact, or the desk's answer, within its limit
 * @param inTime the work was done within its limits
 * @param late it was done too late, or is not done and its time is over
 * @param consulted the resident was asked whether it is solved, and has answered or was given the time to
 * @param solved they say that it is
 * @param satisfied the grade is 基本满意 or better
 * @param calledBack whoever rated badly was called
 * @param calledInTime that was within its limit
 */
record RoundFact(
        int round,
        @Nullable LocalDate begunDay,
        @Nullable LocalDate closedDay,
        boolean responded,
        boolean responseLate,
        boolean inTime,
        boolean late,
        boolean consulted,
        boolean solved,
        boolean rated,
        boolean satisfied,
        boolean calledBack,
        boolean calledInTime,
        boolean callLate) {}
