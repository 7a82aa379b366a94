package org.ganxian.engine.thrift;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/** The engine's rights, asked for by whose they are and what they are for: no more of that table is read. */
public class RightsByKey extends AuthorizationManager {

    public static SessionFactory factory() {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return AuthorizationManager.class;
            }

            @Override
            public Session openSession() {
                return new RightsByKey();
            }
        };
    }

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
        return resource == Resources.TASK && isJustMade(id)
                ? null
                : super.findAuthorization(type, user, group, resource, id);
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
