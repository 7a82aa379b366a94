package org.ganxian.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Sampled;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** {@code ganxian.reconciliation.findings} of the last whole night, and {@code ganxian.reconciliation.age} since then. */
@Component
@RequiredArgsConstructor
class ReconciliationMeters implements MeterBinder {

    private record Night(int findings, LocalDateTime finished) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    @Override
    public void bindTo(MeterRegistry registry) {
        Sampled<List<Night>> last = new Sampled<>(this::last);
        Gauge.builder(
                        "ganxian.reconciliation.findings",
                        () -> last.get().stream().mapToInt(Night::findings).sum())
                .description("Ties that the last whole night found broken")
                .register(registry);
        Gauge.builder(
                        "ganxian.reconciliation.age",
                        () -> last.get().stream()
                                .mapToLong(night -> Duration.between(
                                                night.finished().toInstant(ZoneOffset.UTC), clock.instant())
                                        .toSeconds())
                                .sum())
                .description("Since then; zero before the first night")
                .baseUnit("seconds")
                .register(registry);
    }

    /** None or one. */
    private List<Night> last() {
        return jdbc.query(
                "select broken, finished_at from reconciliation_run where finished_at is not null order by id desc limit 1",
                (row, i) -> new Night(row.getInt(1), row.getObject(2, LocalDateTime.class)));
    }
}
