package org.ganxian.reconciliation;

import java.time.Clock;
import java.time.Duration;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bean that {@code processes/reconciliation.bpmn} calls. It looks and tells; it repairs nothing by itself. */
@CalledByDiagrams
@Component("reconciling")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class Reconciling {

    private static final int BATCH = 2_000;
    private static final Duration KEPT = Duration.ofDays(30);

    private final Reconciliation reconciliation;
    private final ReconciliationRun.Repository runs;
    private final Clock clock;

    public void begin(DelegateExecution execution) {
        runs.deleteByStartedAtBefore(clock.instant().minus(KEPT));
        execution.setProcessBusinessKey(
                runs.save(new ReconciliationRun(clock.instant())).id().toString());
    }

    /** One batch, which is one job. */
    public void next(DelegateExecution execution) {
        ReconciliationRun run = of(execution);
        Reconciliation.Part part = reconciliation.look(run.nextPlace(), BATCH);
        part.breaks().forEach(one -> log.error("对账发现不符：{} {}，{}", one.number(), one.title(), one.what()));
        run.advance(part, clock.instant());
    }

    public boolean hasMore(DelegateExecution execution) {
        return of(execution).finishedAt() == null;
    }

    private ReconciliationRun of(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        if (key == null || !key.matches("\\d{1,18}")) {
            throw Refusal.notFound("没有这次对账");
        }
        return runs.findById(Long.parseLong(key)).orElseThrow(() -> Refusal.notFound("没有这次对账"));
    }
}
