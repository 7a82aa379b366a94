package org.ganxian.nodes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting in real time, for what happens in other processes. */
final class Pause {

    private Pause() {}

    static void of(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void ofSeconds(int seconds) {
        of(Duration.ofSeconds(seconds));
    }

    /** @return how long it took, or empty-handed this time itself */
    static Duration until(BooleanSupplier holds, Duration most) {
        long begin = System.nanoTime();
        while (!holds.getAsBoolean() && System.nanoTime() - begin < most.toNanos()) {
            of(Duration.ofMillis(250));
        }
        return since(begin);
    }

    static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
