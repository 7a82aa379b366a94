package org.ganxian.escalation;

import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.escalation.Handover.State;
import org.ganxian.notice.Notice;
import org.ganxian.notice.Notices;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cases that went to another unit: whoever gave one takes it back until somebody there has acted. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class Handovers {

    /** How the timeline tells that a case has gone to another unit. */
    private static final Set<Step> LEAVING = EnumSet.of(Step.UNIT_CHANGED, Step.REDISPATCHED);

    private static final Set<String> NOBODY_THERE = Set.of(Actor.SYSTEM.id(), Actor.RESIDENT.id());
    private static final String ACTED = "对方单位已经开始处理，不能再撤销改派；需要时请重新改派";

    private final Handover.Repository handovers;
    private final Demands demands;
    private final Supervisors supervisors;
    private final Units units;
    private final People people;
    private final Notices notices;
    private final CurrentActor currentActor;
    private final Clock clock;

    /** The logged-in superior has given this case to another unit. */
    void given(String number, @Nullable String from, String to) {
        if (from != null && !from.equals(to)) {
            handovers.save(Handover.given(number, from, to, currentActor.get().id(), clock.instant()));
        }
    }

    /**
     * Asks another district to take a case; until it answers, the unit goes on.
     *
     * @throws Refusal 409 while another one is being asked
     */
    void ask(String number, @Nullable String from, String to, String why) {
        if (from == null) {
            throw Refusal.conflict("这件诉求还没有承办单位，请在分拨时选择");
        } else if (open(number).isPresent()) {
            throw Refusal.conflict(
                    "已提请改派" + units.get(open(number).get().toUnit()).name() + "，正在等待对方答复");
        }
        Actor actor = currentActor.get();
        handovers.save(Handover.asked(number, from, to, why, actor.id(), clock.instant()));
        demands.record(
                demands.get(number),
                Step.INTERVENED,
                actor,
                "提请改派" + units.get(to).name() + "，等待对方同意。理由：" + why);
        Set<String> whom =
                new LinkedHashSet<>(supervisors.of(supervisors.above(to).code()));
        people.on(Duty.DISPATCHER, to).forEach(person -> whom.add(person.username()));
        tell(whom, number, "外区提请改派 " + number, "请在任务“对方意见”中答复是否接收。");
    }

    private void tell(Collection<String> whom, String number, String title, String text) {
        notices.tell(whom, new Notice("HANDOVER", number, title, text));
    }

    private Optional<Handover> open(String number) {
        return handovers.findFirstBySubjectAndStateOrderByIdDesc(number, State.ASKED);
    }

    /** @throws Refusal 404 when nobody is asked any more */
    Handover asked(String number) {
        return open(number).orElseThrow(() -> Refusal.notFound("没有等待答复的跨区改派，请刷新"));
    }

    /** zh-CN what the other side is asked for; empty when nothing. */
    Optional<String> inWords(String number) {
        return open(number)
                .map(h -> "%s提请改派%s。理由：%s"
                        .formatted(
                                currentActor.of(h.givenBy()).title(),
                                units.get(h.toUnit()).name(),
                                h.reason()));
    }

    /** The logged-in person has answered for the other side. */
    void answer(Handover asked, boolean agrees, @Nullable String note) {
        Actor actor = currentActor.get();
        asked.decide(agrees ? State.GIVEN : State.REFUSED, actor.id(), clock.instant());
        String number = asked.subject();
        String said = (agrees ? "同意接收" : "不同意接收") + (note == null ? "" : "。" + note);
        demands.record(demands.get(number), Step.INTERVENED, actor, said);
        tell(List.of(asked.givenBy()), number, "跨区改派已答复 " + number, said);
    }

    /** Whoever was asked cannot answer any more. */
    void over(String number) {
        open(number).ifPresent(h -> h.decide(State.CASE_ENDED, null, clock.instant()));
    }

    /** The last one of this case, where the logged-in person has made it and it stands. */
    Optional<Handover> mine(String number) {
        return handovers
                .findFirstBySubjectOrderByIdDesc(number)
                .filter(h -> h.state() == State.GIVEN)
                .filter(h -> h.givenBy().equals(currentActor.get().id()));
    }

    /** zh-CN why it cannot be taken back any more; empty when it can. */
    Optional<String> whyNotUndo(Handover handover) {
        Demand demand = demands.get(handover.subject());
        if (!demand.status().isOpen()) {
            return Optional.of("这件诉求已经了结");
        }
        List<TimelineEntry> lines = demands.timeline(demand);
        int left = lines.size() - 1;
        while (left >= 0 && !LEAVING.contains(lines.get(left).step())) {
            left--;
        }
        boolean untouched = left >= 0
                && handover.toUnit().equals(demand.servingUnit())
                && lines.get(left).actorId().equals(handover.actor())
                && lines.subList(left + 1, lines.size()).stream()
                        .map(TimelineEntry::actorId)
                        .allMatch(who -> who.equals(handover.givenBy())
                                || who.equals(handover.actor())
                                || NOBODY_THERE.contains(who));
        return untouched ? Optional.empty() : Optional.of(ACTED);
    }

    /**
     * It was taken back.
     *
     * @throws Refusal 409 when somebody there has acted
     */
    void undo(Handover handover) {
        whyNotUndo(handover).ifPresent(why -> {
            throw Refusal.conflict(why);
        });
        handover.decide(State.UNDONE, currentActor.get().id(), clock.instant());
        handovers.save(handover);
    }
}
