package org.ganxian.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.Limit;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * More time for an order: asked for and decided before it is due, granted once by somebody else, at most as long again as
 * the limit. The resident reads why. What has become late meanwhile is for the superior to grant time for.
 */
@Component
@RequiredArgsConstructor
class Extensions {

    private static final List<Long> HOURS = List.of(1L, 2L, 4L, 8L, 12L, 24L);
    private static final List<Long> DAYS = LongStream.rangeClosed(1, 15).boxed().toList();

    private final ExtensionRequest.Repository requests;
    private final Demands demands;
    private final OrderClock orderClock;
    private final CurrentActor currentActor;

    /** What can be asked for; nothing when it was extended before or is late. */
    List<Choice> choices(Demand demand) {
        return orderClock
                .extendable(demand, Milestone.COMPLETION)
                .map(Extensions::choices)
                .orElse(List.of());
    }

    private static List<Choice> choices(SlaClock completion) {
        Limit limit = completion.limit();
        Stream<Limit> lengths = limit.days() > 0
                ? DAYS.stream().filter(d -> d <= limit.days()).map(Limit::ofDays)
                : HOURS.stream()
                        .map(Duration::ofHours)
                        .filter(h -> h.compareTo(limit.time()) <= 0)
                        .map(Limit::of);
        return lengths.map(l -> new Choice(l.inWords(completion.kind()), l.toString()))
                .toList();
    }

    /** @throws Refusal when it cannot be extended by this now */
    void ask(Demand demand, String iso, String reason) {
        Limit more = Limit.chosen("extension", iso);
        orderClock.mayExtend(demand, Milestone.COMPLETION, more);
        String who = currentActor.get().id();
        requests.save(new ExtensionRequest(demand.number(), more, reason, who, orderClock.now()));
        demands.record(demand, Step.EXTENSION_ASKED, currentActor.get(), inWords(demand, more) + "。理由：" + reason);
    }

    /** @param note zh-CN for the resident */
    void grant(Demand demand, @Nullable String note) {
        ExtensionRequest request = open(demand);
        SlaClock extended = orderClock.extend(demand, Milestone.COMPLETION, request.more());
        request.decide(true, currentActor.get().id(), orderClock.now());
        demands.record(
                demand,
                Step.EXTENSION_GRANTED,
                currentActor.get(),
                "延长 %s，应于 %s 前办结。理由：%s%s"
                        .formatted(
                                request.more().inWords(extended.kind()),
                                PeopleTime.of(extended.dueAt()),
                                request.reason(),
                                note == null ? "" : "\n" + note));
    }

    void refuse(Demand demand, String note) {
        open(demand).decide(false, currentActor.get().id(), orderClock.now());
        demands.record(demand, Step.EXTENSION_REFUSED, currentActor.get(), note);
    }

    /**
     * A superior gives more time without having been asked.
     *
     * @throws Refusal when it cannot be extended by this now, or when a request waits for its decision
     */
    void give(Demand demand, String iso, String reason) {
        if (waiting(demand).isPresent()) {
            throw Refusal.conflict("已有延期申请等待审核，请在任务“审核延期”中决定");
        }
        Limit more = Limit.chosen("more", iso);
        orderClock.mayExtend(demand, Milestone.COMPLETION, more);
        String who = currentActor.get().id();
        requests.save(new ExtensionRequest(demand.number(), more, reason, who, orderClock.now()));
        grant(demand, null);
    }

    private Optional<ExtensionRequest> waiting(Demand demand) {
        return requests.findFirstBySubjectAndDecidedAtIsNullOrderByIdDesc(demand.number());
    }

    private ExtensionRequest open(Demand demand) {
        return waiting(demand).orElseThrow(() -> Refusal.conflict("没有待审核的延期申请"));
    }

    private String inWords(Demand demand, Limit more) {
        return "延长 "
                + orderClock
                        .running(demand, Milestone.COMPLETION)
                        .map(c -> more.inWords(c.kind()))
                        .orElse(more.toString());
    }
}
