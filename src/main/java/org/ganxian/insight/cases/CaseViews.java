package org.ganxian.insight.cases;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.Choice;
import org.ganxian.escalation.Interventions;
import org.ganxian.escalation.Supervisions;
import org.ganxian.insight.VisibleCases;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.sla.SlaClocks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what a manager asks of one case: who has it, until when, and why it is late. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CaseViews {

    private static final Choice OTHERS_OF_THE_UNIT = new Choice("本单位其他人", "");
    private static final String TASKLIST = "/camunda/app/tasklist/default/#/?task=";

    // Ten: a page about one case tells of as many things, each with an owner of its own.
    private final VisibleCases cases;
    private final StepVisits visits;
    private final Demands demands;
    private final Categories categories;
    private final Units units;
    private final CaseLimits limits;
    private final SlaClocks clocks;
    private final Supervisions supervisions;
    private final Interventions interventions;
    private final CaseHolder holder;

    public String numberOf(String processInstance) {
        return cases.numberOf(processInstance);
    }

    /** @throws org.ganxian.platform.Refusal 403 or 404 when the logged-in person may not see it */
    @Transactional
    public CaseView of(String number) {
        Demand demand = cases.lookAt(number);
        List<StepVisit> visited = visits.of(number);
        Optional<StepVisit> current = visited.stream().filter(StepVisit::lasts).findFirst();
        Optional<Task> task = current.flatMap(visit -> holder.taskOf(number, visit.activity()));
        Interventions.May may = interventions.may(number);
        return new CaseView(
                number,
                demand.title(),
                demand.status().title(),
                demand.priority() == null ? null : demand.priority().name(),
                demand.priority() == null ? null : demand.priority().title(),
                String.join(" / ", categories.path(demand.categoryCode())),
                units.path(demand.placeCode()),
                demand.origin(),
                units.find(demand.servingUnit()).map(Unit::name).orElse(null),
                task.map(holder::of).orElse(null),
                current.map(s -> new CaseView.CurrentStep(s.activity(), s.name(), s.enteredAt()))
                        .orElse(null),
                demand.receivedAt(),
                limits.deadlines(number),
                limits.whyLate(number, visited),
                demand.pausedAt().orElse(null),
                limits.pauses(number),
                ladder(number),
                demands.timeline(demand).stream()
                        .map(e -> new CaseView.Line(e.at(), e.step().title(), e.actorTitle(), e.text()))
                        .toList(),
                new CaseView.Links(
                        task.filter(holder::isVisible)
                                .map(t -> TASKLIST + t.getId())
                                .orElse(null),
                        "/desk/cases/" + number,
                        "/desk/cases/" + number + "/resident"),
                new CaseView.Deeds(
                        CaseView.Deed.of(may.supervise()),
                        CaseView.Deed.of(may.redispatch()),
                        CaseView.Deed.of(may.extend()),
                        may.undo() == null ? null : CaseView.Deed.of(may.undo().whyNot()),
                        interventions.handoverInWords(number).orElse(null)),
                Stream.concat(Stream.of(OTHERS_OF_THE_UNIT), may.units().stream())
                        .toList(),
                may.extensions());
    }

    private List<CaseView.SupervisionEntry> ladder(String number) {
        return supervisions.ladder(number, clocks.of(number)).stream()
                .map(r -> new CaseView.SupervisionEntry(
                        r.level().title(), r.unit(), r.cause(), r.raisedAt(), r.answerDue(), r.outcome(), r.endedAt()))
                .toList();
    }
}
