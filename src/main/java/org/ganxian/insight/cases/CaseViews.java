package org.ganxian.insight.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
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
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what a manager asks of one case: who has it, until when, and why it is late. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CaseViews {

    private static final Choice OTHERS_OF_THE_UNIT = new Choice("本单位其他人", "");
    private static final String TASKLIST = "/camunda/app/tasklist/default/#/?task=";

    private final VisibleCases cases;
    private final StepVisits visits;
    private final Demands demands;
    private final Categories categories;
    private final Units units;
    private final SlaClocks clocks;
    private final Supervisions supervisions;
    private final Interventions interventions;
    private final TaskService taskService;
    private final IdentityService identityService;
    private final CurrentActor currentActor;
    private final Clock clock;

    public String numberOf(String processInstance) {
        return cases.numberOf(processInstance);
    }

    /** @throws org.ganxian.platform.Refusal 403 or 404 when the logged-in person may not see it */
    @Transactional
    public CaseView of(String number) {
        Demand demand = cases.lookAt(number);
        Instant now = clock.instant();
        List<StepVisit> visited = visits.of(number);
        Optional<StepVisit> current = visited.stream().filter(StepVisit::lasts).findFirst();
        Optional<Task> task = current.flatMap(visit -> taskOf(number, visit));
        List<SlaClock> all =
                clocks.of(number).stream().filter(c -> isOfOffice(c.step())).toList();
        Interventions.May may = interventions.may(number);
        return new CaseView(
                number,
                demand.title(),
                demand.status().title(),
                demand.priority() == null ? null : demand.priority().name(),
                demand.priority() == null ? null : demand.priority().title(),
                String.join(" / ", categories.path(demand.categoryCode())),
                units.path(demand.placeCode()),
                units.find(demand.servingUnit()).map(Unit::name).orElse(null),
                task.map(this::holder).orElse(null),
                current.map(s -> new CaseView.CurrentStep(s.activity(), s.name(), s.enteredAt()))
                        .orElse(null),
                demand.receivedAt(),
                all.stream().map(c -> deadline(c, now)).toList(),
                why(all, visited, now),
                demand.pausedAt().orElse(null),
                clocks.pausesOf(number).stream()
                        .map(p -> new CaseView.Pause(p.from(), p.to()))
                        .toList(),
                ladder(number),
                demands.timeline(demand).stream()
                        .map(e -> new CaseView.Line(e.at(), e.step().title(), e.actorTitle(), e.text()))
                        .toList(),
                new CaseView.Links(
                        task.filter(this::isVisible)
                                .map(t -> TASKLIST + t.getId())
                                .orElse(null),
                        "/desk/cases/" + number,
                        "/desk/cases/" + number + "/resident"),
                new CaseView.Deeds(
                        CaseView.Deed.of(may.supervise()),
                        CaseView.Deed.of(may.redispatch()),
                        CaseView.Deed.of(may.extend())),
                Stream.concat(Stream.of(OTHERS_OF_THE_UNIT), may.units().stream())
                        .toList(),
                may.extensions());
    }

    /** Limits that say whether the office is late, without those of supervisors. */
    private static boolean isOfOffice(Milestone step) {
        return switch (step) {
            case DISPATCH, FIRST_CONTACT, CLAIM, COMPLETION, ACCEPTANCE, DECISION, ISSUE, RECTIFICATION, CALL_BACK ->
                true;
            default -> false;
        };
    }

    private CaseView.Deadline deadline(SlaClock c, Instant now) {
        Duration late = clocks.lateAt(c, now);
        return new CaseView.Deadline(
                c.step().title(),
                c.dueAt(),
                c.endedAt().orElse(null),
                !late.isZero(),
                late.toMinutes(),
                c.isProvisional() && c.endedAt().isEmpty());
    }

    private List<String> why(List<SlaClock> all, List<StepVisit> visited, Instant now) {
        List<String> why = new ArrayList<>();
        for (SlaClock c : all) {
            Duration late = clocks.lateAt(c, now);
            if (!late.isZero()) {
                why.add(c.step().title() + "超时 " + PeopleTime.lasting(late)
                        + visited.stream()
                                .filter(s -> s.includes(c.dueAt()))
                                .findFirst()
                                .map(s -> "，到期时在“" + s.name() + "”环节")
                                .orElse(""));
            }
        }
        if (!why.isEmpty()) {
            visited.stream()
                    .max(Comparator.comparing(s -> s.lasted(now)))
                    .ifPresent(s -> why.add("停留最久的环节是“" + s.name() + "”，" + PeopleTime.lasting(s.lasted(now))));
        }
        return why;
    }

    private List<CaseView.SupervisionEntry> ladder(String number) {
        return supervisions.ladder(number).stream()
                .map(r -> new CaseView.SupervisionEntry(
                        r.level().title(), r.unit(), r.cause(), r.raisedAt(), r.answerDue(), r.outcome(), r.endedAt()))
                .toList();
    }

    private Optional<Task> taskOf(String number, StepVisit visit) {
        return currentActor.asSystem(
                () -> taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .taskDefinitionKey(visit.activity())
                        .list()
                        .stream()
                        .findFirst());
    }

    private boolean isVisible(Task task) {
        return taskService.createTaskQuery().taskId(task.getId()).count() > 0;
    }

    /** Who has it by unit and duty; nobody yet: who may take it. */
    private String holder(Task task) {
        if (task.getAssignee() != null) {
            return currentActor.of(task.getAssignee()).title();
        }
        return currentActor.asSystem(() -> {
            String groups = taskService.getIdentityLinksForTask(task.getId()).stream()
                    .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                    .map(IdentityLink::getGroupId)
                    .map(id -> identityService.createGroupQuery().groupId(id).singleResult())
                    .filter(Objects::nonNull)
                    .map(Group::getName)
                    .collect(Collectors.joining("、"));
            return groups.isEmpty() ? "还没有人领取" : groups + "（还没有人领取）";
        });
    }
}
