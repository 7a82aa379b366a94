package org.ganxian.engine.thrift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;
import org.camunda.bpm.engine.impl.db.PermissionCheck;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/** The engine's rights, asked for by whose they are and what they are for: no more of that table is read. */
public class RightsByKey extends AuthorizationManager {

    /** What the engine gives with a task, see {@code default-user-permission-name-for-task}. */
    private static final Set<Permission> OF_THE_HOLDER = Set.of(Permissions.READ, Permissions.TASK_WORK);

    private final Map<String, List<AuthorizationEntity>> ofTasks = new HashMap<>();

    /**
     * All of somebody's groups. The engine's own keeps only those that have any right at all, for which it reads the group
     * of every right there is, in each command.
     */
    @Override
    public List<String> filterAuthenticatedGroupIds(@Nullable List<String> groups) {
        return groups == null ? new ArrayList<>() : new ArrayList<>(groups);
    }

    /** The rights to a task that this command makes are in its memory at most, where the engine looks next. */
    @Override
    public @Nullable AuthorizationEntity findAuthorization(
            int type, @Nullable String user, @Nullable String group, @Nullable Resource resource, String id) {
        if (resource != Resources.TASK || type != Authorization.AUTH_TYPE_GRANT) {
            return super.findAuthorization(type, user, group, resource, id);
        }
        return isJustMade(id)
                ? null
                : ofTask(id).stream()
                        .filter(right -> Objects.equals(user, right.getUserId()))
                        .filter(right -> Objects.equals(group, right.getGroupId()))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * Mostly somebody works a task by a right to this very task, and whoever holds it has the one that came with it, which
     * nobody takes away. Only then is the engine's own long question left out.
     */
    @Override
    public boolean isAuthorized(@Nullable String user, @Nullable List<String> groups, CompositePermissionCheck asked) {
        return asked.isDisjunctive()
                        && asked.getAtomicChecks().stream()
                                .filter(check -> check.getResource() == Resources.TASK && check.getResourceId() != null)
                                .anyMatch(check -> isTheHolders(user, check) || isGranted(user, groups, check))
                || super.isAuthorized(user, groups, asked);
    }

    private boolean isTheHolders(@Nullable String user, PermissionCheck asked) {
        if (user == null || !OF_THE_HOLDER.contains(asked.getPermission())) {
            return false;
        }
        CachedDbEntity task =
                getDbEntityManager().getDbEntityCache().getCachedEntity(TaskEntity.class, asked.getResourceId());
        // As the database has it, not as this command would like it.
        return task != null
                && task.getEntityState() == DbEntityState.PERSISTENT
                && !task.isDirty()
                && user.equals(((TaskEntity) task.getEntity()).getAssignee());
    }

    private boolean isGranted(@Nullable String user, @Nullable List<String> groups, PermissionCheck asked) {
        return ofTask(asked.getResourceId()).stream()
                .filter(right -> right.getUserId() != null
                        ? right.getUserId().equals(user)
                        : groups != null && groups.contains(right.getGroupId()))
                .anyMatch(right -> right.isPermissionGranted(asked.getPermission()));
    }

    /** All rights to a task, read once a command. */
    @SuppressWarnings("unchecked")
    private List<AuthorizationEntity> ofTask(String id) {
        return ofTasks.computeIfAbsent(
                id,
                task -> getDbEntityManager()
                        .selectListWithRawParameter(
                                "selectAuthorizationByParameters",
                                Map.of(
                                        "type",
                                        Authorization.AUTH_TYPE_GRANT,
                                        "resourceType",
                                        Resources.TASK.resourceType(),
                                        "resourceId",
                                        task),
                                0,
                                Integer.MAX_VALUE));
    }

    /** Whether a task is not in the database yet. */
    public static boolean isJustMade(String task) {
        CachedDbEntity known = Context.getCommandContext()
                .getDbEntityManager()
                .getDbEntityCache()
                .getCachedEntity(TaskEntity.class, task);
        return known != null && known.getEntityState() == DbEntityState.TRANSIENT;
    }
}
