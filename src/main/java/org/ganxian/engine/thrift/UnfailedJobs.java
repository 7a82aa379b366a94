package org.ganxian.engine.thrift;

import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;

/** A job that never failed has left no incident: nothing is looked for when it ends or is taken away. */
class UnfailedJobs extends IncidentManager {

    @Override
    public List<Incident> findIncidentByConfigurationAndIncidentType(String configuration, @Nullable String type) {
        JobEntity job = getDbEntityManager().getCachedEntity(JobEntity.class, configuration);
        // What made an incident stays with its job, whoever gave it new retries.
        return job != null
                        && job.getRetries() > 0
                        && job.getExceptionByteArrayId() == null
                        && job.getExceptionMessage() == null
                ? List.of()
                : super.findIncidentByConfigurationAndIncidentType(configuration, type);
    }
}
