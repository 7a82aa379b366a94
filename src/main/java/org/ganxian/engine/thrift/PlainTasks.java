package org.ganxian.engine.thrift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.db.AuthorizationCheck;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;

/**
 * The engine's tasks without what no diagram of ours has, and lists of them that are read from the rights of whoever asks.
 * The engine's own compare each task with each of these rights: twelve seconds for a desk that has 11,000 tasks
 * ({@code engine/readable-tasks.xml}).
 */
class PlainTasks extends TaskManager {

    /** No task has another one below it: nobody may make a task by hand ({@code engine-calls.txt}), and no diagram makes such. */
    @Override
    public List<Task> findTasksByParentTaskId(String task) {
        return List.of();
    }

    /** An execution has one task at most, as each stay at a task is an execution of its own: one that was read is that. */
    @Override
    public List<TaskEntity> findTasksByExecutionId(String execution) {
        DbEntityManager entities = getDbEntityManager();
        List<TaskEntity> read = entities.getCachedEntitiesByType(TaskEntity.class).stream()
                .filter(task -> execution.equals(task.getExecutionId()))
                .filter(task -> Objects.requireNonNull(
                                        entities.getDbEntityCache().getCachedEntity(TaskEntity.class, task.getId()))
                                .getEntityState()
                        != DbEntityState.TRANSIENT)
                .toList();
        return read.isEmpty() ? super.findTasksByExecutionId(execution) : new ArrayList<>(read);
    }

    /** Its links go all at once: the engine reads them and deletes one after the other, for a history that is not kept. */
    @Override
    public void deleteTask(TaskEntity task, String reason, boolean cascade, boolean skipsListeners) {
        if (!task.isDeleted()) {
            getDbEntityManager().delete(IdentityLinkEntity.class, "deleteLinksOfTask", task.getId());
        }
        super.deleteTask(task, reason, cascade, skipsListeners);
    }

    /** Those of a task that is ending need not be known. */
    static class Links extends IdentityLinkManager {

        @Override
        public List<IdentityLinkEntity> findIdentityLinksByTaskId(String task) {
            TaskEntity known = getDbEntityManager().getCachedEntity(TaskEntity.class, task);
            return known != null && known.isDeleted() ? List.of() : super.findIdentityLinksByTaskId(task);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Task> findTasksByQueryCriteria(TaskQueryImpl asked) {
        configureQuery(asked);
        return getDbEntityManager()
                .selectList(isByRights(asked) ? "selectReadableTasks" : "selectTaskByQueryCriteria", asked);
    }

    @Override
    public long findTaskCountByQueryCriteria(TaskQueryImpl asked) {
        configureQuery(asked);
        boolean byRights = isByRights(asked);
        // The engine itself limits no count.
        boolean some = asked.getMaxResults() < Integer.MAX_VALUE
                && !asked.getAuthCheck().isAuthorizationCheckEnabled();
        String question = some
                ? byRights ? "countSomeReadableTasks" : "countSomeTasks"
                : byRights ? "countReadableTasks" : "selectTaskCountByQueryCriteria";
        return (Long) getDbEntityManager().selectOne(question, asked);
    }

    /**
     * Whether whoever asks may read those tasks alone to which they have a right each. Whoever may read all is asked nothing
     * more; a right to the tasks of one diagram is the engine's to look at.
     */
    private boolean isByRights(TaskQueryImpl asked) {
        AuthorizationCheck check = asked.getAuthCheck();
        if (!check.isAuthorizationCheckEnabled() || check.getAuthUserId() == null) {
            return false;
        }
        Set<String> beyond = isNamed(asked)
                ? Set.of()
                : isForOneself(asked, check) ? Set.of(Authorization.ANY) : beyondSingleTasks(check);
        if (!beyond.isEmpty() && !beyond.contains(Authorization.ANY)) {
            return false;
        }
        check.setAuthorizationCheckEnabled(false);
        check.setShouldPerformAuthorizatioCheck(false);
        check.getPermissionChecks().clear();
        return beyond.isEmpty();
    }

    /** Whether the few tasks of one case are asked for, or named tasks: that question looks at all of their rights itself. */
    private static boolean isNamed(TaskQueryImpl asked) {
        return asked.getTaskId() != null
                || asked.getTaskIdIn() != null
                || asked.getProcessInstanceId() != null
                || asked.getProcessInstanceBusinessKey() != null;
    }

    /** Whether tasks alone are asked for that whoever asks holds or may take: the right to read it comes with either. */
    private static boolean isForOneself(TaskQueryImpl asked, AuthorizationCheck check) {
        List<String> groups = asked.getCandidateUser() == null ? asked.getCandidateGroups() : null;
        return check.getAuthUserId().equals(asked.getAssignee())
                || groups != null
                        && !groups.isEmpty()
                        && check.getAuthGroupIds().containsAll(groups);
    }

    /** Keys of diagrams whose tasks they may read, or {@value Authorization#ANY} for all. */
    @SuppressWarnings("unchecked")
    private Set<String> beyondSingleTasks(AuthorizationCheck check) {
        return new HashSet<>(getDbEntityManager()
                .selectListWithRawParameter(
                        "selectTasksReadByDiagram",
                        Map.of("user", check.getAuthUserId(), "groups", check.getAuthGroupIds()),
                        0,
                        Integer.MAX_VALUE));
    }
}
