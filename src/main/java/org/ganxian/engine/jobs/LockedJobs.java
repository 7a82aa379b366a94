package org.ganxian.engine.jobs;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The jobs that threads of this node run or are about to run. Their locks are short, so that others soon take over what a
 * dead node leaves, and are renewed while this node lives, so that nobody takes a long job twice. The revision is left
 * alone: a node that had been frozen meanwhile still loses to whoever took its job.
 */
@RequiredArgsConstructor
@Slf4j
class LockedJobs {

    private static final String RENEW =
            "update ACT_RU_JOB set LOCK_EXP_TIME_ = ? where ID_ = ? and LOCK_OWNER_ = ? and LOCK_EXP_TIME_ < ?";

    private final JdbcTemplate jdbc;
    private final String owner;
    private final int lockMillis;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService beat;

    void start() {
        beat = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "job-locks");
            thread.setDaemon(true);
            return thread;
        });
        beat.scheduleWithFixedDelay(this::renew, lockMillis / 3, lockMillis / 3, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (beat != null) {
            beat.shutdownNow();
        }
    }

    void hold(Collection<String> jobs) {
        held.addAll(jobs);
    }

    void release(Collection<String> jobs) {
        held.removeAll(Set.copyOf(jobs));
    }

    /** Those that were taken just now need nothing yet. */
    void renew() {
        List<String> jobs = List.copyOf(held);
        if (jobs.isEmpty()) {
            return;
        }
        long now = ClockUtil.getCurrentTime().getTime();
        Timestamp until = new Timestamp(now + lockMillis);
        Timestamp soon = new Timestamp(now + lockMillis * 2L / 3);
        try {
            jdbc.batchUpdate(
                    RENEW,
                    jobs.stream()
                            .map(job -> new Object[] {until, job, owner, soon})
                            .toList());
        } catch (DataAccessException away) {
            // The next beat tries again; without one, others may take these jobs, and the slower one is rolled back.
            log.warn("The locks of {} jobs could not be renewed: {}", jobs.size(), away.getMessage());
        }
    }
}
