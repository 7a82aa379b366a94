package org.ganxian.dispatch;

import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.ganxian.casework.panel.TaskCards;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Due;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.sla.TimeLeft;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What waits for somebody's groups and nobody has taken, earliest deadline first, of one deadline the oldest. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor
class WaitingTasks {

    private static final int TEXT_LENGTH = 120;

    /** The two kinds of lists. */
    enum Kind {
        DISPATCH("screen-order", "dispatch-order"),
        TRIAGE("triage-order");

        private final String[] steps;

        Kind(String... steps) {
            this.steps = steps;
        }
    }

    /** Numbers in title and text are masked. */
    record Line(
            String taskId,
            String step,
            String number,
            String title,
            String text,
            String category,
            String place,
            @Nullable String address,
            boolean screening,
            @Nullable TimeLeft time) {}

    private final TaskService tasks;
    private final TaskCards cards;
    private final Categories categories;
    private final Units units;
    private final People people;
    private final OwnDuties ownDuties;
    private final CurrentActor currentActor;
    private final TimeLeft.Times times;
    private final Clock clock;

    /** @param newestFirst instead of the earliest deadline first */
    Page<Line> of(Kind kind, boolean newestFirst, PageRequest page) {
        if (currentActor.groups().isEmpty()) {
            return Page.empty(page);
        }
        long all = query(kind).count();
        TaskQuery asked = newestFirst
                ? query(kind).orderByTaskCreateTime().desc()
                : query(kind).orderByDueDate().asc().orderByTaskCreateTime().asc();
        List<Task> shown = asked.listPage((int) page.getOffset(), page.getPageSize());
        if (shown.isEmpty()) {
            return new PageImpl<>(List.of(), page, all);
        }
        Map<String, Demand> demands = cards.of(shown.stream().map(Task::getId).toList()).stream()
                .filter(TaskCards.Card::inFull)
                .collect(Collectors.toMap(card -> card.task().getId(), TaskCards.Card::demand));
        Map<String, List<TimeLeft>> left =
                times.of(demands.values().stream().map(Demand::number).collect(Collectors.toSet()), clock.instant());
        return new PageImpl<>(
                shown.stream()
                        .flatMap(task -> Optional.ofNullable(demands.get(task.getId()))
                                .map(demand -> line(task, demand, left.getOrDefault(demand.number(), List.of())))
                                .stream())
                        .toList(),
                page,
                all);
    }

    private TaskQuery query(Kind kind) {
        return tasks.createTaskQuery()
                .taskCandidateGroupIn(currentActor.groups())
                .taskUnassigned()
                .taskDefinitionKeyIn(kind.steps);
    }

    private Line line(Task task, Demand demand, List<TimeLeft> left) {
        Due due = Due.of(demand);
        return new Line(
                task.getId(),
                task.getName(),
                demand.number(),
                Masks.inText(demand.title()),
                Texts.shorten(Masks.inText(demand.description()), TEXT_LENGTH),
                String.join(" / ", categories.path(demand.categoryCode())),
                demand.placeCode() == null ? "地点不明" : units.path(demand.placeCode()),
                demand.address(),
                task.getTaskDefinitionKey().equals("screen-order"),
                left.stream()
                        .filter(one -> one.step() == due.step())
                        .findFirst()
                        .orElse(null));
    }

    /** Members of the units for which whoever is logged in dispatches. */
    List<Choice> members() {
        return ownDuties.unitsWith(EnumSet.of(Duty.DISPATCHER)).stream()
                .flatMap(unit -> people.on(Duty.MEMBER, unit).stream()
                        .map(member ->
                                new Choice(member.name() + "（" + units.get(unit).name() + "）", member.username())))
                .collect(Collectors.toMap(Choice::value, Function.identity(), (one, same) -> one))
                .values()
                .stream()
                .sorted(Comparator.comparing(Choice::label))
                .toList();
    }
}
