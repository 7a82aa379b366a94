package org.ganxian.engine.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.ganxian.platform.CurrentActor;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Links each open task of a case to all who worked on the case before, so that Tasklist's 我经手的 finds it. The link lets
 * them read that there is such a task ({@link TaskRights}), nothing more. A supervision that the case calls is none of
 * theirs.
 */
@Component
class WorkedCases {

    /** The type of the link. */
    static final String WORKED = "worked";

    private static final String COMPLETED = "completed";

    private final HistoryService historyService;
    private final CurrentActor currentActor;

    WorkedCases(@Lazy HistoryService historyService, @Lazy CurrentActor currentActor) {
        this.historyService = historyService;
        this.currentActor = currentActor;
    }

    void onCreation(DelegateTask task) {
        if (isOfTheCaseItself(task)) {
            workersOn(task.getExecution().getProcessBusinessKey()).forEach(who -> link((TaskEntity) task, who));
        }
    }

    /** Tasks that were open beside this one learn of its worker too. */
    void onCompletion(DelegateTask task) {
        // A superior's answer is no work on the case; it may give them a task of it with every right.
        if (!isOfTheCaseItself(task) || task.getAssignee() == null) {
            return;
        }
        openBeside((TaskEntity) task).forEach(other -> link(other, task.getAssignee()));
    }

    /** Found by the process's executions, which the engine has read to go on: hardly any case has a second task. */
    private static List<TaskEntity> openBeside(TaskEntity task) {
        List<ExecutionEntity> all = new ArrayList<>();
        gather(task.getExecution().getProcessInstance(), all);
        return all.stream()
                .filter(execution -> execution.getActivity() != null
                        && execution.getActivity().getActivityBehavior() instanceof UserTaskActivityBehavior)
                .filter(execution -> !execution.getId().equals(task.getExecutionId()))
                .flatMap(execution -> execution.getTasks().stream())
                .toList();
    }

    private static void gather(ExecutionEntity execution, List<ExecutionEntity> all) {
        all.add(execution);
        execution.getExecutions().forEach(below -> gather(below, all));
    }

    private boolean isOfTheCaseItself(DelegateTask task) {
        return task.getExecution() != null
                && task.getExecution().getProcessBusinessKey() != null
                && task.getExecution().getProcessInstance().getSuperExecution() == null;
    }

    /** Whoever completed a task of the case or holds one; a task that was put back or taken away does not count. */
    private Set<String> workersOn(String number) {
        return currentActor
                .asSystem(() -> historyService
                        .createHistoricTaskInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .taskAssigned()
                        .list())
                .stream()
                .filter(before -> before.getEndTime() == null || COMPLETED.equals(before.getDeleteReason()))
                .map(HistoricTaskInstance::getAssignee)
                .collect(Collectors.toSet());
    }

    private static void link(TaskEntity task, String username) {
        Predicate<IdentityLinkEntity> same = link -> WORKED.equals(link.getType()) && username.equals(link.getUserId());
        // Whoever has the task has every right already, of which the link would leave reading only.
        if (!username.equals(task.getAssignee())
                && task.getIdentityLinks().stream().noneMatch(same)) {
            task.addUserIdentityLink(username, WORKED);
        }
    }
}
