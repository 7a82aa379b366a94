package org.ganxian.mediation;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.calendar.Limit;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.MediationSession;
import org.ganxian.mediation.dossier.Sides;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 调解: sessions one after the other, for a month, longer only when everybody agrees. */
@Component
@RequiredArgsConstructor
class Sessions {

    /** Once, at most so many days more (深圳、宁波条例). */
    private static final int MOST_DAYS = 30;

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final Mediation.Repository mediations;
    private final MediationParty.Repository parties;
    private final MediationSession.Repository sessions;
    private final Seats seats;

    void held(Given given) {
        switch (given.typed().decision()) {
            case "goesOn" -> {
                keep(given, MediationSession.Result.GOES_ON);
                variables.next(given.task(), Next.GO_ON);
            }
            case "agreed" -> settled(given, MediationSession.Result.AGREED);
            case "partial" -> settled(given, MediationSession.Result.PARTIAL);
            case "failed" -> {
                Ending why = given.chosen("endReason", Ending.AFTER_A_SESSION.toArray(Ending[]::new), "请选择不成的原因");
                keep(given, MediationSession.Result.FAILED);
                end(given.execution(), why);
            }
            case "suspend" -> suspended(given);
            case "extend" -> {
                extended(given);
                variables.next(given.task(), Next.GO_ON);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    private void keep(Given given, MediationSession.Result result) {
        String openness = given.required("openness", "请选择是否公开");
        if (!List.of("OPEN", "CLOSED").contains(openness)) {
            throw Refusal.field("openness", "请选择是否公开");
        }
        int no = sessions.countByMediationId(given.mediation().id()) + 1;
        sessions.save(new MediationSession(
                given.mediation().id(),
                no,
                new MediationSession.Typed(
                        given.chosen("mode", MediationSession.Mode.values(), "请选择方式"),
                        openness.equals("OPEN"),
                        given.required("place", "请填写地点"),
                        given.required("present", "请填写在场的人"),
                        given.required("record", "请填写记录"),
                        result),
                given.by(),
                clock.now()));
        casework.done(given.demand(), Step.SESSION_HELD, "第 %d 次，%s".formatted(no, result.title()));
    }

    private void settled(Given given, MediationSession.Result result) {
        keep(given, result);
        casework.done(
                given.demand(),
                Step.SETTLEMENT_REACHED,
                result == MediationSession.Result.PARTIAL ? "部分达成，其余的" + Ending.WAYS : null);
        variables.next(given.task(), Next.AGREED);
    }

    /** Ends without an agreement: everybody is told the ways that are left (人民调解法第二十六条). */
    void end(DelegateExecution execution, Ending ending) {
        Demand demand = casework.of(execution);
        mediations.of(execution).end(ending);
        demand.completeAt(clock.now());
        casework.done(demand, Step.TERMINATED, ending.told());
        variables.next(execution, Next.END);
    }

    private void suspended(Given given) {
        String reason = switch (given.required("suspension", "请选择中止的原因")) {
            case "EXPERT" -> "等候鉴定、评估";
            case "ILL" -> "当事人患病或不能参加";
            case "OTHER" -> "其他原因";
            default -> throw Refusal.field("suspension", "请选择中止的原因");
        };
        keep(given, MediationSession.Result.SUSPENDED);
        casework.done(given.demand(), Step.SUSPENDED, reason);
        clock.start(given.execution(), given.demand(), Milestone.SUSPENSION);
        variables.next(given.task(), Next.SUSPEND);
    }

    void resumed(Given given) {
        given.required("note", "请填写为什么可以恢复");
        resume(given.execution(), given.demand(), given.mediation(), null);
    }

    void resume(DelegateExecution execution, Demand demand, Mediation mediation, @Nullable String why) {
        clock.stop(demand, Milestone.SUSPENSION);
        casework.done(demand, Step.RESUMED, why);
        clock.startMonth(execution, demand, mediation);
        variables.resumed(execution, true);
        seats.fillIfEmpty(execution, demand, mediation);
        variables.next(execution, Next.GO_ON);
    }

    /** Each party says so for itself; when the last one has agreed to the same days, the month is longer, once. */
    private void extended(Given given) {
        Mediation mediation = given.mediation();
        MediationParty party = Sides.of(parties, mediation, "party", given.required("party", "请选择哪一方同意"));
        int days = given.number("extensionDays", 2)
                .filter(n -> n >= 1 && n <= MOST_DAYS)
                .orElseThrow(() -> Refusal.field("extensionDays", "请填写 1 到 30 的天数"));
        if (mediation.extendedAt() != null) {
            throw Refusal.field("decision", "只能延长一次，这件已经延长过");
        }
        clock.mayExtend(given.demand(), Milestone.MEDIATION, Limit.ofDays(days));
        mediation.askForDays(days);
        party.agreesToDays(days);
        casework.done(
                given.demand(),
                Step.PERIOD_EXTENDED,
                "%s同意延长 %d 天".formatted(party.side().title(), days));
        boolean all = parties.findByMediationIdOrderById(mediation.id()).stream()
                .allMatch(one -> Integer.valueOf(days).equals(one.extensionDays()));
        if (all) {
            mediation.extended(clock.now());
            casework.happened(
                    given.demand(),
                    Step.PERIOD_EXTENDED,
                    "各方都同意，延长到 "
                            + PeopleTime.of(clock.extend(given.demand(), Milestone.MEDIATION, Limit.ofDays(days))
                                    .dueAt()));
        }
    }
}
