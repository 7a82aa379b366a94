package org.ganxian.engine.meters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Sampled;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * {@code ganxian.incidents}, and of the jobs that could run now their number {@code ganxian.jobs.due} and the age of the
 * oldest {@code ganxian.jobs.oldest.age}. The engine's own queries of jobs tell no age.
 */
@Component
@RequiredArgsConstructor
class JobMeters implements MeterBinder {

    private static final String DUE = "select count(*), min(coalesce(DUEDATE_, CREATE_TIME_)) from ACT_RU_JOB"
            + " where RETRIES_ > 0 and SUSPENSION_STATE_ = 1 and (DUEDATE_ is null or DUEDATE_ <= ?)";

    /** @param oldest null while there is none */
    private record Due(long jobs, @Nullable Instant oldest) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    @Override
    public void bindTo(MeterRegistry registry) {
        Sampled<Long> incidents = new Sampled<>(this::incidents);
        Sampled<Due> due = new Sampled<>(this::due);
        Gauge.builder("ganxian.incidents", incidents::get)
                .description("Jobs and steps that have failed for good until an operator looks")
                .register(registry);
        Gauge.builder("ganxian.jobs.due", () -> due.get().jobs())
                .description("Jobs that wait for a thread")
                .register(registry);
        Gauge.builder("ganxian.jobs.oldest.age", () -> age(due.get().oldest()))
                .description("How long the oldest of them waits")
                .baseUnit("seconds")
                .register(registry);
    }

    private double age(@Nullable Instant oldest) {
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
    }

    private Long incidents() {
        Long counted = jdbc.queryForObject("select count(*) from ACT_RU_INCIDENT", Long.class);
        return counted == null ? 0 : counted;
    }

    /** The engine keeps its times in the zone of the JVM. */
    private Due due() {
        return jdbc.query(
                        DUE,
                        (row, i) -> {
                            Timestamp oldest = row.getTimestamp(2);
                            return new Due(row.getLong(1), oldest == null ? null : oldest.toInstant());
                        },
                        Timestamp.from(clock.instant()))
                .get(0);
    }
}
