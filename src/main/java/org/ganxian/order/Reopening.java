package org.ganxian.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.CaseMessages;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A resident whose case is over says that it is not: once after each completion, within thirty days of it. Somebody calls
 * them and decides on a rework, as after a bad rating. For orders alone: a decision on an application is for review and
 * court, not for a call.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Reopening {

    /** Days of 24 hours after the completion. */
    public static final int DAYS = 30;

    private static final Set<Status> OVER = EnumSet.of(Status.RATED, Status.UNRATED, Status.SETTLED);

    private final Demands demands;
    private final CaseMessages messages;
    private final CurrentActor currentActor;
    private final Audit audit;
    private final Clock clock;

    /**
     * Until when the resident can reopen it; empty when they cannot.
     *
     * @param number of an order or an application
     */
    @Transactional(readOnly = true)
    public Optional<Instant> until(String number) {
        Demand demand = demands.get(number);
        List<TimelineEntry> timeline = OVER.contains(demand.status()) ? demands.timeline(demand) : List.of();
        return isAnOrder(timeline) && !isFiledAway(timeline) && !isReopened(timeline)
                ? demand.completedAt()
                        .map(Reopening::end)
                        .filter(end -> clock.instant().isBefore(end))
                : Optional.empty();
    }

    private static Instant end(Instant completed) {
        return completed.plus(Duration.ofDays(DAYS));
    }

    /** Served by a branch: an application is never routed to one. */
    private static boolean isAnOrder(List<TimelineEntry> timeline) {
        return timeline.stream().anyMatch(line -> line.step() == Step.CLOSED);
    }

    private static boolean isFiledAway(List<TimelineEntry> timeline) {
        return timeline.stream().anyMatch(line -> line.step() == Step.ARCHIVED || line.step() == Step.ERASED);
    }

    /** Since its work was last begun anew. */
    private static boolean isReopened(List<TimelineEntry> timeline) {
        boolean reopened = false;
        for (TimelineEntry line : timeline) {
            reopened = line.step() == Step.REOPENED || reopened && line.step() != Step.REWORK;
        }
        return reopened;
    }

    /**
     * The system that it came from has looked at the result and wants it done again: somebody calls the resident and decides,
     * as after a bad rating.
     *
     * @param why zh-CN, may be empty
     * @return false for what is no order of a branch, or is in hand again already
     */
    public boolean byPartner(Demand demand, Actor partner, String why) {
        boolean waits = demand.status() == Status.CLOSED;
        if (!waits && !OVER.contains(demand.status())) {
            return false;
        }
        List<TimelineEntry> timeline = demands.timeline(demand);
        if (!isAnOrder(timeline) || isFiledAway(timeline)) {
            return false;
        }
        demands.record(demand, Step.REOPENED_THERE, partner, why.isBlank() ? null : why);
        audit.record(partner, "case-reopened", demand.number());
        if (waits) {
            messages.tell(demand.number(), OrderFlow.REWORK_ASKED, "这件诉求在系统升级以前登记，流程里还没有“对方平台要求重办”");
        } else {
            messages.start(demand.number(), OrderFlow.REOPENED);
        }
        return true;
    }

    /**
     * Reopens it.
     *
     * @param why what is not done
     * @throws Refusal as {@link Demands#track}; 400 without a reason, 403 for staff, 409 when it cannot be reopened
     */
    public Demand reopen(String number, String code, @Nullable String why) {
        if (currentActor.staff().isPresent()) {
            throw Refusal.forbidden("您现在是以工作人员身份登录的。重新办理只能由群众本人要求。如果这是您本人的诉求，请退出登录后再提出。");
        }
        Demand demand = demands.trackForChange(number, code);
        if (why == null || why.isBlank()) {
            throw Refusal.field("reason", "请写明哪里没有办好");
        }
        if (demands.timeline(demand).stream().anyMatch(line -> line.step() == Step.TO_DESK)) {
            throw Refusal.conflict("申请的结果不能要求重新办理：不服决定的，自收到文书之日起六十日内可以申请行政复议，六个月内可以提起行政诉讼；材料补齐或者情况变了，可以重新申请");
        } else if (until(demand.number()).isEmpty()) {
            throw Refusal.conflict("办结后 %d 天内可以要求重新办理一次，这件诉求不能再重新办理。问题还在的话，可以重新点单".formatted(DAYS));
        }
        demands.record(demand, Step.REOPENED, Actor.RESIDENT, why.strip());
        audit.record(Actor.RESIDENT, "case-reopened", demand.number());
        messages.start(demand.number(), OrderFlow.REOPENED);
        return demand;
    }
}
