package org.ganxian.insight.cases;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.insight.Managers;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Units;
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
    private final IdentityService identityService;
    private final CurrentActor currentActor;
    private final People people;
    private final Units units;
    private final Managers managers;

    /** Of a case that is in this step now. */
    public Holder at(String number, String activity) {
        return taskOf(number, activity).map(this::holder).orElse(Holder.NOBODY);
    }

    /** The task of the case in this activity; empty where nobody has to do anything. */
    Optional<Task> taskOf(String number, String activity) {
        return currentActor.asSystem(() ->
                taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .taskDefinitionKey(activity)
                        .list()
                        .stream()
                        .findFirst());
    }

    /** Whether the logged-in person may open it in Tasklist. */
    boolean isVisible(Task task) {
        return taskService.createTaskQuery().taskId(task.getId()).count() > 0;
    }

    /** Who has it by unit and duty, and by name for whoever may know it; nobody yet: who may take it. */
    String of(Task task) {
        return holder(task).inWords();
    }

    private Holder holder(Task task) {
        String assignee = task.getAssignee();
        return assignee == null
                ? new Holder(candidates(task), null)
                : new Holder(currentActor.of(assignee).title(), nameOf(assignee).orElse(null));
    }

    /** Managers and supervisors know by name who works in the units of their area, and nobody else's people. */
    private Optional<String> nameOf(String assignee) {
        return people.find(assignee)
                .filter(person -> units.isWithin(
                        person.unitCode(), managers.area(null).unit().code()))
                .map(Person::name);
    }

    private String candidates(Task task) {
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
