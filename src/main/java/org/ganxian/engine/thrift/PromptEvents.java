package org.ganxian.engine.thrift;

import java.util.List;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.jspecify.annotations.Nullable;

/** What a process waits for reaches it at once, never by a job: none is looked for when it waits no longer. */
class PromptEvents extends JobManager {

    @Override
    public List<JobEntity> findJobsByConfiguration(String handler, String configuration, @Nullable String tenant) {
        return ProcessEventJobHandler.TYPE.equals(handler)
                ? List.of()
                : super.findJobsByConfiguration(handler, configuration, tenant);
    }
}
