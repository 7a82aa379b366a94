package org.ganxian.platform;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What many ask for and few change, read from the database now and then: by one of those who ask, while the others go on
 * with what is known. What another node has changed is known within fifteen seconds.
 */
public final class Remembered<T> {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final UnaryOperator<T> reading;
    private final Predicate<T> holds;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile T known;
    private volatile long readAt;

    /**
     * @param first what is known until somebody asks
     * @param reading gets what was known before; what it throws is thrown at whoever asks, and the next one tries again
     * @param holds false for what must be read again earlier, as on a new day
     */
    public Remembered(T first, UnaryOperator<T> reading, Predicate<T> holds) {
        this.reading = reading;
        this.holds = holds;
        this.known = first;
        this.readAt = System.nanoTime() - FRESH.toNanos();
    }

    public T get() {
        boolean old = System.nanoTime() - readAt >= FRESH.toNanos() || !holds.test(known);
        if (old && lock.tryLock()) {
            try {
                refresh();
            } finally {
                lock.unlock();
            }
        }
        return known;
    }

    /** After a change. Waits for whoever reads just now: what they have read may be of before it. */
    public void refresh() {
        lock.lock();
        try {
            known = reading.apply(known);
            readAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }
}
