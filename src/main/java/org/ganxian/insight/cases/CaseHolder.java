package org.ganxian.insight.cases;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.engine.TaskLinks;
import org.ganxian.insight.Managers;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who has a case in hand now. */
@Component
@RequiredArgsConstructor
public class CaseHolder {

    /**
     * Who has a case.
     *
     * @param post zh-CN, by unit and duty
     * @param name zh-CN; null while nobody has taken it, and for whoever may not know it
     */
    public record Holder(String post, @Nullable String name) {

        private static final Holder NOBODY = new Holder("系统等待，没有人要办", null);

        String inWords() {
            return name == null ? post : post + "（" + name + "）";
        }
    }

    private final TaskService taskService;
    private final RuntimeService runtimeService;
    private final TaskLinks links;
    private final CurrentActor currentActor;
    private final People people;
    private final Units units;
    private final Managers managers;

    /** By number, of cases that are in this step now; read at once. */
    public Map<String, Holder> at(Collection<String> numbers, String activity) {
        List<Task> tasks = numbers.isEmpty() ? List.of() : tasksOf(numbers, activity);
        Map<String, String> cases = numbersOf(tasks);
        Map<String, Holder> found = new HashMap<>();
        holders(tasks).forEach((task, holder) -> {
            String number = cases.get(task.getProcessInstanceId());
            if (number != null) {
                found.putIfAbsent(number, holder);
            }
        });
        return numbers.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), number -> found.getOrDefault(number, Holder.NOBODY)));
    }

    private List<Task> tasksOf(Collection<String> numbers, String activity) {
        return currentActor.asSystem(() -> taskService
                .createTaskQuery()
                .processInstanceBusinessKeyIn(numbers.toArray(String[]::new))
                .taskDefinitionKey(activity)
                .list());
    }

    private Map<String, String> numbersOf(List<Task> tasks) {
        Set<String> instances = tasks.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        return instances.isEmpty()
                ? Map.of()
                : currentActor.asSystem(
                        () -> runtimeService.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                                .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey)));
    }

    /** The task of the case in this activity; empty where nobody has to do anything. */
    Optional<Task> taskOf(String number, String activity) {
        return tasksOf(List.of(number), activity).stream().findFirst();
    }

    /** Whether the logged-in person may open it in Tasklist. */
    boolean isVisible(Task task) {
        return taskService.createTaskQuery().taskId(task.getId()).count() > 0;
    }

    /** Who has it by unit and duty, and by name for whoever may know it; nobody yet: who may take it. */
    String of(Task task) {
        return Objects.requireNonNull(holders(List.of(task)).get(task)).inWords();
    }

    private Map<Task, Holder> holders(List<Task> tasks) {
        Set<String> assignees =
                tasks.stream().map(Task::getAssignee).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<String, Actor> actors = assignees.isEmpty() ? Map.of() : currentActor.ofIds(assignees);
        Map<String, String> names = namesOf(assignees);
        Map<String, String> candidates = candidates(tasks.stream()
                .filter(task -> task.getAssignee() == null)
                .map(Task::getId)
                .toList());
        Map<Task, Holder> holders = new LinkedHashMap<>();
        for (Task task : tasks) {
            String assignee = task.getAssignee();
            holders.put(
                    task,
                    assignee == null
                            ? new Holder(candidates.getOrDefault(task.getId(), "还没有人领取"), null)
                            : new Holder(
                                    Objects.requireNonNull(actors.get(assignee)).title(), names.get(assignee)));
        }
        return holders;
    }

    /** Managers and supervisors know by name who works in the units of their area, and nobody else's people. */
    private Map<String, String> namesOf(Set<String> assignees) {
        if (assignees.isEmpty()) {
            return Map.of();
        }
        String own = managers.area(null).unit().code();
        return people.among(assignees).stream()
                .filter(person -> units.isWithin(person.unitCode(), own))
                .collect(Collectors.toMap(Person::username, Person::name));
    }

    /** By id of the task, in words. */
    private Map<String, String> candidates(List<String> tasks) {
        Map<String, List<String>> groups = new HashMap<>();
        links.of(tasks)
                .forEach((task, some) -> some.stream()
                        .filter(link -> IdentityLinkType.CANDIDATE.equals(link.type()) && link.group() != null)
                        .forEach(link -> groups.computeIfAbsent(task, t -> new ArrayList<>())
                                .add(Objects.requireNonNull(link.group()))));
        Map<String, String> names =
                links.namesOf(groups.values().stream().flatMap(List::stream).collect(Collectors.toSet()));
        Map<String, String> candidates = new HashMap<>();
        groups.forEach((task, some) -> candidates.put(
                task,
                some.stream().map(names::get).filter(Objects::nonNull).collect(Collectors.joining("、")) + "（还没有人领取）"));
        return candidates;
    }
}
