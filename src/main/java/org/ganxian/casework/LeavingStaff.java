package org.ganxian.casework;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.MyTasks;
import org.ganxian.organization.Duty;
import org.ganxian.organization.HeldWork;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the work of whoever leaves goes on, in any flow: their tasks, supervisions too, and the cases that would come back
 * to them.
 */
@Component
@Transactional
class LeavingStaff implements HeldWork {

    private static final String COMES_BACK = "case-";

    private final Map<String, SupervisedCases> flows;
    private final TaskService tasks;
    private final MyTasks numbers;
    private final Demands demands;
    private final People people;
    private final Casework casework;
    private final CurrentActor currentActor;

    LeavingStaff(
            List<SupervisedCases> flows,
            TaskService tasks,
            MyTasks numbers,
            Demands demands,
            People people,
            Casework casework,
            CurrentActor currentActor) {
        this.flows = flows.stream().collect(Collectors.toMap(SupervisedCases::key, Function.identity()));
        this.tasks = tasks;
        this.numbers = numbers;
        this.demands = demands;
        this.people = people;
        this.casework = casework;
        this.currentActor = currentActor;
    }

    @Override
    public List<Held> of(String username) {
        return currentActor.asSystem(() -> {
            Map<String, Held> held = new LinkedHashMap<>();
            for (Task task : tasks.createTaskQuery().taskAssignee(username).list()) {
                String number = numbers.numberOf(task).orElse("");
                held.put(task.getId(), new Held(task.getId(), number, task.getName(), groupsOf(task)));
            }
            Set<String> theirs = held.values().stream().map(Held::number).collect(Collectors.toSet());
            numbers.linkedTo(username).stream()
                    .filter(task -> !held.containsKey(task.getId()))
                    .forEach(task -> waiting(task, username)
                            .filter(one -> !theirs.contains(one.number()))
                            .ifPresent(one -> held.put(one.key(), one)));
            return held.values().stream()
                    .sorted(Comparator.comparing(Held::number))
                    .toList();
        });
    }

    private Optional<Held> waiting(Task task, String username) {
        return flowOf(task)
                .flatMap(flow -> numbers.numberOf(task)
                        .flatMap(demands::find)
                        .flatMap(demand -> flow.comesBackTo(demand, username)
                                .map(group -> new Held(
                                        COMES_BACK + demand.number(),
                                        demand.number(),
                                        task.getName() + "（办完后回到本人）",
                                        Set.of(group)))));
    }

    private Optional<SupervisedCases> flowOf(Task task) {
        return Optional.ofNullable(task.getProcessDefinitionId())
                .map(definition -> flows.get(definition.substring(0, definition.indexOf(':'))));
    }

    private Set<String> groupsOf(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> colleagues(Held held) {
        return held.groups().stream()
                .flatMap(this::in)
                .map(Person::username)
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<Person> in(String group) {
        int dash = group.lastIndexOf('-');
        return Duty.ofCode(group.substring(dash + 1)).stream()
                .flatMap(duty -> people.on(duty, group.substring(0, dash)).stream());
    }

    @Override
    public void handOn(Held held, String from, @Nullable String to, String note) {
        Optional<Demand> taken = demands.find(held.number()).map(found -> demands.take(found.number()));
        if (to != null
                && (to.equals(from)
                        || !people.staysAtWork(to)
                        || !colleagues(held).contains(to))) {
            throw notFor(held, to, "不在这个环节的经办岗位上");
        }
        String text = to == null ? note : note + "：" + currentActor.of(to).title();
        try {
            if (held.key().startsWith(COMES_BACK)) {
                taken.ifPresent(demand -> comesBack(demand, from, to, text));
            } else {
                stillHeld(held, from).ifPresent(task -> handOn(task, taken, to, text));
            }
        } catch (RuntimeException refused) {
            // Nobody is left with half of it: whoever asked hears which task it was.
            Optional<Refusal> why = Refusal.behind(refused);
            throw to != null && why.isPresent() ? notFor(held, to, why.get().getMessage()) : refused;
        }
    }

    private Optional<Task> stillHeld(Held held, String from) {
        return Optional.ofNullable(currentActor.asSystem(() ->
                tasks.createTaskQuery().taskId(held.key()).taskAssignee(from).singleResult()));
    }

    private void comesBack(Demand demand, String from, @Nullable String to, String text) {
        flows.values().stream()
                .filter(flow -> flow.comesBackTo(demand, from).isPresent())
                .forEach(flow -> flow.handOn(demand, from, to, text));
    }

    private void handOn(Task task, Optional<Demand> demand, @Nullable String to, String text) {
        Optional<SupervisedCases> flow = flowOf(task);
        if (flow.isPresent() && demand.isPresent()) {
            flow.get().handOn(task, demand.get(), to, text);
            return;
        }
        // A case that is over has no more lines: what is left of it is a task of its own.
        demand.filter(one -> !one.status().isFinal())
                .ifPresent(one -> casework.done(one, Step.HANDED_ON, task.getName() + "。" + text));
        currentActor.asSystem(() -> {
            tasks.setAssignee(task.getId(), to);
            return null;
        });
    }

    private Refusal notFor(Held held, String to, String why) {
        return Refusal.conflict("%s 的“%s”不能交给%s：%s"
                .formatted(
                        held.number(),
                        held.what(),
                        people.find(to).map(Person::name).orElse(to),
                        why));
    }
}
