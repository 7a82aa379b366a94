package org.ganxian.insight.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Due;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry.Happened;
import org.ganxian.escalation.SupervisionEntry;
import org.ganxian.escalation.Supervisions;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of one case what is counted, from its row, its timeline, its clocks and supervisions. */
@Component
@RequiredArgsConstructor
class FactFinder {

    private static final Set<Step> ACCEPTANCES = EnumSet.of(
            Step.ACCEPTED,
            Step.APPLICATION_ACCEPTED,
            Step.DEEMED_ACCEPTED,
            Step.ANSWERED_AT_DESK,
            Step.MEDIATION_ACCEPTED);

    /** What all cases of ours are, that do not say otherwise: records of other systems have no process. */
    private static final String ORDER = "order";

    private static final Set<Milestone> FOLLOW_UPS = EnumSet.of(Milestone.CALL_BACK, Milestone.RECTIFICATION);

    /** Whose end is no work of ours that is done. */
    private static final Set<Status> WITHOUT_RESULT = EnumSet.of(
            Status.REJECTED,
            Status.MERGED,
            Status.WITHDRAWN,
            Status.TRANSFERRED,
            Status.SENT_TO_MEDIATION,
            Status.PARTNER_DONE,
            Status.TERMINATED,
            Status.DECLINED,
            Status.FINISHED_ELSEWHERE);

    private final Demands demands;
    private final Categories categories;
    private final SlaClocks clocks;
    private final Supervisions supervisions;
    private final Units units;
    private final People people;

    /** Empty for a number that no demand has. */
    Optional<CaseFact> of(String number) {
        return demands.find(number).map(this::of);
    }

    private CaseFact of(Demand demand) {
        String area = area(demand);
        List<Happened> timeline = demands.happened(demand);
        Set<Step> steps = timeline.stream().map(Happened::step).collect(Collectors.toSet());
        boolean accepted = steps.stream().anyMatch(ACCEPTANCES::contains)
                && demand.status() != Status.REJECTED
                && demand.status() != Status.MERGED;
        Optional<Instant> response = first(timeline, RoundFinder.RESPONSES);
        List<SlaClock> limits = clocks.of(demand.number());
        List<RoundFact> rounds = new RoundFinder(demand, accepted, timeline, limits).rounds();
        List<SupervisionEntry> ladder = supervisions.ladder(demand.number(), limits);
        return new CaseFact(
                demand.id(),
                demand.number(),
                area,
                units.district(area).code(),
                category(demand.categoryCode()),
                limits.stream().map(SlaClock::flow).findFirst().orElse(ORDER),
                level(demand).name(),
                demand.receivedAt(),
                demand.status() == Status.FINISHED_ELSEWHERE ? null : day(demand.receivedAt()),
                closedDay(demand, rounds),
                demand.status().isOpen(),
                demand.pausedAt().isPresent(),
                demand.pausedAt().isPresent() ? null : Due.of(demand).at(),
                accepted,
                Waits.minutes(demand.receivedAt(), response.orElse(null)),
                ladder.stream().map(SupervisionEntry::level).collect(Collectors.toSet()),
                ladder.stream()
                        .filter(SupervisionEntry::isOpen)
                        .map(SupervisionEntry::level)
                        .collect(Collectors.toSet()),
                followUpDue(limits),
                rounds);
    }

    private static @Nullable Instant followUpDue(List<SlaClock> limits) {
        return limits.stream()
                .filter(c -> FOLLOW_UPS.contains(c.step()) && c.endedAt().isEmpty())
                .map(SlaClock::dueAt)
                .findFirst()
                .orElse(null);
    }

    /**
     * Where it is; unknown that, the place of the unit that serves it; before one does, the city. A secret report lies above
     * the unit that it is about, so that nobody who looks after that one has it in a list, a search or a figure.
     */
    private String area(Demand demand) {
        if (demand.reportedUnit() != null) {
            return units.superiors(place(demand.reportedUnit()).map(Unit::code).orElse(null)).stream()
                    .findFirst()
                    .orElseGet(units::city)
                    .code();
        }
        return units.find(demand.placeCode())
                .or(() -> place(demand.servingUnit()))
                .orElseGet(units::city)
                .code();
    }

    private Optional<Unit> place(@Nullable String unit) {
        return units.upwards(unit).stream().filter(u -> u.kind().isPlace()).findFirst();
    }

    /** The level of whoever has it: a superior who took it over, the unit that serves it, the city's desk. */
    private Unit.Kind level(Demand demand) {
        return demand.takenOverBy()
                .flatMap(people::find)
                .map(Person::unitCode)
                .or(() -> Optional.ofNullable(demand.servingUnit()))
                .flatMap(this::place)
                .orElseGet(units::city)
                .kind();
    }

    private String category(String code) {
        Category category = categories.find(code).orElseThrow();
        while (category.parent() != null) {
            category = categories.find(category.parent()).orElseThrow();
        }
        return category.code();
    }

    /** Of its last round. */
    private static @Nullable LocalDate closedDay(Demand demand, List<RoundFact> rounds) {
        return demand.status().isOpen() || WITHOUT_RESULT.contains(demand.status())
                ? null
                : rounds.get(rounds.size() - 1).closedDay();
    }

    private static Optional<Instant> first(List<Happened> timeline, Set<Step> steps) {
        return timeline.stream()
                .filter(line -> steps.contains(line.step()))
                .findFirst()
                .map(Happened::at);
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(PeopleTime.ZONE).toLocalDate();
    }
}
