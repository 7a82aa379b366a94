package org.ganxian.sla.recomputation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.calendar.CalendarChanged;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaPolicies;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recomputations of deadlines, asked for in the transaction of the change that makes them necessary and carried out by the
 * process {@code recompute}, batch by batch; how far they are and what they found.
 */
@Service
@Transactional
@RequiredArgsConstructor
class Recomputations {

    static final String PROCESS = "recompute";
    private static final int LISTED = 50;

    private final Recomputation.Repository recomputations;
    private final RecomputationMove.Repository moves;
    private final SlaClock.Repository clocks;
    private final Units units;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final CurrentActor actors;
    private final Clock clock;

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void calendarChanged(CalendarChanged change) {
        begin(Recomputation.of(change, actors.get().id(), clock.instant()));
    }

    /** Lets open cases follow this table. */
    public Recomputation follow(SlaPolicies.Table table) {
        return begin(Recomputation.of(table, actors.get().id(), clock.instant()));
    }

    private Recomputation begin(Recomputation asked) {
        asked.expect(count(asked));
        Recomputation begun = recomputations.save(asked);
        actors.asSystem(
                () -> runtime.startProcessInstanceByKey(PROCESS, begun.id().toString()));
        return begun;
    }

    private int count(Recomputation asked) {
        if (asked.kind() == Recomputation.Kind.POLICY) {
            return clocks.countByEndedAtIsNull();
        }
        Set<String> within = unitsOf(asked);
        return clocks.countTouched(firstMoment(asked), endOf(asked), within.isEmpty(), named(within));
    }

    /** Clocks that may be concerned and have not been looked at, by id. */
    public List<SlaClock> next(Recomputation running, int most) {
        if (running.kind() == Recomputation.Kind.POLICY) {
            return clocks.findByEndedAtIsNullAndIdGreaterThanOrderById(running.lastClockId(), Limit.of(most));
        }
        Set<String> within = unitsOf(running);
        return clocks.findTouched(
                running.lastClockId(),
                firstMoment(running),
                endOf(running),
                within.isEmpty(),
                named(within),
                Limit.of(most));
    }

    private static Instant firstMoment(Recomputation calendar) {
        return startOf(Objects.requireNonNull(calendar.fromDay()));
    }

    private static Instant endOf(Recomputation calendar) {
        return startOf(Objects.requireNonNull(calendar.toDay()).plusDays(1));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(PeopleTime.ZONE).toInstant();
    }

    /** The unit whose calendar changed and all below it; nothing for all units there are. */
    private Set<String> unitsOf(Recomputation calendar) {
        String changed = calendar.unitCode();
        if (changed == null || changed.equals(units.city().code())) {
            return Set.of();
        }
        Set<String> within = new LinkedHashSet<>(Set.of(changed));
        units.all().stream().filter(u -> within.contains(u.parent())).forEach(u -> within.add(u.code()));
        return within;
    }

    /** SQL knows no empty list. */
    private static Set<String> named(Set<String> units) {
        return units.isEmpty() ? Set.of("") : units;
    }

    /** The latest ones, newest first. */
    @Transactional(readOnly = true)
    public List<Recomputation> latest() {
        return recomputations.findAllByOrderByIdDesc(Limit.of(LISTED));
    }

    /** @throws Refusal 404 for no such recomputation */
    @Transactional(readOnly = true)
    public Recomputation get(long id) {
        return recomputations.findById(id).orElseThrow(() -> Refusal.notFound("没有这次重算"));
    }

    /** The report as far as it is, what is to be looked at first. */
    @Transactional(readOnly = true)
    public Page<RecomputationMove> moves(long id, Pageable page) {
        return moves.findByKeyRecomputationIdOrderByFlaggedDescKeyClockIdAsc(id, page);
    }

    /** True when the engine has given up after several attempts; an administrator can let it try again in Cockpit. */
    @Transactional(readOnly = true)
    public boolean isStuck(Recomputation recomputation) {
        return recomputation.isRunning() && actors.asSystem(() -> hasGivenUp(recomputation));
    }

    private boolean hasGivenUp(Recomputation recomputation) {
        return runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(recomputation.id().toString(), PROCESS)
                .list()
                .stream()
                .anyMatch(i -> management
                                .createJobQuery()
                                .processInstanceId(i.getId())
                                .noRetriesLeft()
                                .count()
                        > 0);
    }
}
