package org.ganxian.sla.recomputation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OwnCommand;
import org.ganxian.engine.RunningCases;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.sla.Revision;
import org.ganxian.sla.Revisions;
import org.ganxian.sla.SlaClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/recompute.bpmn} calls. Each batch is one job and one transaction, in which the clocks, their
 * timers, the report and the place where to go on are written together: what was interrupted is done once more from the
 * last batch that was committed, and nothing twice. A clock that cannot be computed stops no other.
 */
@CalledByDiagrams
@Component("recomputing")
@Slf4j
@Transactional
public class Recomputing {

    private final Recomputations recomputations;
    private final Revisions revisions;
    private final EntityManager entities;
    private final CurrentActor actors;
    private final OwnCommand transaction;
    private final RunningCases cases;
    private final Clock clock;
    private final int batch;

    Recomputing(
            Recomputations recomputations,
            Revisions revisions,
            EntityManager entities,
            CurrentActor actors,
            OwnCommand transaction,
            RunningCases cases,
            Clock clock,
            @Value("${ganxian.recomputation.batch}") int batch) {
        this.recomputations = recomputations;
        this.revisions = revisions;
        this.entities = entities;
        this.actors = actors;
        this.transaction = transaction;
        this.cases = cases;
        this.clock = clock;
        this.batch = batch;
    }

    /** The process runs for recomputations alone that somebody has asked for. */
    public void begin(DelegateExecution execution) {
        if (!of(execution).isRunning()) {
            throw Refusal.conflict("这次重算已经完成");
        }
    }

    /** One batch; when a clock of it fails, each of its clocks by itself, and those that fail are set aside. */
    public void next(DelegateExecution execution) {
        long id = idOf(execution);
        try {
            transaction.run(() -> recompute(id, batch));
        } catch (RuntimeException failed) {
            unlessItMayPass(failed);
            boolean more = true;
            for (int one = 0; one < batch && more; one++) {
                more = recomputeOne(id);
            }
        }
    }

    /** What may pass by itself, a lost race for example, fails the job, which is tried again as a whole. */
    private static void unlessItMayPass(RuntimeException failed) {
        boolean isMeanwhileMoved = Refusal.behind(failed)
                .filter(refusal -> refusal.status() == HttpStatus.CONFLICT)
                .isPresent();
        if (isMeanwhileMoved || RetriedTransaction.isLostRace(failed)) {
            throw failed;
        }
    }

    private boolean recomputeOne(long id) {
        try {
            return transaction.run(() -> recompute(id, 1));
        } catch (RuntimeException failed) {
            unlessItMayPass(failed);
            return transaction.run(() -> setAside(id, failed));
        }
    }

    private boolean setAside(long id, RuntimeException failed) {
        Recomputation running = recomputations.get(id);
        SlaClock one = recomputations.next(running, 1).get(0);
        boolean isOrphan = cases.existing(Set.of(one.processInstance())).isEmpty();
        log.error(
                "Recomputation {} sets clock {} of {} aside{}",
                id,
                one.step(),
                one.subject(),
                isOrphan ? ": its process is gone" : "",
                failed);
        entities.persist(RecomputationMove.setAside(
                running, one, "未能重算，期限不变：" + (isOrphan ? "流程已经不在，请系统管理员对账" : "计算出错，请系统管理员查看日志")));
        running.setAside(one.id());
        return true;
    }

    /** @return whether there may be more */
    private boolean recompute(long id, int most) {
        Recomputation running = recomputations.get(id);
        List<SlaClock> some = recomputations.next(running, most);
        if (!some.isEmpty()) {
            // Written once at the end, not before each query of a listener: those ask for rows by names that do not
            // change.
            entities.setFlushMode(FlushModeType.COMMIT);
            actors.asSystem(() -> {
                revise(running, some);
                return null;
            });
            entities.setFlushMode(FlushModeType.AUTO);
        }
        if (some.size() < most) {
            running.finish(clock.instant());
        }
        return running.isRunning();
    }

    public boolean hasMore(DelegateExecution execution) {
        return of(execution).isRunning();
    }

    private Recomputation of(DelegateExecution execution) {
        return recomputations.get(idOf(execution));
    }

    private static long idOf(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        if (key == null || !key.matches("\\d{1,18}")) {
            throw Refusal.notFound("没有这次重算");
        }
        return Long.parseLong(key);
    }

    private void revise(Recomputation running, List<SlaClock> some) {
        Instant now = clock.instant();
        List<Revision> found = revisions.of(some, running.decisionId(), now, running.cause());
        Map<Revision, Instant> before = new HashMap<>();
        found.forEach(r -> before.put(r, r.clock().dueAt()));
        revisions.carryOut(found, now);
        found.stream()
                .filter(Revision::isReported)
                .forEach(r ->
                        entities.persist(new RecomputationMove(running, r, Objects.requireNonNull(before.get(r)))));
        running.advance(
                some.get(some.size() - 1).id(),
                some.size(),
                (int) found.stream().filter(Revision::isMove).count(),
                (int) found.stream().filter(Revision::isFlagged).count());
    }
}
