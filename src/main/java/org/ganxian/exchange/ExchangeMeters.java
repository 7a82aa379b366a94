package org.ganxian.exchange;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.platform.Sampled;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** {@code ganxian.exchange.waiting}, {@code .held}, {@code .dead}; what comes in is counted by partner as it comes. */
@Component
@RequiredArgsConstructor
class ExchangeMeters implements MeterBinder {

    private final JdbcTemplate jdbc;

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "ganxian.exchange.waiting", StoredEnvelope.State.WAITING, "Messages that have not left yet");
        gauge(registry, "ganxian.exchange.held", StoredEnvelope.State.HELD, "Messages that wait for those before them");
        gauge(registry, "ganxian.exchange.dead", StoredEnvelope.State.DEAD, "Messages that nobody could be sent");
    }

    private void gauge(MeterRegistry registry, String name, StoredEnvelope.State state, String what) {
        Sampled<Long> sampled = new Sampled<>(() -> jdbc.queryForObject(
                "select count(*) from exchange_envelope where state = ?", Long.class, state.name()));
        Gauge.builder(name, () -> sampled.get().doubleValue()).description(what).register(registry);
    }
}
