package org.ganxian.escalation;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
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
     * @param units that the case can be given to
     * @param extensions by how much it can be extended
     */
    public record May(
            @Nullable String supervise,
            @Nullable String redispatch,
            @Nullable String extend,
            List<Choice> units,
            List<Choice> extensions) {

        private static May not(String why) {
            return new May(why, why, why, List.of(), List.of());
        }
    }

    private final Supervisions supervisions;
    private final Supervisors supervisors;
    private final Demands demands;
    private final Units units;
    private final CurrentActor currentActor;

    /** @throws Refusal 403 for whoever is neither supervisor nor manager */
    @Transactional(readOnly = true)
    public May may(String number) {
        SupervisedFlow flow = supervisions.flowInMyArea(number).orElse(null);
        Demand demand = demands.get(number);
        if (flow == null) {
            return May.not(OUTSIDE);
        } else if (!demand.status().isOpen()) {
            return May.not("已经了结，不用处置");
        }
        List<Choice> extensions = flow.extensions(number);
        return new May(
                supervisions.isRaisedByHand(number) ? "已有人发起督办，正在等待答复" : null,
                demand.pausedAt().isPresent() ? "正在等待群众补充，目前没有可以改派的环节" : null,
                extensions.isEmpty() ? "已经到期或延期过，或者当前的时限不能由上级延长" : null,
                flow.servingUnits().stream()
                        .filter(unit -> supervisors.mayGiveTo(unit.value(), flow.servingUnit(number)))
                        .toList(),
                extensions);
    }

    /** @throws Refusal 400 for no reason, 403, 404 for a case outside the area, 409 when it is not in hand */
    public void supervise(String number, @Nullable String reason) {
        supervisions.raise(number, reason);
    }

    /**
     * Takes the case from whoever has it.
     *
     * @param unit code; null or empty for others of the same unit
     * @throws Refusal as {@link #supervise}
     */
    public void redispatch(String number, @Nullable String unit, @Nullable String reason) {
        String why = Supervisions.reason(reason, "改派的理由");
        SupervisedFlow flow = flowOf(number);
        String other = unit == null || unit.isBlank() ? null : unit;
        String name = other == null
                ? "本单位其他人"
                : units.find(other).map(Unit::name).orElseThrow(() -> Refusal.field("unit", "没有这个单位"));
        if (other != null) {
            supervisors.requireMayGiveTo(other, flow.servingUnit(number));
        }
        flow.redispatch(number, other);
        demands.record(demands.get(number), Step.INTERVENED, currentActor.get(), "改派" + name + "。理由：" + why);
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
