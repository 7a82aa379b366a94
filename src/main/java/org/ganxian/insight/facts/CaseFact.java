package org.ganxian.insight.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.ganxian.escalation.Level;
import org.jspecify.annotations.Nullable;

/**
 * What managers count of a case. Days are those of Asia/Shanghai.
 *
 * @param area code of the place that it counts for
 * @param district code of the district in which that lies; the place itself when it lies in none
 * @param category code of its first level
 * @param flow key of its process
 * @param level of whoever has it: a kind of place
 * @param receivedDay null for a record whose work was done in another system: none of ours
 * @param closedDay when the work was done; null while it is not, and for cases that ended without
 * @param due null when nothing is due
 * @param accepted neither refused nor merged into another: as 响应率 asks
 * @param responseMinutes calendar minutes from receipt to first response; null while there is none
 * @param raised levels that were ever called for it
 * @param asked levels that are to answer a supervision now
 * @param followUpDue until when an unhappy resident is to be called back, or something put right for them; null for none
 * @param rounds of its work, oldest first; never empty
 */
record CaseFact(
        long demandId,
        String number,
        String area,
        String district,
        String category,
        String flow,
        String level,
        Instant receivedAt,
        @Nullable LocalDate receivedDay,
        @Nullable LocalDate closedDay,
        boolean open,
        boolean paused,
        @Nullable Instant due,
        boolean accepted,
        @Nullable Integer responseMinutes,
        Set<Level> raised,
        Set<Level> asked,
        @Nullable Instant followUpDue,
        List<RoundFact> rounds) {

    /** The highest level that is to answer a supervision now; null for none. */
    @Nullable
    Level askedLevel() {
        return asked.stream().max(Comparator.naturalOrder()).orElse(null);
    }
}
