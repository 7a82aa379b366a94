package org.ganxian.exchange;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a demand ended, for whoever it came from. */
@Component
@RequiredArgsConstructor
class Outcomes {

    /** Whose words are the answer. */
    private static final Set<Step> ANSWERS = EnumSet.of(
            Step.REPORTED,
            Step.REJECTED,
            Step.TRANSFERRED,
            Step.WITHDRAWN,
            Step.SUPERVISION_CLOSED,
            Step.ANSWERED_AT_DESK,
            Step.PARTNER_DONE,
            Step.TERMINATED);

    /** Of whom an unsatisfied one is called by us. */
    private static final Set<Status> RATED_HERE =
            EnumSet.of(Status.CLOSED, Status.RATED, Status.UNRATED, Status.SETTLED);

    private static final String TOGETHER = "与另一件诉求一起办理：";

    private final Demands demands;
    private final Units units;

    /** A demand that follows another has its answer there. While somebody is called back there is none. */
    boolean isFinished(Demand demand) {
        return demand.status() == Status.MERGED
                ? demands.masterOf(demand).filter(Outcomes::isAnswered).isPresent()
                : isAnswered(demand);
    }

    private static boolean isAnswered(Demand demand) {
        return !demand.status().isOpen() && demand.status() != Status.CALL_BACK && demand.status() != Status.SUPERVISED;
    }

    private Demand answered(Demand demand) {
        return demand.status() == Status.MERGED ? demands.masterOf(demand).orElse(demand) : demand;
    }

    Bodies.Result of(Demand demand, Partner partner) {
        Demand answered = answered(demand);
        Optional<TimelineEntry> answer = demands.timeline(answered).stream()
                .filter(line -> ANSWERS.contains(line.step()))
                .reduce((earlier, later) -> later);
        String text = answer.map(TimelineEntry::text).orElse(null);
        return new Bodies.Result(
                demand.number(),
                inWords(answered.status()),
                text != null && answered != demand ? TOGETHER + text : text,
                units.find(answered.servingUnit()).map(Unit::name).orElse(null),
                answered.completedAt()
                        .or(() -> answer.map(TimelineEntry::at))
                        .map(Outcomes::written)
                        .orElse(null),
                callBackBy(demand, partner));
    }

    /** Ours are those who can rate a result here: they have one of their own, and a branch or a department has served them. */
    private static @Nullable String callBackBy(Demand demand, Partner partner) {
        if (partner.callBack() == Partner.CallBack.THEIRS) {
            return partner.code();
        }
        return RATED_HERE.contains(demand.status()) ? ExchangeRows.SELF : null;
    }

    private static String written(Instant at) {
        return Outward.written(at);
    }

    private static String inWords(Status status) {
        return switch (status) {
            case REJECTED, TERMINATED, DECLINED -> "解释";
            case TRANSFERRED, PARTNER_DONE -> "转出";
            case WITHDRAWN -> "撤回";
            default -> "解决";
        };
    }
}
