package org.ganxian.platform.web;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A node that is told to stop first says at {@code /actuator/health/readiness} that it takes nothing new, and serves on
 * until the proxy has noticed ({@code ganxian.drain}): nobody's request comes to a door that closes.
 */
@Component
@Slf4j
class Draining implements SmartLifecycle {

    private final ApplicationContext context;
    private final Duration drain;
    private volatile boolean serves;

    Draining(ApplicationContext context, @Value("${ganxian.drain}") Duration drain) {
        this.context = context;
        this.drain = drain;
    }

    @Override
    public void start() {
        serves = true;
    }

    @Override
    public void stop() {
        serves = false;
        if (drain.isZero()) {
            return;
        }
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        log.info("Takes nothing new, and stops in {} s", drain.toSeconds());
        try {
            new CountDownLatch(1).await(drain.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return serves;
    }

    /** Stops before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
