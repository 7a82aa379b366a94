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
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.OncePerPage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cases that went to another unit: whoever gave one takes it back until somebody there has acted. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class Handovers {

    /** How the timeline tells that a case has gone to another unit. */
    private static final Set<Step> LEAVING = EnumSet.of(Step.UNIT_CHANGED, Step.REDISPATCHED);

    private static final Set<String> NOBODY_THERE = Set.of(Actor.SYSTEM.id(), Actor.RESIDENT.id());
    private static final String ANSWER = "请在任务“对方意见”中答复是否接收。";
    private static final String ACTED = "对方单位已经开始处理，不能再撤销改派；需要时请重新改派";

    private final Handover.Repository handovers;
    private final Demands demands;
    private final Supervisors supervisors;
    private final Units units;
    private final People people;
    private final Notices notices;
    private final CurrentActor currentActor;
    private final Clock clock;

    /**
     * The logged-in superior gives this case to others. Where it would go to a district that the person has no say in, that
     * one is asked first, and the case stays where it is.
     *
     * @param other code of the unit; null for others of the same unit
     * @return whether it is done; false when the other side is asked
     * @throws Refusal 400 or 409 when this is not possible now
     */
    boolean give(SupervisedFlow flow, String number, @Nullable String other, String why) {
        String before = flow.servingUnit(number);
        if (other != null && mustAsk(flow, number, other)) {
            if (flow.servingUnits().stream().noneMatch(u -> u.value().equals(other))) {
                throw Refusal.field("unit", "该单位没有派单员，不能承办");
            }
            ask(number, before, other, why);
            flow.askOther(number);
            return false;
        }
        flow.redispatch(number, other);
        if (other != null && before != null && !before.equals(other)) {
            handovers.save(
                    Handover.given(number, before, other, currentActor.get().id(), clock.instant()));
        }
        return true;
    }

    /** Whether this unit lies in a district that the logged-in person has no say in. */
    boolean mustAsk(SupervisedFlow flow, String number, String other) {
        return units.find(other).isPresent() && !supervisors.mayGiveTo(other, flow.servingUnit(number));
    }

    /**
     * Asks another district to take a case; until it answers, the unit goes on.
     *
     * @throws Refusal 409 while another one is being asked
     */
    private void ask(String number, @Nullable String from, String to, String why) {
        if (from == null) {
            throw Refusal.conflict("这件诉求还没有承办单位，请在分拨时选择");
        } else if (open(number).isPresent()) {
            throw Refusal.conflict(
                    "已请求改派" + units.get(open(number).get().toUnit()).name() + "，正在等待对方答复");
        }
        Actor actor = currentActor.get();
        handovers.save(Handover.asked(number, from, to, why, actor.id(), clock.instant()));
        demands.record(
                demands.get(number),
                Step.INTERVENED,
                actor,
                "请求改派" + units.get(to).name() + "，等待对方同意。理由：" + why);
        tell(whom(to), number, "外区请求改派 " + number, ANSWER);
    }

    /** Who may answer for a unit. */
    private Set<String> whom(String unit) {
        Set<String> whom =
                new LinkedHashSet<>(supervisors.of(supervisors.above(unit).code()));
        whom.addAll(people.usernamesOn(Duty.DISPATCHER, unit));
        return whom;
    }

    void remind(String number) {
        open(number).ifPresent(h -> tell(whom(h.toUnit()), number, "改派答复快到期 " + number, ANSWER));
    }

    /** @return code of the unit above both, which is told and may answer now */
    String late(String number) {
        Handover asked = asked(number);
        Unit city = units.city();
        demands.record(
                demands.get(number),
                Step.INTERVENED,
                Actor.SYSTEM,
                units.get(asked.toUnit()).name() + "逾期未答复改派，已提请" + city.name() + "答复");
        Set<String> whom = new LinkedHashSet<>(supervisors.of(city.code()));
        whom.add(asked.givenBy());
        tell(whom, number, "改派逾期未答复 " + number, ANSWER);
        return city.code();
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
                .map(h -> "%s请求改派%s。理由：%s"
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
        String answer = agrees ? "同意接收" : "不同意接收";
        demands.record(demands.get(number), Step.INTERVENED, actor, answer + (note == null ? "" : "。" + note));
        tell(List.of(asked.givenBy()), number, "跨区改派已答复 " + number, answer + "。");
    }

    /** Whoever was asked cannot answer any more. */
    void over(String number) {
        open(number).ifPresent(h -> h.decide(State.CASE_ENDED, null, clock.instant()));
    }

    /** The last one of this case that stands or waits for an answer, where the logged-in person has made it. */
    Optional<Handover> mine(String number) {
        return standing(number)
                .filter(h -> h.givenBy().equals(currentActor.get().id()));
    }

    /** Numbers of all whose {@link #mine} is there. */
    Set<String> mine() {
        return Set.copyOf(handovers.subjectsLastGivenBy(currentActor.get().id(), List.of(State.GIVEN, State.ASKED)));
    }

    /** Who has given this case away or asks another district, and may still take that back. */
    Optional<String> giver(String number) {
        return standing(number).map(Handover::givenBy);
    }

    private Optional<Handover> standing(String number) {
        return OncePerPage.read(
                        "handover of " + number,
                        Optional.class,
                        () -> handovers.findFirstBySubjectOrderByIdDesc(number))
                .filter(h -> h.state() == State.GIVEN || h.isAsked());
    }

    /** zh-CN why it cannot be taken back any more; empty when it can. */
    Optional<String> whyNotUndo(Handover handover) {
        Demand demand = demands.get(handover.subject());
        if (!demand.status().isOpen()) {
            return Optional.of("这件诉求已经了结");
        } else if (handover.isAsked()) {
            return Optional.empty();
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
        handover.decide(
                handover.isAsked() ? State.TAKEN_BACK : State.UNDONE,
                currentActor.get().id(),
                clock.instant());
        handovers.save(handover);
    }
}
