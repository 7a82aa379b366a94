package org.ganxian.engine.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.ganxian.platform.data.NewCases;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Links each open task of a case to all who worked on the case before, so that Tasklist's 我经手的 finds it. The link lets
 * them read that there is such a task ({@link TaskRights}), nothing more. A supervision that the case calls is none of
 * theirs.
 */
@Component
@RequiredArgsConstructor
class WorkedCases {

    /** The type of the link. */
    static final String WORKED = "worked";

    /**
     * As the engine's own query would find them, for each task that is made. What this command has changed is not seen: a
     * task that it completes is still its worker's then.
     */
    private static final String WORKERS = "select distinct T.ASSIGNEE_ from ACT_HI_PROCINST P"
            + " join ACT_HI_TASKINST T on T.PROC_INST_ID_ = P.PROC_INST_ID_ where P.BUSINESS_KEY_ = ?"
            + " and T.ASSIGNEE_ is not null and (T.END_TIME_ is null or T.DELETE_REASON_ = 'completed')";

    private final JdbcTemplate jdbc;
    private final NewCases fresh;

    void onCreation(DelegateTask task) {
        if (isOfTheCaseItself(task)) {
            String number = task.getExecution().getProcessBusinessKey();
            (fresh.has(number) ? List.<String>of() : workersOn(number)).forEach(who -> link((TaskEntity) task, who));
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
    private List<String> workersOn(String number) {
        return jdbc.queryForList(WORKERS, String.class, number);
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
