package org.ganxian.platform;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What is read anew at most every fifteen seconds, by whoever asks: gauges read it, so that the database is asked when
 * somebody measures, and not more often, and never while people wait.
 */
public final class Sampled<T> implements Supplier<T> {

    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Boolean ONE = true;

    private final LoadingCache<Boolean, T> cache;

    public Sampled(Supplier<? extends T> reading) {
        this.cache = Caffeine.newBuilder().expireAfterWrite(FRESH).build(key -> reading.get());
    }

    @Override
    public T get() {
        return cache.get(ONE);
    }

    /** The next one who asks reads anew. */
    public void forget() {
        cache.invalidateAll();
    }
}
