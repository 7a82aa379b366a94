package org.ganxian.privacy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OwnCommand;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.privacy.retention.Retention;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/case-retention.bpmn} calls: erases what is due, a batch a job, each case a transaction
 * of its own, and goes on where it stopped. A case that cannot be erased stops no other.
 */
@CalledByDiagrams
@Component("caseRetention")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class CaseRetention {

    static final String PROCESS = "case-retention";
    private static final String STARTED = "retention-started";
    private static final int BATCH = 50;

    private final RetentionRun.Repository runs;
    private final Retention retention;
    private final Erasure erasure;
    private final OwnCommand transaction;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final Audit audit;
    private final Clock clock;

    @Transactional(readOnly = true)
    Optional<RetentionRun> latest() {
        return runs.findFirstByOrderByIdDesc();
    }

    /**
     * @param seen what the dry run said when it was agreed to
     * @throws Refusal 409 when the dry run says something else by now, nothing is due, or one is under way
     */
    void start(long seen, Actor by) {
        if (latest().filter(RetentionRun::isRunning).isPresent()) {
            throw Refusal.conflict("清理已经在进行中");
        }
        long due = retention.due().stream().mapToLong(Retention.Due::cases).sum();
        if (due == 0) {
            throw Refusal.conflict("没有保存期满的诉求");
        } else if (due != seen) {
            throw Refusal.conflict("预演以后又有变动，现在是 " + due + " 件，请重新看过再开始");
        }
        RetentionRun begun = runs.save(new RetentionRun(by.id(), clock.instant(), due));
        audit.record(by, STARTED, begun.id().toString());
        actors.asSystem(
                () -> runtime.startProcessInstanceByKey(PROCESS, begun.id().toString()));
    }

    /** The process runs for those alone that somebody has asked for. */
    public void begin(DelegateExecution execution) {
        if (!of(execution).isRunning()) {
            throw Refusal.conflict("这次清理已经完成");
        }
    }

    public void next(DelegateExecution execution) {
        RetentionRun running = of(execution);
        List<Retention.Found> some = retention.next(running.lastId(), BATCH);
        some.forEach(one -> running.advance(one.id(), isErased(one.number())));
        if (some.size() < BATCH) {
            running.finish(clock.instant());
        }
    }

    private boolean isErased(String number) {
        try {
            return transaction.run(
                    () -> erasure.erase(number, Actor.SYSTEM, "保存期满").isEmpty());
        } catch (RuntimeException failed) {
            if (RetriedTransaction.isLostRace(failed)) {
                throw failed;
            }
            log.error("What is personal of {} could not be erased", number, failed);
            return false;
        }
    }

    public boolean hasMore(DelegateExecution execution) {
        return of(execution).isRunning();
    }

    private RetentionRun of(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        if (key == null || !key.matches("\\d{1,18}")) {
            throw Refusal.notFound("没有这次清理");
        }
        return runs.findById(Long.parseLong(key)).orElseThrow(() -> Refusal.notFound("没有这次清理"));
    }
}
