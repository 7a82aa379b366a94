package org.ganxian.imports;

import java.util.Date;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Takes files in while nobody waits: {@code processes/file-import.bpmn} calls it, a job a part. */
@CalledByDiagrams
@Component("fileImportRuns")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FileImportRuns {

    static final String PROCESS = "file-import";

    private final FileImports imports;
    private final RuntimeService runtime;
    private final CurrentActor actors;

    /** Lets the engine do what is left, and forget the report in the end. In the transaction in which it was begun. */
    public void start(FileImport begun) {
        actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, begun.id()));
    }

    /** Whether it waits for somebody who finds out what went wrong. */
    public boolean isStuck(FileImport one) {
        return actors.asSystem(() -> of(one).withIncident().count() > 0);
    }

    /** Forgets the report now. To be called in a transaction. */
    public void delete(FileImport one) {
        actors.asSystem(() -> {
            for (ProcessInstance process : of(one).list()) {
                runtime.deleteProcessInstance(process.getId(), "deleted");
            }
            return one;
        });
        imports.forget(one.id());
    }

    private ProcessInstanceQuery of(FileImport one) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(one.id(), PROCESS);
    }

    /** The process runs for those alone that somebody has begun. */
    public void begin(DelegateExecution execution) {
        get(execution);
    }

    public boolean isAttended(DelegateExecution execution) {
        return get(execution).attendedUntil() != null;
    }

    /** When whoever sent it has been waited for. */
    public Date attendedUntil(DelegateExecution execution) {
        FileImport one = get(execution);
        return Date.from(one.attendedUntil() == null ? one.startedAt() : one.attendedUntil());
    }

    /** One part. */
    public void next(DelegateExecution execution) {
        imports.step(get(execution).id());
    }

    public boolean hasMore(DelegateExecution execution) {
        return imports.isRunning(get(execution).id());
    }

    public String kept(DelegateExecution execution) {
        return imports.kindOf(get(execution)).kept().toString();
    }

    public void forget(DelegateExecution execution) {
        imports.forget(get(execution).id());
    }

    private FileImport get(DelegateExecution execution) {
        String id = execution.getProcessBusinessKey();
        return imports.find(id == null ? "" : id).orElseThrow(() -> Refusal.conflict("文件只能在导入页面选择"));
    }
}
