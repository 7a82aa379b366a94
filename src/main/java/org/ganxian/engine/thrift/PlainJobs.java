package org.ganxian.engine.thrift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.jspecify.annotations.Nullable;

/**
 * What a process waits for reaches it at once, never by a job: none is looked for when it waits no longer. The jobs of a
 * process are few and read at once, once in a command, whether it or one of its executions is asked for them: what comes to
 * be stored meanwhile is the command's own, and so in its memory.
 */
class PlainJobs extends JobManager {

    /** By execution, as they were read. */
    private record Read(List<JobEntity> all, Map<String, List<JobEntity>> byExecution) {}

    private final Map<String, Read> ofProcesses = new HashMap<>();

    @Override
    public List<JobEntity> findJobsByConfiguration(String handler, String configuration, @Nullable String tenant) {
        return ProcessEventJobHandler.TYPE.equals(handler)
                ? List.of()
                : super.findJobsByConfiguration(handler, configuration, tenant);
    }

    @Override
    public List<JobEntity> findJobsByProcessInstanceId(String process) {
        return new ArrayList<>(of(process).all);
    }

    @Override
    public List<JobEntity> findJobsByExecutionId(String execution) {
        ExecutionEntity known = getDbEntityManager().getCachedEntity(ExecutionEntity.class, execution);
        return known == null || known.getProcessInstanceId() == null
                ? super.findJobsByExecutionId(execution)
                : new ArrayList<>(of(known.getProcessInstanceId()).byExecution.getOrDefault(execution, List.of()));
    }

    private Read of(String process) {
        Read known = ofProcesses.get(process);
        if (known == null) {
            List<JobEntity> all = super.findJobsByProcessInstanceId(process);
            known = new Read(
                    all,
                    all.stream()
                            .filter(job -> job.getExecutionId() != null)
                            .collect(Collectors.groupingBy(JobEntity::getExecutionId)));
            ofProcesses.put(process, known);
        }
        return known;
    }
}
