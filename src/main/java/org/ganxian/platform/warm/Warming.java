package org.ganxian.platform.warm;

import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Rehearses every {@link FirstUse} once the node serves, beside it and with the least priority, so that no start takes longer. */
@Component
@Slf4j
class Warming {

    private static final long LONGEST_MILLIS = 20_000;

    private final List<FirstUse> uses;
    private final boolean wanted;
    private volatile boolean stopped;
    private @Nullable Thread beside;

    /** @param wanted {@code ganxian.warm-up}: false for tests, which share one application */
    Warming(List<FirstUse> uses, @Value("${ganxian.warm-up}") boolean wanted) {
        this.uses = uses;
        this.wanted = wanted;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (wanted) {
            beside = new Thread(this::rehearse, "warming");
            beside.setDaemon(true);
            beside.setPriority(Thread.MIN_PRIORITY);
            beside.start();
        }
    }

    void rehearse() {
        for (FirstUse use : uses) {
            if (stopped) {
                return;
            }
            try {
                use.rehearse();
            } catch (RuntimeException e) {
                // The first to come waits as without it; what is broken they will be told.
                log.debug("Not warmed: {}", use.getClass().getSimpleName(), e);
            }
        }
    }

    /**
     * Whoever stops the node waits for what is being rehearsed: Tomcat takes the locks of a servlet that is made and of
     * all of them in one order, those of a server that stops in the other.
     */
    @EventListener(ContextClosedEvent.class)
    void stop() throws InterruptedException {
        stopped = true;
        Thread running = beside;
        if (running != null) {
            running.join(LONGEST_MILLIS);
        }
    }
}
