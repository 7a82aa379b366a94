package org.ganxian.exchange.returns;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.casework.CaseReturns;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.exchange.ExchangeRows;
import org.ganxian.exchange.Outward;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Priority;
import org.ganxian.sla.SlaPolicies;
import org.ganxian.sla.SlaPolicies.Term;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Once a unit, twice a case, in the hours after it was given; the clock runs on. */
@Component
@RequiredArgsConstructor
class ReturnDesk implements CaseReturns {

    private static final String FLOW = "order";

    /** By these a unit was given the case. */
    private static final Set<Step> GIVEN = EnumSet.of(Step.ROUTED, Step.UNIT_CHANGED, Step.REDISPATCHED);

    private record Asked(String unit, String rule, String proposedUnit, int number) {}

    private record Decided(boolean agreed, @Nullable String unit, boolean designated) {}

    // Nine: a return is the partner's matter and the case's, and is counted in the unit's own hours.
    private final CaseReturn.Repository returns;
    private final ExchangeRows rows;
    private final Outward outward;
    private final Demands demands;
    private final Units units;
    private final WorkingClock calendar;
    private final SlaPolicies limits;
    private final CurrentActor actors;
    private final Clock clock;

    /** As the city's table of limits says today. */
    private Term term(Demand demand, Milestone step) {
        return limits.term(FLOW, demand.priority() == null ? Priority.P3 : demand.priority(), step);
    }

    private Optional<ExchangeOrder> order(Demand demand) {
        return rows.orders().findByDemandNumberAndOutgoingFalse(demand.number());
    }

    @Override
    public boolean concern(Demand demand) {
        return order(demand).isPresent();
    }

    @Override
    public Optional<String> whyNot(Demand demand) {
        List<CaseReturn> before = returns.findByDemandNumberOrderById(demand.number());
        if (before.stream().anyMatch(CaseReturn::designates)) {
            return Optional.of("这件已由区值班指定承办单位，不能再退单");
        } else if (before.stream().anyMatch(one -> one.unit().equals(demand.servingUnit()))) {
            return Optional.of("本单位已退过一次单，不能再退");
        }
        Term within = term(demand, Milestone.RETURN);
        Instant given = demands.timeline(demand).stream()
                .filter(line -> GIVEN.contains(line.step()))
                .map(TimelineEntry::at)
                .reduce((earlier, later) -> later)
                .orElse(demand.receivedAt());
        Instant end = calendar.due(given, within.limit(), within.clock(), demand.servingUnit());
        return clock.instant().isAfter(end)
                ? Optional.of("退单应在派来后 %s内提出，已经超过".formatted(within.limit().inWords(within.clock())))
                : Optional.empty();
    }

    @Override
    public String ask(Demand demand, Request request) {
        ExchangeOrder order = rows.hold(order(demand).orElseThrow());
        whyNot(demand).ifPresent(why -> {
            throw Refusal.conflict(why);
        });
        String unit = Objects.requireNonNull(demand.servingUnit(), "nobody serves it");
        if (unit.equals(request.proposed())) {
            throw Refusal.field("proposedUnit", "请选择别的单位，不能建议本单位");
        }
        Instant now = now();
        Term decision = term(demand, Milestone.RETURN_DECISION);
        boolean second = !returns.findByDemandNumberOrderById(demand.number()).isEmpty();
        String rule = Masks.inText(request.rule());
        returns.save(new CaseReturn(
                demand.number(),
                order.number(),
                unit,
                actors.username().orElseThrow(() -> Refusal.forbidden("请先登录")),
                now,
                rule,
                request.proposed(),
                calendar.due(now, decision.limit(), decision.clock(), null),
                second));
        outward.put(
                order,
                MessageType.RETURN_REQUEST,
                new Asked(name(unit), rule, name(request.proposed()), second ? 2 : 1));
        return "%s申请退单。依据：%s。建议由%s承办。%s%s"
                .formatted(name(unit), rule, name(request.proposed()), request.reason(), second ? "（第二次，由区值班指定）" : "");
    }

    @Override
    public Optional<Open> open(Demand demand) {
        return request(demand)
                .map(one -> new Open(
                        one.askedBy(),
                        one.designates() ? districtDuty(one.unit()) : null,
                        one.dueAt(),
                        one.designates()));
    }

    private Optional<CaseReturn> request(Demand demand) {
        // Each case that comes to the triage desk is asked, and few were ever given back: what happened to it is in
        // memory.
        return demands.happened(demand).stream().anyMatch(line -> line.step() == Step.RETURN_ASKED)
                ? asked(demand)
                : Optional.empty();
    }

    private Optional<CaseReturn> asked(Demand demand) {
        return returns.findByDemandNumberOrderById(demand.number()).stream()
                .filter(CaseReturn::isOpen)
                .findFirst();
    }

    /** 区值班 of the district of whoever gave it back; the city's where the district has nobody on duty. */
    private String districtDuty(String unit) {
        return Duty.DUTY.groupIn(
                units.nearestWith(Duty.DUTY, units.district(unit).code()).code());
    }

    @Override
    public String decide(Demand demand, @Nullable String unit) {
        ExchangeOrder order = rows.hold(order(demand).orElseThrow());
        CaseReturn asked = request(demand).orElseThrow();
        asked.decide(unit, actors.get().id(), now());
        boolean agreed = !asked.unit().equals(unit);
        outward.put(
                order,
                MessageType.RETURN_DECISION,
                new Decided(agreed, unit == null ? null : name(unit), asked.designates()));
        String whose = unit == null ? "不由本级单位承办" : "由" + name(unit) + "承办";
        if (asked.designates()) {
            return "区值班指定：%s，不能再退单".formatted(whose);
        }
        return (agreed ? "同意退单，" : "不同意退单，仍") + whose;
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
