package org.ganxian.search;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.demand.ManyDemands;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.deployment.ProcessDeployment;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.Refusal;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/search-rebuild.bpmn} calls: writes the entries of cases that an older version took in,
 * and all of them under another key, a batch a job. A start begins it where something lacks, which is after an upgrade and after
 * keys were changed: either takes a start.
 */
@CalledByDiagrams
@Component("searchRebuilds")
@Order(ProcessDeployment.ORDER + 1)
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SearchRebuilds implements Groundwork {

    static final String PROCESS = "search-rebuild";
    private static final int BATCH = 200;

    private final Rebuild.Repository rebuilds;
    private final Entries entries;
    private final ManyDemands demands;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final Clock clock;

    /** The one that runs; empty when all cases can be found. */
    @Transactional(readOnly = true)
    public Optional<Rebuild> running() {
        return rebuilds.findFirstByOrderByIdDesc().filter(Rebuild::isRunning);
    }

    /** One node at a time does this. */
    @Override
    public void lay() {
        long stale = entries.stale();
        if (stale > 0 && running().isEmpty()) {
            Rebuild begun = rebuilds.save(new Rebuild(clock.instant(), stale));
            actors.asSystem(
                    () -> runtime.startProcessInstanceByKey(PROCESS, begun.id().toString()));
        }
    }

    /** The process runs for those alone that a start has begun. */
    public void begin(DelegateExecution execution) {
        if (!of(execution).isRunning()) {
            throw Refusal.conflict("这次重建已经完成");
        }
    }

    public void next(DelegateExecution execution) {
        Rebuild running = of(execution);
        List<Entries.Stale> some = entries.staleAfter(running.lastId(), BATCH);
        if (some.isEmpty()) {
            running.finish(clock.instant());
            return;
        }
        entries.renew(demands.take(some.stream().map(Entries.Stale::number).toList()));
        running.advance(some.get(some.size() - 1).id(), some.size());
    }

    public boolean hasMore(DelegateExecution execution) {
        return of(execution).isRunning();
    }

    private Rebuild of(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        if (key == null || !key.matches("\\d{1,18}")) {
            throw Refusal.notFound("没有这次重建");
        }
        return rebuilds.findById(Long.parseLong(key)).orElseThrow(() -> Refusal.notFound("没有这次重建"));
    }
}
