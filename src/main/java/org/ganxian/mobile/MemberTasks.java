package org.ganxian.mobile;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.ganxian.casework.panel.TaskCards;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Due;
import org.ganxian.engine.SomeTasks;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.sla.TimeLeft;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tasks of whoever is logged in, most urgent first unless they ask otherwise, as cards for a small screen. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor
class MemberTasks {

    /**
     * @param place community, or what is nearest to it
     * @param address null before the task is claimed
     * @param priority code, empty until routed
     */
    record Card(
            String taskId,
            String task,
            String number,
            String title,
            String place,
            @Nullable String address,
            String priority,
            String priorityName,
            @Nullable TimeLeft time) {}

    private final TaskService tasks;
    private final TaskCards taskCards;
    private final Units units;
    private final CurrentActor currentActor;
    private final TimeLeft.Times times;
    private final Clock clock;

    long countMine() {
        return SomeTasks.count(mine());
    }

    long countClaimable() {
        return currentActor.groups().isEmpty() ? 0 : SomeTasks.count(claimable());
    }

    Page<Card> mine(boolean newestFirst, PageRequest page) {
        return cards(mine(), newestFirst, page, true);
    }

    Page<Card> claimable(boolean newestFirst, PageRequest page) {
        return currentActor.groups().isEmpty() ? Page.empty(page) : cards(claimable(), newestFirst, page, false);
    }

    /** The task that this person has to do now for a case. */
    Optional<String> taskFor(String number) {
        return mine().processInstanceBusinessKey(number).listPage(0, 1).stream()
                .map(Task::getId)
                .findFirst();
    }

    private TaskQuery mine() {
        return tasks.createTaskQuery().taskAssignee(currentActor.username().orElseThrow());
    }

    private TaskQuery claimable() {
        return tasks.createTaskQuery()
                .taskCandidateGroupIn(currentActor.groups())
                .taskUnassigned();
    }

    private Page<Card> cards(TaskQuery query, boolean newestFirst, PageRequest page, boolean held) {
        long all = SomeTasks.count(query);
        TaskQuery sorted = newestFirst
                ? query.orderByTaskCreateTime().desc()
                : query.orderByDueDate().asc().orderByTaskCreateTime().asc();
        List<Task> shown = sorted.listPage((int) page.getOffset(), page.getPageSize());
        if (shown.isEmpty()) {
            return new PageImpl<>(List.of(), page, all);
        }
        Map<String, Demand> demands = taskCards
                .of(shown.stream().map(Task::getId).toList())
                .stream()
                .collect(Collectors.toMap(c -> c.task().getId(), TaskCards.Card::demand));
        Map<String, List<TimeLeft>> left =
                times.of(demands.values().stream().map(Demand::number).toList(), clock.instant());
        return new PageImpl<>(
                shown.stream()
                        .flatMap(t -> Optional.ofNullable(demands.get(t.getId()))
                                .map(d -> card(t, d, left.getOrDefault(d.number(), List.of()), held))
                                .stream())
                        .toList(),
                page,
                all);
    }

    private Card card(Task task, Demand demand, List<TimeLeft> left, boolean held) {
        return new Card(
                task.getId(),
                task.getName(),
                demand.number(),
                demand.title(),
                units.find(demand.placeCode()).map(Unit::name).orElse("地点不明"),
                held ? demand.address() : null,
                demand.priority() == null ? "" : demand.priority().name(),
                demand.priority() == null ? "" : demand.priority().title(),
                ofWhatIsDue(demand, left).orElse(null));
    }

    /** Empty when nothing is due. */
    Optional<TimeLeft> timeLeft(Demand demand) {
        List<TimeLeft> left =
                times.of(List.of(demand.number()), clock.instant()).getOrDefault(demand.number(), List.of());
        return ofWhatIsDue(demand, left);
    }

    private static Optional<TimeLeft> ofWhatIsDue(Demand demand, List<TimeLeft> left) {
        Due due = Due.of(demand);
        return left.stream().filter(one -> one.step() == due.step()).findFirst();
    }
}
