package org.ganxian.casework;

import java.time.Clock;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.engine.CalledByDiagrams;
import org.springframework.stereotype.Component;

/** Forgets clients' keys that nobody sends again; the process {@code key-retention} calls it every night. */
@Component
@CalledByDiagrams
@RequiredArgsConstructor
public class KeyRetention {

    /** A draft that waits on a phone is sent long before. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final OncePerKey keys;
    private final Clock clock;

    public void forget() {
        keys.forgetBefore(clock.instant().minus(KEPT));
    }
}
