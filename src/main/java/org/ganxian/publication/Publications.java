package org.ganxian.publication;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.order.Complaints;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Codes;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.sla.Priority;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Publishes closed cases and takes them back. Who may is {@link PublicationDuty}'s to say. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class Publications {

    private static final int WHY = 200;

    /** Served and answered. */
    private static final Set<Status> ANSWERED =
            EnumSet.of(Status.CLOSED, Status.RATED, Status.UNRATED, Status.SETTLED, Status.SUPERVISION_CLOSED);

    private static final Set<Step> ANSWERS = EnumSet.of(Step.REPORTED, Step.SUPERVISION_CLOSED);

    private final PublishedCase.Repository published;
    private final Demands demands;
    private final PublicationDuty duty;
    private final Audit audit;
    private final Clock clock;

    /** A case on its way to everybody. {@code earlier} is what was published of it, even if it was taken back. */
    record Subject(Demand demand, @Nullable String answer, Optional<PublishedCase> earlier) {}

    /**
     * The case of a number, for whoever may publish it; that they looked is in the audit.
     *
     * @throws Refusal 404 or 403 for a case that is not theirs, 409 for one that is not to be published
     */
    Subject look(String typed) {
        Demand demand = theirs(typed);
        audit.record(duty.actor(), "case-shown", demand.number());
        return new Subject(demand, answer(demand), published.findByDemandId(demand.id()));
    }

    private Demand theirs(String typed) {
        Demand demand = demands.find(Codes.number(typed))
                .filter(found -> duty.units().contains(found.servingUnit()))
                .orElseThrow(() -> Refusal.notFound("本单位没有这个编号的诉求，请核对后重试"));
        whyNot(demand).ifPresent(why -> {
            throw Refusal.conflict(why);
        });
        return demand;
    }

    private static Optional<String> whyNot(Demand demand) {
        if (!ANSWERED.contains(demand.status())) {
            return Optional.of(
                    "诉求 " + demand.number() + " 现在是“" + demand.status().title() + "”，办结并答复以后才能公开");
        } else if (demand.priority() == Priority.P1) {
            return Optional.of("涉及险情的诉求不公开");
        } else if (demand.reportedUnit() != null) {
            return Optional.of("保密的反映不公开");
        } else if (Complaints.isOne(demand.categoryCode(), demand.title() + "\n" + demand.description())) {
            return Optional.of("投诉工作人员和单位的诉求不公开");
        }
        return Optional.empty();
    }

    private @Nullable String answer(Demand demand) {
        return demands.timeline(demand).stream()
                .filter(line -> ANSWERS.contains(line.step()))
                .reduce((earlier, later) -> later)
                .map(TimelineEntry::text)
                .orElse(null);
    }

    /**
     * Publishes it, or what is told of it now.
     *
     * @param looked whether the person says to have looked for names of others
     * @throws Refusal as {@link #look}; 400 field by field for what must not be told
     */
    void publish(String typed, Told told, boolean looked) {
        Demand demand = theirs(typed);
        Map<String, String> wrong = new LinkedHashMap<>(told.wrong(demand));
        if (!looked) {
            wrong.put("looked", "请通读一遍，确认没有人名、住址和别的认得出人的内容，再勾选");
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        Actor actor = duty.actor();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<PublishedCase> earlier = published.findByDemandId(demand.id());
        earlier.ifPresent(one -> one.publish(demand, told, actor, now));
        published.saveAndFlush(
                earlier.orElseGet(() -> new PublishedCase(demand, duty.unitOf(demand), told, actor, now)));
        audit.record(actor, "case-published", demand.number());
    }

    /**
     * Shows it to nobody any more.
     *
     * @throws Refusal 404 where nothing is published, 403 for whoever may not, 400 without a reason
     */
    void takeBack(String typed, String why) {
        String reason = why.strip();
        PublishedCase one = demands.find(Codes.number(typed))
                .flatMap(demand -> published.findByDemandId(demand.id()))
                .filter(PublishedCase::shown)
                .orElseThrow(() -> Refusal.notFound("这件诉求没有公开，或者已经撤下"));
        Actor actor = duty.mayTakeBack(one.unitCode());
        if (reason.isEmpty() || Texts.length(reason) > WHY || !Texts.isReadable(reason)) {
            throw Refusal.field("why", "请填写撤下的原因，最多 " + WHY + " 字");
        }
        one.takeBack(actor, reason, clock.instant().truncatedTo(ChronoUnit.MICROS));
        audit.record(actor, "case-unpublished", one.number());
    }
}
