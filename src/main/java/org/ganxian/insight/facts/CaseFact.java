package org.ganxian.insight.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.ganxian.escalation.Level;
import org.jspecify.annotations.Nullable;

/**
 * What managers count of a case. Days are those of Asia/Shanghai.
 *
 * @param area code of the place that it counts for
 * @param district code of the district in which that lies; the place itself when it lies in none
 * @param category code of its first level
 * @param level of whoever has it: a kind of place
 * @param receivedDay null for a record whose work was done in another system: none of ours
 * @param closedDay when the work was done; null while it is not, and for cases that ended without
 * @param due null when nothing is due
 * @param accepted neither refused nor merged into another: the base of 响应率
 * @param responded first contact, or the desk's answer, within its limit
 * @param responseMinutes calendar minutes from receipt to first response; null while there is none
 * @param calledBack a call-back reached the resident: the base of 解决率
 * @param rated the base of 满意率
 * @param satisfied the newest grade is 基本满意 or better
 * @param raised levels that were ever called for it
 * @param asked the highest level that is to answer a supervision now; null for none
 */
record CaseFact(
        long demandId,
        String number,
        String area,
        String district,
        String category,
        String level,
        Instant receivedAt,
        @Nullable LocalDate receivedDay,
        @Nullable LocalDate closedDay,
        boolean open,
        boolean paused,
        @Nullable Instant due,
        boolean accepted,
        boolean responded,
        @Nullable Integer responseMinutes,
        boolean calledBack,
        boolean solved,
        boolean rated,
        boolean satisfied,
        Set<Level> raised,
        @Nullable Level asked) {}
