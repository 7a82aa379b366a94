package org.ganxian.insight.cases;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.escalation.Supervisions;
import org.ganxian.insight.Managers;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.ganxian.platform.warm.FirstUse;
import org.ganxian.sla.SlaClocks;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The questions of the list of open cases, and of the page of one of them, but for those that leave an audit line. */
@Component
@RequiredArgsConstructor
class FirstCases implements FirstUse {

    private static final String NOBODY = "-";
    private static final int SOME = 20;

    // Each is a part of the two pages.
    private final Cases cases;
    private final CaseLines lines;
    private final CaseLimits limits;
    private final StepVisits visits;
    private final CaseHolder holder;
    private final Demands demands;
    private final SlaClocks clocks;
    private final Supervisions supervisions;
    private final Managers managers;
    private final People people;
    private final Units units;
    private final Clock clock;

    @Override
    @Transactional(readOnly = true)
    public void rehearse() {
        people.find(NOBODY);
        people.titlesOf(Set.of(NOBODY));
        CaseFilter open = CaseFilter.of(managers.areaOf(units.city()), Map.of(), clock.instant());
        List<String> numbers = cases.numbers(open, PageRequest.of(0, SOME));
        lines.of(numbers);
        numbers.stream().findFirst().ifPresent(this::one);
    }

    private void one(String number) {
        Demand demand = demands.get(number);
        demands.timeline(demand);
        limits.deadlines(number);
        limits.pauses(number);
        supervisions.ladder(number, clocks.of(number));
        visits.of(number).stream()
                .filter(StepVisit::lasts)
                .findFirst()
                .ifPresent(visit -> holder.taskOf(number, visit.activity()));
    }
}
