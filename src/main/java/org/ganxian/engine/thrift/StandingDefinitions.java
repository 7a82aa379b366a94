package org.ganxian.engine.thrift;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityCache;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * A diagram of this id, and the kinds of jobs on it, are what they are: a node reads them once. Only whether they are
 * suspended could change, which is for nobody ({@code engine-calls.txt}).
 */
final class StandingDefinitions {

    private StandingDefinitions() {}

    /** The diagram of this id as the engine has it in memory; null where it has not. */
    static @Nullable ProcessDefinitionEntity known(String id) {
        return Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .getProcessDefinitionCache()
                .get(id);
    }

    /** The engine keeps diagrams in memory and reads their row in each command all the same. */
    static final class Diagrams extends ProcessDefinitionManager {

        /** For a case under way; whether another one may begin, the database says. */
        @Override
        public @Nullable ProcessDefinitionEntity findLatestDefinitionById(String id) {
            ProcessDefinitionEntity known = isUnderWay(id) ? known(id) : null;
            return known == null ? super.findLatestDefinitionById(id) : known;
        }

        private boolean isUnderWay(String id) {
            DbEntityCache read = getDbEntityManager().getDbEntityCache();
            return read.getEntitiesByType(TaskEntity.class).stream()
                            .anyMatch(task -> id.equals(task.getProcessDefinitionId())
                                    && isStored(read, task.getId(), TaskEntity.class))
                    || read.getEntitiesByType(ExecutionEntity.class).stream()
                            .anyMatch(part -> id.equals(part.getProcessDefinitionId())
                                    && isStored(read, part.getId(), ExecutionEntity.class));
        }

        private static boolean isStored(DbEntityCache read, String id, Class<?> type) {
            return read.getCachedEntity(type, id).getEntityState() != DbEntityState.TRANSIENT;
        }
    }

    /** Asked for by each timer that is made. */
    @RequiredArgsConstructor
    static final class Jobs extends JobDefinitionManager {

        private final Cache<String, JobDefinitionEntity> known;

        static Cache<String, JobDefinitionEntity> nothingKnown() {
            return Caffeine.newBuilder().maximumSize(10_000).build();
        }

        @Override
        public @Nullable JobDefinitionEntity findById(String id) {
            JobDefinitionEntity kept = known.getIfPresent(id);
            if (kept != null) {
                return kept;
            }
            JobDefinitionEntity read = super.findById(id);
            if (read != null && !read.isSuspended()) {
                known.put(id, read);
            }
            return read;
        }
    }
}
