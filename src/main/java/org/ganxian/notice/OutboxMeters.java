package org.ganxian.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Sampled;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** {@code ganxian.outbox.waiting}, {@code ganxian.outbox.oldest.age} and {@code ganxian.outbox.failed}. */
@Component
@RequiredArgsConstructor
class OutboxMeters implements MeterBinder {

    /** @param oldest UTC; null while nothing waits */
    private record Waiting(long notices, @Nullable LocalDateTime oldest) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    @Override
    public void bindTo(MeterRegistry registry) {
        Sampled<Waiting> waiting = new Sampled<>(() -> in(OutboxEntry.State.WAITING));
        Sampled<Waiting> failed = new Sampled<>(() -> in(OutboxEntry.State.FAILED));
        Gauge.builder("ganxian.outbox.waiting", () -> waiting.get().notices())
                .description("Notices that have not left the house yet")
                .register(registry);
        Gauge.builder("ganxian.outbox.oldest.age", () -> age(waiting.get().oldest()))
                .description("How long the oldest of them waits")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("ganxian.outbox.failed", () -> failed.get().notices())
                .description("Notices that are given up until an operator tries them again")
                .register(registry);
    }

    private double age(@Nullable LocalDateTime oldest) {
        return oldest == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(oldest.toInstant(ZoneOffset.UTC), clock.instant())
                                .toSeconds());
    }

    private Waiting in(OutboxEntry.State state) {
        return jdbc.query(
                        "select count(*), min(told_at) from notice_outbox where state = ?",
                        (row, i) -> new Waiting(row.getLong(1), row.getObject(2, LocalDateTime.class)),
                        state.name())
                .get(0);
    }
}
