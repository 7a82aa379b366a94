package org.ganxian.sla.recomputation;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.calendar.BeyondCalendar;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Revision;
import org.ganxian.sla.Revisions;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaPolicies;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Limits that have changed since open cases began: new cases follow them at once, open ones only when a manager says so. */
@Service
@Transactional
@RequiredArgsConstructor
class PolicyChange {

    private static final int SHOWN = 200;
    private static final int READ_AT_ONCE = 1000;

    /** One clock that would move, or be flagged instead. */
    record Line(
            String subject,
            Milestone step,
            Instant oldDue,
            Instant newDue,
            boolean flagged,
            boolean late,
            @Nullable String note) {}

    /**
     * What open cases would see.
     *
     * @param open clocks that run
     * @param late those that would be late at once
     * @param flagged breaches that stand, but would be none by the new limits
     * @param first the first of them
     * @param hash of the table and the numbers, to be sent when it is applied
     */
    record Preview(
            SlaPolicies.Table table, int open, int moved, int late, int flagged, List<Line> first, String hash) {}

    private final SlaClock.Repository clocks;
    private final SlaPolicies policies;
    private final Revisions revisions;
    private final Recomputations recomputations;
    private final EntityManager entities;
    private final Audit audit;
    private final Clock clock;

    /**
     * Changes nothing, but is no read-only transaction: the engine keeps in its history that the table was asked.
     *
     * @throws Refusal 409 when the table is wrong
     */
    public Preview preview() {
        try {
            return previewOf(policies.deployed());
        } catch (IllegalStateException | BeyondCalendar wrong) {
            throw Refusal.conflict("现行的时限规则不能套用：" + wrong.getMessage());
        }
    }

    private Preview previewOf(SlaPolicies.Table table) {
        Instant now = clock.instant();
        List<Line> first = new ArrayList<>();
        int open = 0;
        int moved = 0;
        int late = 0;
        int flagged = 0;
        List<SlaClock> some;
        for (long after = 0;
                !(some = read(after)).isEmpty();
                after = some.get(some.size() - 1).id()) {
            for (Revision revision : revisions.of(some, table.id(), now, "套用新时限")) {
                SlaClock one = revision.clock();
                boolean lateAtOnce = revision.isMove()
                        && !one.step().isNobodys()
                        && !revision.due().isAfter(one.pausedAt().orElse(now));
                open++;
                moved += revision.isMove() ? 1 : 0;
                late += lateAtOnce ? 1 : 0;
                flagged += revision.isFlagged() ? 1 : 0;
                if (revision.isReported() && first.size() < SHOWN) {
                    first.add(line(revision, lateAtOnce));
                }
            }
            // Nothing here has changed; what was read need not be kept.
            entities.clear();
        }
        String hash = DigestUtils.sha256Hex(String.join(" ", table.id(), "" + moved, "" + late, "" + flagged));
        return new Preview(table, open, moved, late, flagged, first, hash);
    }

    private List<SlaClock> read(long after) {
        return clocks.findByEndedAtIsNullAndIdGreaterThanOrderById(after, Limit.of(READ_AT_ONCE));
    }

    private static Line line(Revision revision, boolean late) {
        SlaClock one = revision.clock();
        return new Line(
                one.subject(), one.step(), one.dueAt(), revision.due(), revision.isFlagged(), late, revision.note());
    }

    /**
     * Lets open cases follow the table that is deployed.
     *
     * @param previewed hash of the preview that was looked at
     * @throws Refusal 409 when it would do something else by now, or nothing at all
     */
    public Recomputation apply(String previewed, Actor by) {
        Preview preview = preview();
        if (!preview.hash().equals(previewed)) {
            throw Refusal.conflict("预览之后时限规则或在办诉求又有变动，请重新预览");
        } else if (preview.moved() == 0 && preview.flagged() == 0) {
            throw Refusal.conflict("在办诉求的期限与现行规则一致，不需要套用");
        }
        Recomputation begun = recomputations.follow(preview.table());
        audit.record(by, "policy-applied", preview.table().id());
        return begun;
    }
}
