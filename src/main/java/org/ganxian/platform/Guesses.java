package org.ganxian.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts wrong guesses by whatever names the guesser. Each takes one of a few tries, which come back one by one; a right
 * one costs nothing. Kept by each node for itself.
 */
public final class Guesses {

    private static final int WATCHED = 100_000;

    private final Cache<String, Bucket> guessers;
    private final int tries;
    private final Duration period;
    private final TimeMeter time;

    /** @param tries how many a {@code period}, and how many at once */
    public Guesses(int tries, Duration period) {
        this(tries, period, TimeMeter.SYSTEM_MILLISECONDS);
    }

    public Guesses(int tries, Duration period, TimeMeter time) {
        this.tries = tries;
        this.period = period;
        this.time = time;
        this.guessers = Caffeine.newBuilder()
                .expireAfterAccess(period)
                .maximumSize(WATCHED)
                .build();
    }

    /** Takes a try before it is known whether it is right, so that guesses at the same moment count, too. */
    public boolean take(String guesser) {
        return bucket(guesser).tryConsume(1);
    }

    /** It was right, or not counted in the end: the try is given back. */
    public void giveBack(String guesser) {
        bucket(guesser).addTokens(1);
    }

    /** How long until there is another try; empty when there is one. */
    public Optional<Duration> wait(String guesser) {
        long nanos = bucket(guesser).estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    private Bucket bucket(String guesser) {
        return guessers.get(
                guesser,
                g -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(tries).refillGreedy(tries, period))
                        .build());
    }
}
