package org.ganxian.demand;

import java.time.Clock;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets clients' keys that nobody sends again; the process {@code key-retention} calls it every night. */
@Component
@RequiredArgsConstructor
class KeyRetention {

    /** A draft that waits on a phone is sent long before. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final IdempotencyKeys keys;
    private final Clock clock;

    @Transactional
    public void forget() {
        keys.forgetBefore(clock.instant().minus(KEPT));
    }
}
