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
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;

/** Who has a case in hand now. */
@Component
@RequiredArgsConstructor
class CaseHolder {

    private final TaskService taskService;
    private final IdentityService identityService;
    private final CurrentActor currentActor;

    /** The task of the case in this activity; empty where nobody has to do anything. */
    Optional<Task> taskOf(String number, StepVisit visit) {
        return currentActor.asSystem(
                () -> taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .taskDefinitionKey(visit.activity())
                        .list()
                        .stream()
                        .findFirst());
    }

    /** Whether the logged-in person may open it in Tasklist. */
    boolean isVisible(Task task) {
        return taskService.createTaskQuery().taskId(task.getId()).count() > 0;
    }

    /** Who has it by unit and duty; nobody yet: who may take it. */
    String of(Task task) {
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
