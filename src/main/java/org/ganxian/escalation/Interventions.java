package org.ganxian.escalation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a supervisor or manager does to a case of their area of their own accord, always with a reason. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Interventions {

    private static final String OUTSIDE = "这件诉求由其他辖区承办，只能查看";

    /**
     * What is possible now.
     *
     * @param supervise null when it is possible, else zh-CN why not; the other two likewise
     * @param undo null when the logged-in person has given the case to no other unit
     * @param units that the case can be given to
     * @param extensions by how much it can be extended
     */
    public record May(
            @Nullable String supervise,
            @Nullable String redispatch,
            @Nullable String extend,
            @Nullable Undo undo,
            List<Choice> units,
            List<Choice> extensions) {

        private static May not(String why, @Nullable Undo undo) {
            return new May(why, why, why, undo, List.of(), List.of());
        }
    }

    /** @param whyNot null when what was given, or asked for, can be taken back */
    public record Undo(@Nullable String whyNot) {}

    private final Supervisions supervisions;
    private final Supervisors supervisors;
    private final Handovers handovers;
    private final Demands demands;
    private final Units units;
    private final CurrentActor currentActor;
    private final Audit audit;

    /** @throws Refusal 403 for whoever is neither supervisor nor manager */
    @Transactional(readOnly = true)
    public May may(String number) {
        SupervisedFlow flow = supervisions.flowInMyArea(number).orElse(null);
        Demand demand = demands.get(number);
        Undo undo = handovers
                .mine(number)
                .map(h -> new Undo(handovers.whyNotUndo(h).orElse(null)))
                .orElse(null);
        if (flow == null) {
            return May.not(OUTSIDE, undo);
        } else if (!demand.status().isOpen()) {
            return May.not("已经了结，不用处置", null);
        }
        List<Choice> extensions = flow.extensions(number);
        Predicate<String> ofOnesOwn = supervisors.mayGiveFrom(flow.servingUnit(number));
        return new May(
                supervisions.isRaisedByHand(number) ? "已有人发起督办，正在等待答复" : null,
                demand.pausedAt().isPresent() ? "正在等待群众补充，目前没有可以改派的环节" : null,
                extensions.isEmpty() ? "已经到期或延期过，或者当前的时限不能由上级延长" : null,
                undo,
                flow.servingUnits().stream()
                        .map(unit -> ofOnesOwn.test(unit.value())
                                ? unit
                                : new Choice(unit.label() + "（需对方同意）", unit.value()))
                        .toList(),
                extensions);
    }

    /** @throws Refusal 400 for no reason, 403, 404 for a case outside the area, 409 when it is not in hand */
    public void supervise(String number, @Nullable String reason) {
        supervisions.raise(number, reason);
    }

    /**
     * Takes the case from whoever has it. Where it would go to a district that the person has no say in, that one is
     * asked first, and the case stays where it is.
     *
     * @param unit code; null or empty for others of the same unit
     * @return whether it is done; false when the other side is asked
     * @throws Refusal as {@link #supervise}
     */
    public boolean redispatch(String number, @Nullable String unit, @Nullable String reason) {
        String why = Supervisions.reason(reason, "改派的理由");
        SupervisedFlow flow = flowOf(number);
        String other = unit == null || unit.isBlank() ? null : unit;
        String name = other == null
                ? "本单位其他人"
                : units.find(other).map(Unit::name).orElseThrow(() -> Refusal.field("unit", "没有这个单位"));
        if (!handovers.give(flow, number, other, why)) {
            return false;
        }
        demands.record(demands.get(number), Step.INTERVENED, currentActor.get(), "改派" + name + "。理由：" + why);
        return true;
    }

    /** zh-CN what another district is asked for; empty when nothing. */
    @Transactional(readOnly = true)
    public Optional<String> handoverInWords(String number) {
        return handovers.inWords(number);
    }

    /** Whether the logged-in person was the last to give this case to another unit: they go on seeing what became of it. */
    @Transactional(readOnly = true)
    public boolean hasGiven(String number) {
        return handovers.mine(number).isPresent();
    }

    /** Numbers of all cases that the logged-in person {@link #hasGiven}. */
    @Transactional(readOnly = true)
    public Set<String> given() {
        return handovers.mine();
    }

    /** User name of who has given this case away, or asks to, and may still have to read it; empty for nobody. */
    @Transactional(readOnly = true)
    public Optional<String> giver(String number) {
        return handovers.giver(number);
    }

    /**
     * Takes back what the logged-in person gave to another unit, as long as nobody there has acted: the unit that had it
     * has it again, at the step where it is, and its clocks have not stopped. A question to another district is taken back
     * until it is answered.
     *
     * @return whether a case came back; false when it was a question
     * @throws Refusal 400 for no reason, 403, 409 when somebody has acted or there is nothing to take back
     */
    public boolean undo(String number, @Nullable String reason) {
        String why = Supervisions.reason(reason, "撤销改派的理由");
        supervisors.require();
        Demand demand = demands.take(number);
        Handover handover = handovers.mine(number).orElseThrow(() -> Refusal.conflict("没有您可以撤销的改派"));
        boolean asked = handover.isAsked();
        handovers.undo(handover);
        if (asked) {
            supervisions.flowOf(number).takeBackQuestion(number);
        } else {
            supervisions.flowOf(number).giveBack(number, handover.fromUnit());
        }
        demands.record(
                demand,
                Step.INTERVENED,
                currentActor.get(),
                (asked
                                ? "撤回对" + units.get(handover.toUnit()).name() + "的改派请求"
                                : "撤销改派，退回" + units.get(handover.fromUnit()).name())
                        + "。理由：" + why);
        audit.record(currentActor.get(), "handover-undone", number);
        return !asked;
    }

    /**
     * Extends the case's completion.
     *
     * @param more one of {@link May#extensions}
     * @throws Refusal as {@link #supervise}
     */
    public void extend(String number, @Nullable String more, @Nullable String reason) {
        String why = Supervisions.reason(reason, "延期的理由");
        if (more == null || more.isBlank()) {
            throw Refusal.field("more", "请选择延长多久");
        }
        flowOf(number).extend(number, more, why);
    }

    private SupervisedFlow flowOf(String number) {
        SupervisedFlow flow = supervisions.takeInMyArea(number).orElseThrow(() -> Refusal.notFound(OUTSIDE));
        if (!demands.get(number).status().isOpen()) {
            throw Refusal.conflict("这件诉求已经了结");
        }
        return flow;
    }
}
