package org.ganxian.casework;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.evaluation.Evaluations;
import org.ganxian.evaluation.Grade;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a resident can do with a case of any flow: place it, withdraw it, rate it. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Residents {

    /** Whoever registered the case for the resident has seen the code, too. */
    private static final String BY_CODE = "（经查询码提交）";

    private static final String CALLED_THERE = "（已告诉转来这件诉求的平台，由它回访您）";

    private static final Duration RATED_WITHIN = Duration.ofDays(30);

    /** Of a case that others follow: its answer stands. */
    private static final Set<Status> ANSWERED =
            EnumSet.of(Status.CLOSED, Status.RATED, Status.UNRATED, Status.SETTLED, Status.SUPERVISION_CLOSED);

    private final Demands demands;
    private final Evaluations evaluations;
    private final CallBackAgreement agreement;
    private final CaseMessages messages;
    private final CurrentActor currentActor;
    private final Audit audit;
    private final Clock clock;

    /**
     * Registers a case, by the resident or by whoever is logged in for them, and starts its process.
     *
     * @param message the process begins with it
     * @throws Refusal when the case is not acceptable as it is
     */
    public Demand place(NewDemand demand, String message) {
        Demand placed = register(demand);
        messages.start(placed.number(), message);
        return placed;
    }

    /** As {@link #place}, without a process: for whoever can start none and must not lose the case. */
    public Demand register(NewDemand demand) {
        return demands.register(demand, currentActor.forResident());
    }

    /**
     * Takes a case back that is not completed; its process ends.
     *
     * @param demand taken with its followers
     * @param reason staff have to say it
     * @return those who followed it, to go their own way again
     * @throws Refusal 409 after completion, 400 when staff give no reason
     */
    public List<Demand> withdraw(Demand demand, @Nullable String reason) {
        if (!demand.status().isWithdrawable()) {
            throw Refusal.conflict("该诉求已是“" + demand.status().title() + "”，不能再撤回");
        }
        List<Demand> followers = demands.endWithoutAnswer(
                demand,
                Step.WITHDRAWN,
                whoWithdraws(reason),
                demand.confidential() ? null : stripped(reason),
                "合并到的诉求 " + demand.number() + " 已由其提出人撤回");
        messages.tell(demand.number(), CaseMessages.WITHDRAWN);
        return followers;
    }

    /**
     * Who takes a case back. Staff do it for the resident in their own name, and say why.
     *
     * @throws Refusal 400 when staff give no reason
     */
    public Actor whoWithdraws(@Nullable String reason) {
        if (currentActor.staff().isPresent() && stripped(reason) == null) {
            throw Refusal.field("reason", "代群众撤回，请写明群众撤回的原因");
        }
        return currentActor.forResident();
    }

    /**
     * Rates a completed case, once a completion. The resident alone does it, not even staff who know the code. Whoever
     * follows a case rates its answer for themselves: no figure counts it, and the other's rating stays theirs.
     *
     * @param grade 1 (非常不满意) to 5 (非常满意)
     * @throws Refusal 409 when there is nothing to rate, 403 for staff
     */
    public Demand rate(String number, String code, int grade, @Nullable String comment) {
        if (currentActor.staff().isPresent()) {
            throw Refusal.forbidden("您现在是以工作人员身份登录的。评价只能由群众本人作出，工作人员不能代评。如果这是您本人的诉求，请退出登录后再评价。");
        }
        Demand demand = demands.trackForChange(number, code);
        Grade given = Grade.of(grade).orElseThrow(() -> Refusal.field("grade", "请选择 1 到 5 之间的评价"));
        Optional<Integer> followed = followedRound(demand);
        if (demand.status() != Status.CLOSED && followed.isEmpty()) {
            throw Refusal.conflict(
                    demand.status().isOpen()
                            ? "诉求还在办理中，办结后才能评价"
                            : "该诉求目前不能评价：" + demand.status().title());
        }
        String text = stripped(comment);
        Step step =
                !given.isBad() ? Step.RATED : agreement.isTheirs(demand) ? Step.BADLY_RATED_THERE : Step.BADLY_RATED;
        demands.record(
                demand,
                followed.isPresent() ? Step.FOLLOWER_RATED : step,
                Actor.RESIDENT,
                given.title()
                        + (demand.isCodeTheResidentsAlone() ? "" : BY_CODE)
                        + (text == null ? "" : "。" + text)
                        + (step == Step.BADLY_RATED_THERE && followed.isEmpty() ? CALLED_THERE : ""));
        evaluations.rate(demand.id(), followed.orElse(demand.reworks()), given, text);
        if (followed.isEmpty()) {
            messages.tell(demand.number(), CaseMessages.RATED);
        }
        return demand;
    }

    /** Whether {@link #rate} is possible now. */
    @Transactional(readOnly = true)
    public boolean mayRate(Demand demand) {
        return demand.status() == Status.CLOSED || followedRound(demand).isPresent();
    }

    /** Of a follower: the completion of the case it follows, as long as it can still rate that. */
    private Optional<Integer> followedRound(Demand demand) {
        return demand.status() != Status.MERGED
                ? Optional.empty()
                : demands.masterOf(demand)
                        .filter(master -> ANSWERED.contains(master.status()))
                        .filter(master -> master.completedAt()
                                .filter(at -> clock.instant().isBefore(at.plus(RATED_WITHIN)))
                                .isPresent())
                        .map(master -> Evaluations.followed(master.reworks()))
                        .filter(round -> !evaluations.isRated(demand.id(), round));
    }

    /**
     * Takes another query code, which nobody on staff has seen. The resident alone does it.
     *
     * @throws Refusal as {@link Demands#changeCode}; 403 for staff
     */
    public Demand changeCode(String number, String code) {
        if (currentActor.staff().isPresent()) {
            throw Refusal.forbidden("您现在是以工作人员身份登录的。查询码只能由群众本人更换。如果这是您本人的诉求，请退出登录后再换。");
        }
        Demand demand = demands.changeCode(number, code, Actor.RESIDENT);
        audit.record(Actor.RESIDENT, "query-code-changed", demand.number());
        return demand;
    }

    /** Null for nothing. */
    public static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
