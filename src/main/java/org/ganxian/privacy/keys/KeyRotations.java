package org.ganxian.privacy.keys;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.TwoKeys;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/key-rotation.bpmn} calls. Each batch is one job and one transaction with the place where
 * to go on: what was interrupted goes on behind the last batch that was committed.
 */
@CalledByDiagrams
@Component("keyRotations")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class KeyRotations {

    static final String PROCESS = "key-rotation";
    private static final String STARTED = "key-rotation-started";
    private static final int BATCH = 1_000;

    private final KeyRotation.Repository rotations;
    private final Renewal renewal;
    private final TwoKeys keys;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final Audit audit;
    private final Clock clock;

    /** Whether a second key is configured, from which to come. */
    boolean isPossible() {
        return keys.areTwo();
    }

    @Transactional(readOnly = true)
    Optional<KeyRotation> latest() {
        return rotations.findFirstByOrderByIdDesc();
    }

    /** @throws Refusal 409 without a second key, and while one is under way */
    void start(Actor by) {
        if (!isPossible()) {
            throw Refusal.conflict("没有配置上一个密钥（ganxian.encryption-key-previous），没有什么可换的");
        } else if (latest().filter(KeyRotation::isRunning).isPresent()) {
            throw Refusal.conflict("换密钥已经在进行中");
        }
        KeyRotation begun = rotations.save(new KeyRotation(by.id(), clock.instant(), renewal.rows()));
        audit.record(by, STARTED, begun.id().toString());
        actors.asSystem(
                () -> runtime.startProcessInstanceByKey(PROCESS, begun.id().toString()));
    }

    /** The process runs for those alone that somebody has asked for. */
    public void begin(DelegateExecution execution) {
        if (!of(execution).isRunning()) {
            throw Refusal.conflict("这次换密钥已经完成");
        }
    }

    /** One batch of one table. */
    public void next(DelegateExecution execution) {
        KeyRotation running = of(execution);
        List<EncryptedTable> left = renewal.tables().stream()
                .filter(table -> table.name().compareTo(running.atTable()) >= 0)
                .toList();
        for (EncryptedTable table : left) {
            String after = table.name().equals(running.atTable()) ? running.atKey() : "";
            Renewal.Done done = renewal.renew(table, after, BATCH);
            if (done.last() != null) {
                running.advance(table.name(), done.last(), done.rows(), done.renewed(), done.unreadable());
                return;
            }
        }
        running.finish(clock.instant());
    }

    public boolean hasMore(DelegateExecution execution) {
        return of(execution).isRunning();
    }

    private KeyRotation of(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        if (key == null || !key.matches("\\d{1,18}")) {
            throw Refusal.notFound("没有这次换密钥");
        }
        return rotations.findById(Long.parseLong(key)).orElseThrow(() -> Refusal.notFound("没有这次换密钥"));
    }
}
